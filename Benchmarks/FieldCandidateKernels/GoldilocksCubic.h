// The extension x^3 = x + 1 of Goldilocks on FIELD_LANES elements side by side, over the prover's own base field.

#include "../../Sources/ZKBackend/ProofKernels/Goldilocks.h"

enum { DEGREE = 3 };
typedef struct { elements c[3]; } extension;

static inline __attribute__((always_inline)) extension add_extension(extension a, extension b) {
    return (extension){{add_elements(a.c[0], b.c[0]), add_elements(a.c[1], b.c[1]), add_elements(a.c[2], b.c[2])}};
}

static inline __attribute__((always_inline)) extension subtract_extension(extension a, extension b) {
    return (extension){{
        subtract_elements(a.c[0], b.c[0]), subtract_elements(a.c[1], b.c[1]), subtract_elements(a.c[2], b.c[2]),
    }};
}

// Karatsuba: 6 products.
static inline __attribute__((always_inline)) extension multiply_extension_elements(extension a, extension b) {
    elements p0 = multiply_elements(a.c[0], b.c[0]), p1 = multiply_elements(a.c[1], b.c[1]);
    elements p2 = multiply_elements(a.c[2], b.c[2]);
    elements p01 = multiply_elements(add_elements(a.c[0], a.c[1]), add_elements(b.c[0], b.c[1]));
    elements p02 = multiply_elements(add_elements(a.c[0], a.c[2]), add_elements(b.c[0], b.c[2]));
    elements p12 = multiply_elements(add_elements(a.c[1], a.c[2]), add_elements(b.c[1], b.c[2]));
    elements difference = subtract_elements(p12, p1);
    return (extension){{
        add_elements(p0, subtract_elements(difference, p2)),
        subtract_elements(subtract_elements(add_elements(p01, difference), p0), p1),
        subtract_elements(add_elements(p02, p1), p0),
    }};
}
