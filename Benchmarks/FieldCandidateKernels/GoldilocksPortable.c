#include "include/FieldCandidateKernels.h"

#define FIELD_LANES 1
#include "GoldilocksCubic.h"
#include "Operations.h"

const field_candidate *goldilocks_portable(void) { return &candidate; }
