/// The prover's inner loops, once for each vector width, chosen at run time.
///
/// One source (`Kernels.h`) is compiled for baseline, AVX2 and AVX-512; C, because clang's vector types stay vectors, while
/// Swift's bitwise SIMD operations reach LLVM as scalars (docs/decisions/0027-kernels-in-c.md). All variants give the same
/// bytes. Field elements are canonical Goldilocks words: below p = 2^64 - 2^32 + 1. Words are little-endian in memory.
#ifndef PROOF_KERNELS_H
#define PROOF_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/// The kernels of one vector width. No pointer may be null; regions of one call do not overlap unless it says so.
typedef struct {
    /// Keccak states that are permuted side by side.
    size_t keccak_lanes;

    /// Keccak-256 of each row's bytes followed by one byte, `suffix`.
    ///
    /// @param rows `row_count * words_per_row` words, row-major.
    /// @param digests Receives `32 * row_count` bytes.
    void (*hash_rows)(const uint64_t *rows, size_t words_per_row, size_t row_count, uint8_t suffix, uint8_t *digests);

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

    /// Elements of the field side by side. The functions below take counts that it divides and are null where it is 1: Swift's
    /// own loops are as fast there. An element of K = F[x] / (x^3 - x - 1) is three words; counts, `half` and `stride` are in
    /// elements.
    size_t field_lanes;

    /// Binds a table's variable to `r`: low + r (high - low), written to `low`.
    void (*cubic_fold)(uint64_t *low, const uint64_t *high, size_t count, const uint64_t *r);

    /// The same from tables over the base field.
    void (*cubic_fold_base)(uint64_t *out, const uint64_t *low, const uint64_t *high, size_t count, const uint64_t *r);

    /// With the other halves of both tables `half` further: adds the sum of f w to `at_zero`, and of (f' - f) (w' - w) to
    /// `leading`.
    void (*cubic_products)(
        const uint64_t *f, const uint64_t *w, size_t half, size_t count, uint64_t *at_zero, uint64_t *leading
    );

    /// The same with f over the base field.
    void (*cubic_products_base)(
        const uint64_t *f, const uint64_t *w, size_t half, size_t count, uint64_t *at_zero, uint64_t *leading
    );

    /// Adds fractions: p = p0 q1 + p1 q0 and q = q0 q1, with the second operands `half` further.
    void (*cubic_add_fractions)(
        uint64_t *p, uint64_t *q, const uint64_t *child_p, const uint64_t *child_q, size_t half, size_t count
    );

    /// A round of the sumcheck of weight (s q1 + p1 q0) after the first: folds the four tables in place, of which nodes i, i +
    /// half, i + stride and i + stride + half belong together, adds up the weights at i and i + half, and adds the values at 0
    /// and 2 to the sums.
    void (*cubic_layer_round)(
        uint64_t *s, uint64_t *p1, uint64_t *q0, uint64_t *q1, uint64_t *weights, size_t half, size_t stride, size_t count,
        const uint64_t *r, uint64_t *at_zero, uint64_t *at_two
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
