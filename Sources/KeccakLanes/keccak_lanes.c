// Four Keccak states in the four words of each vector: the permutation has no branch and no lookup, so that what is done
// to one state is done to all. Compiled once for each width of instructions; which one runs is asked of the processor.
#include "keccak_lanes.h"

#include <stddef.h>
#include <string.h>

#if defined(__x86_64__)

typedef uint64_t lanes __attribute__((vector_size(8 * KECCAK_LANE_COUNT)));

/// Iota's constants (FIPS 202, section 3.2.5).
static const uint64_t round_constants[24] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b,
    0x0000000080000001, 0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088,
    0x0000000080008009, 0x000000008000000a, 0x000000008000808b, 0x800000000000008b, 0x8000000000008089,
    0x8000000000008003, 0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
};

#define ROTATED(x, n) ((x) << (n) | (x) >> (64 - (n)))

/// Lane `i` of `a` after theta and rho, which rotates it by `n` bits.
#define MOVED(i, n) ROTATED(a[i] ^ d[(i) % 5], n)

/// Chi over one row: the lanes that pi has brought there.
#define CHI(row, b0, b1, b2, b3, b4)                                                                                   \
    do {                                                                                                               \
        lanes row0 = b0, row1 = b1, row2 = b2, row3 = b3, row4 = b4;                                                   \
        e[row] = row0 ^ (~row1 & row2);                                                                                \
        e[row + 1] = row1 ^ (~row2 & row3);                                                                            \
        e[row + 2] = row2 ^ (~row3 & row4);                                                                            \
        e[row + 3] = row3 ^ (~row4 & row0);                                                                            \
        e[row + 4] = row4 ^ (~row0 & row1);                                                                            \
    } while (0)

// A macro and not a function: vectors as parameters would have another calling convention with each set of instructions.
#define PERMUTE(states)                                                                                                \
    do {                                                                                                               \
        lanes a[25], e[25], c[5], d[5];                                                                                \
        memcpy(a, states, sizeof a);                                                                                   \
        for (int round = 0; round < 24; round++) {                                                                     \
            for (int x = 0; x < 5; x++) c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];                    \
            for (int x = 0; x < 5; x++) d[x] = c[(x + 4) % 5] ^ ROTATED(c[(x + 1) % 5], 1);                            \
            CHI(0, a[0] ^ d[0], MOVED(6, 44), MOVED(12, 43), MOVED(18, 21), MOVED(24, 14));                            \
            CHI(5, MOVED(3, 28), MOVED(9, 20), MOVED(10, 3), MOVED(16, 45), MOVED(22, 61));                            \
            CHI(10, MOVED(1, 1), MOVED(7, 6), MOVED(13, 25), MOVED(19, 8), MOVED(20, 18));                             \
            CHI(15, MOVED(4, 27), MOVED(5, 36), MOVED(11, 10), MOVED(17, 15), MOVED(23, 56));                          \
            CHI(20, MOVED(2, 62), MOVED(8, 55), MOVED(14, 39), MOVED(15, 41), MOVED(21, 2));                           \
            e[0] ^= round_constants[round];                                                                            \
            memcpy(a, e, sizeof a);                                                                                    \
        }                                                                                                              \
        memcpy(states, a, sizeof a);                                                                                   \
    } while (0)

__attribute__((target("avx2"))) static void permute_avx2(uint64_t *states) { PERMUTE(states); }

__attribute__((target("avx512f,avx512vl"))) static void permute_avx512(uint64_t *states) { PERMUTE(states); }

keccak_lanes_permutation keccak_lanes_avx2(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") ? permute_avx2 : NULL;
}

keccak_lanes_permutation keccak_lanes_avx512(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") ? permute_avx512 : NULL;
}

#else

keccak_lanes_permutation keccak_lanes_avx2(void) { return NULL; }
keccak_lanes_permutation keccak_lanes_avx512(void) { return NULL; }

#endif
