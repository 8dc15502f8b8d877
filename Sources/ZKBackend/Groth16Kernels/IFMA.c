#include "Groth16Kernels.h"

#if defined(__x86_64__)

#include <immintrin.h>

// Only these functions may be compiled for the extension: the program runs where it is not.
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx512ifma"))), apply_to = function)

#include "BaseField.h"
#include "QuadraticField.h"
#include "Points.h"

#define FIELD fp
#define NAME(function) groth16_g1_##function
#include "Additions.h"
#undef FIELD
#undef NAME

#define FIELD fp2
#define NAME(function) groth16_g2_##function
#include "Additions.h"
#undef FIELD
#undef NAME

#pragma clang attribute pop

bool groth16_has_ifma(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512ifma");
}

#else

// Nobody calls these where `groth16_has_ifma` is false.
bool groth16_has_ifma(void) { return false; }
void groth16_g1_denominators(const struct groth16_additions *additions) { (void)additions; }
void groth16_g1_sums(const struct groth16_additions *additions) { (void)additions; }
void groth16_g2_denominators(const struct groth16_additions *additions) { (void)additions; }
void groth16_g2_sums(const struct groth16_additions *additions) { (void)additions; }

#endif
