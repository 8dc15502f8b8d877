// Every kernel at the widths KECCAK_LANES and FIELD_LANES, and their table. Included by the file of each variant, under its
// target attribute.

#include "include/ProofKernels.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the kernels read words in the machine's order, which must be little-endian"
#endif

#include "Goldilocks.h"
#include "Keccak.h"
#include "Transform.h"
#include "Cubic.h"
#include "Rows.h"

static const proof_kernels kernels = {
    .keccak_lanes = KECCAK_LANES,
    .hash_rows = hash_rows,
    .find_nonce = find_nonce,
    .multiply = multiply,
    .scale = scale,
    .butterfly2 = butterfly2,
    .butterfly4 = butterfly4,
    .transform = transform,
    .field_lanes = FIELD_LANES,
    .rows_evaluate = rows_evaluate,
    .rows_evaluate_cubic = rows_evaluate_cubic,
    .rows_add_leaves = rows_add_leaves,
    .rows_add_leaves_cubic = rows_add_leaves_cubic,
    .rows_add_leaf_sums = rows_add_leaf_sums,
    .rows_fractions = rows_fractions,
    .planes_add_weighted = planes_add_weighted,
    .planes_fold = planes_fold,
    .planes_fold_base = planes_fold_base,
    .words_extend_line = words_extend_line,
    .words_add = words_add,
#if FIELD_LANES > 1
    .cubic_fold = cubic_fold,
    .cubic_add_combination = cubic_add_combination,
    .cubic_products = cubic_products,
    .cubic_add_fractions = cubic_add_fractions,
    .cubic_layer_round = cubic_layer_round,
    .cubic_layer_first_round = cubic_layer_first_round,
#endif
};
