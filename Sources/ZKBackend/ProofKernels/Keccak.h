// Keccak-f[1600] on KECCAK_LANES states side by side, and the two ways the prover hashes. Included once for each vector width.

typedef uint64_t lanes __attribute__((vector_size(8 * KECCAK_LANES)));

// FIPS 202, section 3.2.5.
static const uint64_t round_constants[24] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b, 0x0000000080000001,
    0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
    0x000000000000800a, 0x800000008000000a, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
};

#define ROTATE(x, n) ((x) << (n) | (x) >> (64 - (n)))

// Chi on one plane, whose lanes after rho and pi are b0 to b4.
#define CHI(a0, a1, a2, a3, a4, b0, b1, b2, b3, b4) \
    do { \
        a0 = b0 ^ (~b1 & b2); \
        a1 = b1 ^ (~b2 & b3); \
        a2 = b2 ^ (~b3 & b4); \
        a3 = b3 ^ (~b4 & b0); \
        a4 = b4 ^ (~b0 & b1); \
    } while (0)

// FIPS 202, section 3.3; s[N] is the lane x = N mod 5, y = N div 5. Named lanes stay in registers; an array would not.
static inline __attribute__((always_inline)) void permute(lanes *s) {
    lanes a0 = s[0], a1 = s[1], a2 = s[2], a3 = s[3], a4 = s[4], a5 = s[5], a6 = s[6], a7 = s[7], a8 = s[8], a9 = s[9];
    lanes a10 = s[10], a11 = s[11], a12 = s[12], a13 = s[13], a14 = s[14], a15 = s[15], a16 = s[16], a17 = s[17], a18 = s[18];
    lanes a19 = s[19], a20 = s[20], a21 = s[21], a22 = s[22], a23 = s[23], a24 = s[24];
    for (int round = 0; round < 24; round++) {
        lanes c0 = a0 ^ a5 ^ a10 ^ a15 ^ a20, c1 = a1 ^ a6 ^ a11 ^ a16 ^ a21, c2 = a2 ^ a7 ^ a12 ^ a17 ^ a22;
        lanes c3 = a3 ^ a8 ^ a13 ^ a18 ^ a23, c4 = a4 ^ a9 ^ a14 ^ a19 ^ a24;
        lanes d0 = c4 ^ ROTATE(c1, 1), d1 = c0 ^ ROTATE(c2, 1), d2 = c1 ^ ROTATE(c3, 1), d3 = c2 ^ ROTATE(c4, 1);
        lanes d4 = c3 ^ ROTATE(c0, 1);
        lanes b0 = a0 ^ d0, b1 = ROTATE(a6 ^ d1, 44), b2 = ROTATE(a12 ^ d2, 43), b3 = ROTATE(a18 ^ d3, 21);
        lanes b4 = ROTATE(a24 ^ d4, 14), b5 = ROTATE(a3 ^ d3, 28), b6 = ROTATE(a9 ^ d4, 20), b7 = ROTATE(a10 ^ d0, 3);
        lanes b8 = ROTATE(a16 ^ d1, 45), b9 = ROTATE(a22 ^ d2, 61), b10 = ROTATE(a1 ^ d1, 1), b11 = ROTATE(a7 ^ d2, 6);
        lanes b12 = ROTATE(a13 ^ d3, 25), b13 = ROTATE(a19 ^ d4, 8), b14 = ROTATE(a20 ^ d0, 18), b15 = ROTATE(a4 ^ d4, 27);
        lanes b16 = ROTATE(a5 ^ d0, 36), b17 = ROTATE(a11 ^ d1, 10), b18 = ROTATE(a17 ^ d2, 15), b19 = ROTATE(a23 ^ d3, 56);
        lanes b20 = ROTATE(a2 ^ d2, 62), b21 = ROTATE(a8 ^ d3, 55), b22 = ROTATE(a14 ^ d4, 39), b23 = ROTATE(a15 ^ d0, 41);
        lanes b24 = ROTATE(a21 ^ d1, 2);
        CHI(a0, a1, a2, a3, a4, b0, b1, b2, b3, b4);
        CHI(a5, a6, a7, a8, a9, b5, b6, b7, b8, b9);
        CHI(a10, a11, a12, a13, a14, b10, b11, b12, b13, b14);
        CHI(a15, a16, a17, a18, a19, b15, b16, b17, b18, b19);
        CHI(a20, a21, a22, a23, a24, b20, b21, b22, b23, b24);
        a0 ^= round_constants[round];
    }
    s[0] = a0, s[1] = a1, s[2] = a2, s[3] = a3, s[4] = a4, s[5] = a5, s[6] = a6, s[7] = a7, s[8] = a8, s[9] = a9;
    s[10] = a10, s[11] = a11, s[12] = a12, s[13] = a13, s[14] = a14, s[15] = a15, s[16] = a16, s[17] = a17, s[18] = a18;
    s[19] = a19, s[20] = a20, s[21] = a21, s[22] = a22, s[23] = a23, s[24] = a24;
}

enum { RATE_IN_WORDS = 17 };

static void hash_rows(
    const uint64_t *rows, size_t words_per_row, size_t zero_words, size_t row_count, uint8_t suffix, uint8_t *digests
) {
    for (size_t first = 0; first < row_count; first += KECCAK_LANES) {
        const uint64_t *row[KECCAK_LANES];
        for (size_t l = 0; l < KECCAK_LANES; l++) {
            // Lanes past the last row hash it again, and what they give is not written.
            size_t index = first + l < row_count ? first + l : row_count - 1;
            row[l] = rows + index * words_per_row;
        }
        lanes s[25] = {{0}};
        size_t word = 0;
        for (size_t left = words_per_row + zero_words;; left -= RATE_IN_WORDS) {
            size_t words = left < RATE_IN_WORDS ? left : RATE_IN_WORDS;
            // Zeros change nothing in the state.
            for (size_t i = 0; i < words && word < words_per_row; i++, word++) {
                lanes x;
                for (size_t l = 0; l < KECCAK_LANES; l++) x[l] = row[l][word];
                s[i] ^= x;
            }
            if (words < RATE_IN_WORDS) {
                s[words] ^= (uint64_t)suffix | 0x0100;
                s[RATE_IN_WORDS - 1] ^= 0x8000000000000000;
            }
            permute(s);
            if (words < RATE_IN_WORDS) break;
        }
        for (size_t l = 0; l < KECCAK_LANES && first + l < row_count; l++) {
            uint64_t digest[4] = {s[0][l], s[1][l], s[2][l], s[3][l]};
            __builtin_memcpy(digests + 32 * (first + l), digest, 32);
        }
    }
}

static uint64_t find_nonce(const uint8_t *seed, uint64_t first, uint64_t count, unsigned bits) {
    uint64_t seed_words[4];
    __builtin_memcpy(seed_words, seed, 32);
    uint64_t unwanted = bits == 0 ? 0 : __builtin_bswap64(~(uint64_t)0 << (64 - bits));
    for (uint64_t done = 0; done < count; done += KECCAK_LANES) {
        lanes s[25] = {{0}};
        for (int i = 0; i < 4; i++) s[i] += seed_words[i];
        for (size_t l = 0; l < KECCAK_LANES; l++) s[4][l] = first + done + l;
        s[5] += 0x01;
        s[RATE_IN_WORDS - 1] += 0x8000000000000000;
        permute(s);
        for (size_t l = 0; l < KECCAK_LANES && done + l < count; l++) {
            if ((s[0][l] & unwanted) == 0) return first + done + l;
        }
    }
    return first + count;
}
