#include "include/ProofKernels.h"

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define KECCAK_LANES 4
#define FIELD_LANES 4
#include "Kernels.h"
#pragma clang attribute pop

const proof_kernels *proof_kernels_avx2(void) { return __builtin_cpu_supports("avx2") ? &kernels : NULL; }

#else

const proof_kernels *proof_kernels_avx2(void) { return NULL; }

#endif
