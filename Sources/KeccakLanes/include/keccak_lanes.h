#ifndef KECCAK_LANES_H
#define KECCAK_LANES_H

#include <stdint.h>

/// States that one call permutes.
enum { KECCAK_LANE_COUNT = 4 };

/// Permutes four states by Keccak-f[1600] (FIPS 202, section 3.3), in place.
///
/// Lane x + 5 y of state s (0 to 3) is word 4 (x + 5 y) + s. There are 100 words; no alignment is asked for.
typedef void (*keccak_lanes_permutation)(uint64_t *states);

/// The permutation for processors with AVX2; null on others.
keccak_lanes_permutation keccak_lanes_avx2(void);

/// The permutation for processors with AVX-512 F and VL; null on others.
keccak_lanes_permutation keccak_lanes_avx512(void);

#endif
