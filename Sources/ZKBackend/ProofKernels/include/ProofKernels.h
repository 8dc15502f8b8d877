/// The prover's inner loops, once for each vector width, chosen at run time.
///
/// One source (`Kernels.h`) is compiled for baseline, AVX2 and AVX-512; C, because clang's vector types stay vectors, while
/// Swift's bitwise SIMD operations reach LLVM as scalars (docs/decisions/0027-kernels-in-c.md). All variants give the same
/// bytes. Field elements are canonical Goldilocks words: below p = 2^64 - 2^32 + 1. Words are little-endian in memory.
#ifndef PROOF_KERNELS_H
#define PROOF_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/// What one operation on a row's values does; `left` and `right` are places.
typedef enum {
    PROOF_ROW_ADD,
    PROOF_ROW_SUBTRACT,
    PROOF_ROW_MULTIPLY,
    PROOF_ROW_ADD_CONSTANT,
    PROOF_ROW_SUBTRACT_FROM_CONSTANT,
    PROOF_ROW_MULTIPLY_CONSTANT,
    PROOF_ROW_CONSTANT,
    /// Adds `left`, times the coefficient of number `constant`, to the sums.
    PROOF_ROW_EMIT,
} proof_row_kind;

/// An operation: `destination` is a register; `left` and `right` are places: columns, then registers.
typedef struct {
    uint32_t operation, destination, left, right;
    uint64_t constant;
} proof_row_operation;

/// An element of a tuple and the power of beta that it takes.
typedef struct {
    uint32_t place, reserved;
    uint64_t factor[3];
} proof_tuple_element;

/// A fraction: the multiplicity at a place over constant + sum of `element_count` tuple elements from `first_element` on.
typedef struct {
    uint32_t multiplicity, first_element, element_count, reserved;
    uint64_t constant[3];
} proof_interaction;

/// A leaf: the fraction of interaction `first`, or its sum with that of `second` unless that is `PROOF_NO_INTERACTION`; and
/// the weight that it takes in a batch.
typedef struct {
    uint32_t first, second;
    uint64_t weight[3];
} proof_leaf;

#define PROOF_NO_INTERACTION UINT32_MAX

/// What is computed on each row of a chip. All places lie below `column_count` plus the registers that the caller gives.
typedef struct {
    size_t column_count;
    const proof_row_operation *operations;
    size_t operation_count;
    /// Three words for each number that an operation emits.
    const uint64_t *coefficients;
    const proof_tuple_element *elements;
    const proof_interaction *interactions;
    const proof_leaf *leaves;
    size_t leaf_count;
    /// mu: a leaf N / D counts as N + mu D.
    uint64_t denominator_factor[3];
} proof_rows;

