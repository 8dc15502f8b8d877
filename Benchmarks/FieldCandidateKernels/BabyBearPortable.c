#include "include/FieldCandidateKernels.h"

#define FIELD_LANES 4
#include "BabyBear.h"
#include "Operations.h"

const field_candidate *babybear_portable(void) { return &candidate; }
