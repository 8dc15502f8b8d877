#include "include/FieldCandidateKernels.h"

#if defined(__x86_64__)

#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define FIELD_LANES 4
#include "GoldilocksCubic.h"
#include "Operations.h"
#pragma clang attribute pop

const field_candidate *goldilocks_avx2(void) { return __builtin_cpu_supports("avx2") ? &candidate : NULL; }

#else

const field_candidate *goldilocks_avx2(void) { return NULL; }

#endif