/// The kernels of one vector width. No pointer may be null; regions of one call do not overlap unless it says so.
typedef struct {
    /// Keccak states that are permuted side by side.
    size_t keccak_lanes;

    /// Keccak-256 of each row's bytes followed by `zero_words` words of zeros and one byte, `suffix`.
    ///
    /// @param rows `row_count * words_per_row` words, row-major.
    /// @param digests Receives `32 * row_count` bytes.
    void (*hash_rows)(
        const uint64_t *rows, size_t words_per_row, size_t zero_words, size_t row_count, uint8_t suffix, uint8_t *digests
    );

    /// Least n in `first ..< first + count` for which Keccak-256(seed || n as 8 little-endian bytes) begins with `bits` zero
    /// bits.
    ///
    /// @param bits 0 to 64, counted from the most significant bit of the digest's first byte.
    /// @return n, or `first + count` if there is none.
    uint64_t (*find_nonce)(const uint8_t *seed, uint64_t first, uint64_t count, unsigned bits);

    /// Elementwise product. `out` may be `a` or `b`.
    void (*multiply)(uint64_t *out, const uint64_t *a, const uint64_t *b, size_t count);

    /// Product with one factor. `out` may be `a`.
    void (*scale)(uint64_t *out, const uint64_t *a, uint64_t factor, size_t count);

    /// One radix-2 layer: with a, b the runs of `count` words at 0 and `stride` of `in`, writes a + t b and a - t b there in
    /// `out`. `out` may be `in`.
    void (*butterfly2)(uint64_t *out, const uint64_t *in, size_t stride, size_t count, uint64_t t);

    /// Two radix-2 layers at once, on the runs at 0, `stride`, 2 `stride` and 3 `stride`: the first with twiddle `t`, the
    /// second with `t0` on the first two runs and `t1` on the last two. `out` may be `in`.
    void (*butterfly4)(uint64_t *out, const uint64_t *in, size_t stride, size_t count, uint64_t t, uint64_t t0, uint64_t t1);

    /// Takes every column of a block modulo X^rows - c to its values at the roots, in place.
    ///
    /// @param rows `2^log_rows * words_per_row` words, row-major.
    /// @param twiddles Entry b is the square root of the c of node b at any depth; children of b are 2b (root +) and 2b + 1
    ///   (root -). At least `2^(log_rows - 1) * (node + 1)` entries when `log_rows` is not 0.
    /// @param node The block's index at its depth.
    void (*transform)(uint64_t *rows, size_t words_per_row, unsigned log_rows, const uint64_t *twiddles, size_t node);

    /// Elements of the field side by side; it divides every count of elements, lanes and words below.
    size_t field_lanes;

    // Rows of a chip, `lanes` at a time. A value over the base field is a run of `lanes` words; one over K is three such runs,
    // the planes of its coefficients, `plane` words apart in a column and `lanes` words apart in registers and sums.

    /// Runs the operations. `registers` has `lanes` words for each register; `sums`, three planes, is added to.
    void (*rows_evaluate)(
        const proof_rows *rows, const uint64_t *const *columns, size_t lanes, uint64_t *registers, uint64_t *sums
    );

    /// The same over K; `registers` has three planes for each.
    void (*rows_evaluate_cubic)(
        const proof_rows *rows, const uint64_t *const *columns, size_t plane, size_t lanes, uint64_t *registers, uint64_t *sums
    );

    /// After `rows_evaluate`: adds the sum over the leaves of weight (N + mu D) to `sums`.
    void (*rows_add_leaves)(
        const proof_rows *rows, const uint64_t *const *columns, size_t lanes, const uint64_t *registers, uint64_t *sums
    );

    /// The same over K.
    void (*rows_add_leaves_cubic)(
        const proof_rows *rows, const uint64_t *const *columns, size_t plane, size_t lanes, const uint64_t *registers,
        uint64_t *sums
    );

    /// After `rows_evaluate`: adds the sum over the rows of weight (N + mu D) to each leaf's element of `sums`. The weights are
    /// three planes, `plane` words apart.
    void (*rows_add_leaf_sums)(
        const proof_rows *rows, const uint64_t *const *columns, size_t lanes, const uint64_t *registers,
        const uint64_t *weights, size_t plane, uint64_t *sums
    );

    /// After `rows_evaluate`: one leaf's numerators and denominators, elements of K; added to the fractions that are there if
    /// `adds` is not 0.
    void (*rows_fractions)(
        const proof_rows *rows, size_t leaf, const uint64_t *const *columns, size_t lanes, const uint64_t *registers,
        uint64_t *numerators, uint64_t *denominators, int adds
    );

    /// Adds the sum over the lanes of weight times value to the element at `sum`; values are three planes `lanes` words apart,
    /// weights `plane`.
    void (*planes_add_weighted)(
        const uint64_t *values, const uint64_t *weights, size_t plane, size_t lanes, uint64_t *sum
    );

    /// Binds the first variable of a table of three planes: its words i and i + half become low + r (high - low), at i.
    void (*planes_fold)(uint64_t *table, size_t plane, size_t half, size_t count, const uint64_t *r);

    /// The same from tables over the base field.
    void (*planes_fold_base)(
        uint64_t *out, size_t plane, const uint64_t *low, const uint64_t *high, size_t count, const uint64_t *r
    );

    /// Lines through values at 0 and 1: `steps` becomes high - low, and `values` high + (high - low), their values at 2.
    void (*words_extend_line)(
        uint64_t *values, uint64_t *steps, const uint64_t *low, const uint64_t *high, size_t count
    );

    /// Adds words to words.
    void (*words_add)(uint64_t *values, const uint64_t *steps, size_t count);

    // The functions below are null where `field_lanes` is 1: Swift's own loops are as fast there. An element of K = F[x] /
    // (x^3 - x - 1) is three words; counts, `half` and `stride` are in elements.

    /// Binds a table's variable to `r`: low + r (high - low), written to `low`.
    void (*cubic_fold)(uint64_t *low, const uint64_t *high, size_t count, const uint64_t *r);

    /// Adds to elements the linear combination of `factor_count` rows of words, `stride` apart, with as many factors of K: at
    /// most 2^10.
    void (*cubic_add_combination)(
        uint64_t *out, const uint64_t *rows, size_t stride, const uint64_t *factors, size_t factor_count, size_t count
    );

    /// With the other halves of both tables `half` further: adds the sum of f w to `at_zero`, and of (f' - f) (w' - w) to
    /// `leading`.
    void (*cubic_products)(
        const uint64_t *f, const uint64_t *w, size_t half, size_t count, uint64_t *at_zero, uint64_t *leading
    );

    /// Adds fractions: p = p0 q1 + p1 q0 and q = q0 q1, with the second operands `half` further.
    void (*cubic_add_fractions)(
        uint64_t *p, uint64_t *q, const uint64_t *child_p, const uint64_t *child_q, size_t half, size_t count
    );

    /// A round of the sumcheck of weight (s q1 + p1 q0) after the first: folds the four tables in place, of which nodes i, i +
    /// half, i + stride and i + stride + half belong together, and adds the values at 0 and 2 to the sums.
    void (*cubic_layer_round)(
        uint64_t *s, uint64_t *p1, uint64_t *q0, uint64_t *q1, const uint64_t *weights, size_t half, size_t stride,
        size_t count, const uint64_t *r, uint64_t *at_zero, uint64_t *at_two
    );

    /// Its first round, which replaces p0 in `s` by p0 + lambda q0.
    void (*cubic_layer_first_round)(
        uint64_t *s, const uint64_t *p1, const uint64_t *q0, const uint64_t *q1, const uint64_t *weights, size_t half, size_t count,
        const uint64_t *lambda, uint64_t *at_zero, uint64_t *at_two
    );
} proof_kernels;

/// Runs on every machine.
const proof_kernels *proof_kernels_portable(void);

/// Null unless this is an x86-64 processor with AVX2.
const proof_kernels *proof_kernels_avx2(void);

/// Null unless this is an x86-64 processor with AVX-512 F, BW, DQ and VL.
const proof_kernels *proof_kernels_avx512(void);

#endif
