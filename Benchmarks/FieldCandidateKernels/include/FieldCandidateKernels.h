/// The same four operations in the two fields that the proof system could have used, for
/// docs/decisions/0026-goldilocks-cubic.md.
///
/// Elements of an extension lie coordinate by coordinate in blocks: `lanes` first coordinates, `lanes` second ones, and so on.
#ifndef FIELD_CANDIDATE_KERNELS_H
#define FIELD_CANDIDATE_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/// A field at one vector width. BabyBear's elements are 32-bit words in Montgomery form, Goldilocks' are 64-bit words; all
/// canonical.
typedef struct {
    /// Elements side by side; all counts below are multiples of it.
    size_t lanes;
    /// Bytes of an element.
    size_t bytes;
    /// Degree of the challenge field.
    size_t degree;
    /// Products in the base field.
    void (*multiply)(void *out, const void *a, const void *b, size_t count);
    /// Products in the challenge field.
    void (*multiply_extension)(void *out, const void *a, const void *b, size_t count);
    /// Radix-2 butterflies a + w b, a - w b in place, with one twiddle an element.
    void (*butterfly)(void *a, void *b, const void *twiddles, size_t count);
    /// One round of the sumcheck of a product of three tables over the challenge field: adds the values at 0, 2 and 3 to `sums`
    /// (one block each) and folds the tables at `r` (one block): `2 * pairs` elements become `pairs`. Pairs are blocks 2i and
    /// 2i + 1.
    void (*sumcheck_round)(void *a, void *b, void *c, size_t pairs, const void *r, void *sums);
} field_candidate;

/// Goldilocks and x^3 - x - 1 in scalar registers.
const field_candidate *goldilocks_portable(void);
/// Null without AVX2.
const field_candidate *goldilocks_avx2(void);
/// Null without AVX-512 F, BW, DQ and VL.
const field_candidate *goldilocks_avx512(void);
/// BabyBear and u^2 = 31, x^3 = u in 128-bit vectors.
const field_candidate *babybear_portable(void);
/// Null without AVX2.
const field_candidate *babybear_avx2(void);
/// Null without AVX-512 F, BW, DQ and VL.
const field_candidate *babybear_avx512(void);

#endif
