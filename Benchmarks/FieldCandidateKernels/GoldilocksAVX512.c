#include "include/FieldCandidateKernels.h"

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"))), apply_to = function)
#define FIELD_LANES 8
#include "GoldilocksCubic.h"
#include "Operations.h"
#pragma clang attribute pop

const field_candidate *goldilocks_avx512(void) {
    int supported = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    return supported ? &candidate : NULL;
}

#else

const field_candidate *goldilocks_avx512(void) { return NULL; }

#endif
