/// The prover's inner loops, once for each vector width, chosen at run time.
///
/// One source (`Kernels.h`) is compiled for baseline, AVX2 and AVX-512; C, because clang's vector types stay vectors, while Swift's
/// bitwise SIMD operations reach LLVM as scalars (docs/decisions/0027-kernels-in-c.md). All variants give the same bytes.
/// Field elements are canonical Goldilocks words: below p = 2^64 - 2^32 + 1. Words are little-endian in memory.
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

    /// Least n in `first ..< first + count` for which Keccak-256(seed || n as 8 little-endian bytes) begins with `bits` zero bits.
    ///
    /// @param bits 0 to 64, counted from the most significant bit of the digest's first byte.
    /// @return n, or `first + count` if there is none.
    uint64_t (*find_nonce)(const uint8_t *seed, uint64_t first, uint64_t count, unsigned bits);

    /// Elementwise product. `out` may be `a` or `b`.
    void (*multiply)(uint64_t *out, const uint64_t *a, const uint64_t *b, size_t count);

    /// Product with one factor. `out` may be `a`.
    void (*scale)(uint64_t *out, const uint64_t *a, uint64_t factor, size_t count);

    /// One radix-2 layer: with a, b the runs of `count` words at 0 and `stride` of `in`, writes a + t b and a - t b there in `out`.
    /// `out` may be `in`.
    void (*butterfly2)(uint64_t *out, const uint64_t *in, size_t stride, size_t count, uint64_t t);

    /// Two radix-2 layers at once, on the runs at 0, `stride`, 2 `stride` and 3 `stride`: the first with twiddle `t`, the second with `t0` on
    /// the first two runs and `t1` on the last two. `out` may be `in`.
    void (*butterfly4)(uint64_t *out, const uint64_t *in, size_t stride, size_t count, uint64_t t, uint64_t t0, uint64_t t1);

    /// Takes every column of a block modulo X^rows - c to its values at the roots, in place.
    ///
    /// @param rows `2^log_rows * words_per_row` words, row-major.
    /// @param twiddles Entry b is the square root of the c of node b at any depth; children of b are 2b (root +) and 2b + 1 (root -).
    ///   At least `2^(log_rows - 1) * (node + 1)` entries when `log_rows` is not 0.
    /// @param node The block's index at its depth.
    void (*transform)(uint64_t *rows, size_t words_per_row, unsigned log_rows, const uint64_t *twiddles, size_t node);
} proof_kernels;

/// Runs on every machine.
const proof_kernels *proof_kernels_portable(void);

/// Null unless this is an x86-64 processor with AVX2.
const proof_kernels *proof_kernels_avx2(void);

/// Null unless this is an x86-64 processor with AVX-512 F, BW, DQ and VL.
const proof_kernels *proof_kernels_avx512(void);

#endif
