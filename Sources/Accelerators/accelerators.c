// SwiftPM builds a C target only if it has a source file. The interface has no implementation here by design: each
// product links exactly one. Compiling the header by itself proves that it needs nothing before it.
#include "accelerators.h"

_Static_assert(sizeof(zkvm_status) == 4, "zkvm_status is an int on host and guest alike");
