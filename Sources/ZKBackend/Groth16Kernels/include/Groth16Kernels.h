#ifndef GROTH16_KERNELS_H
#define GROTH16_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Additions of affine points of BN254, eight at a time, by AVX-512's products of 52 bits (IFMA).
///
/// A batch takes two calls with an inversion of eight field elements between them: the first multiplies up the slopes'
/// denominators, lane by lane, the second goes back through them and makes the sums. Elements are four 64-bit limbs,
/// value * 2^256 mod p, below p, as Swift keeps them. A point of G1 is x, y: 8 words; a point of G2 is x, y with the real
/// part before the factor of i: 16 words.
///
/// An addition that needs no slope, or a tangent's, is an exception: its bit is set, and nothing is written for it.
struct groth16_additions {
    /// The summands' arrays, and where sums go.
    const uint64_t *left, *right;
    uint64_t *sums;
    /// Positions in them, in points.
    const uint32_t *left_indices, *right_indices, *sum_indices;
    /// Eight additions are a group.
    size_t group_count;
    /// For each group 80 words (G1) or 160 (G2), 64-byte aligned.
    uint64_t *scratch;
    /// For each group a bit for each addition.
    uint8_t *exceptions;
    /// Eight field elements: of G1 4 words each, of G2 8. The first call writes products, the second reads their inverses.
    uint64_t *lanes;
};

/// Whether this processor has what the other functions need.
bool groth16_has_ifma(void);

/// The first call of a batch in G1.
void groth16_g1_denominators(const struct groth16_additions *additions);
/// The second call of a batch in G1.
void groth16_g1_sums(const struct groth16_additions *additions);
/// The first call of a batch in G2.
void groth16_g2_denominators(const struct groth16_additions *additions);
/// The second call of a batch in G2.
void groth16_g2_sums(const struct groth16_additions *additions);

#endif
