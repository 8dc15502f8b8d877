#include "include/ProofKernels.h"

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"))), apply_to = function)
#define KECCAK_LANES 8
#define FIELD_LANES 8
#include "Kernels.h"
#pragma clang attribute pop

const proof_kernels *proof_kernels_avx512(void) {
    int supported = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    return supported ? &kernels : NULL;
}

#else

const proof_kernels *proof_kernels_avx512(void) { return NULL; }

#endif
