#include "ceremony_setup.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t points[] = {
#embed "ceremony_setup.bin"
};

const uint8_t *ceremony_setup_bytes(void) { return points; }

const size_t ceremony_setup_size = sizeof(points);
