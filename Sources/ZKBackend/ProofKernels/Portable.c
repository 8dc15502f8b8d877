// Two Keccak states fill the 128-bit vectors that every 64-bit machine has; the field is faster in scalar registers there.
#define KECCAK_LANES 2
#define FIELD_LANES 1
#include "Kernels.h"

const proof_kernels *proof_kernels_portable(void) { return &kernels; }
