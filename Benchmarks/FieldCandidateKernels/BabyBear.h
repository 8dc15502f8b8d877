// BabyBear, p = 15 * 2^27 + 1, in Montgomery form with R = 2^32, on FIELD_LANES elements side by side; and its extension of
// degree 6.

#define P 0x78000001u
// p^-1 modulo 2^32.
#define INVERSE 0x88000001u

typedef uint32_t elements __attribute__((vector_size(4 * FIELD_LANES)));
typedef uint64_t halves __attribute__((vector_size(4 * FIELD_LANES)));
#define LOW32 0xffffffffu

static inline __attribute__((always_inline)) elements add_elements(elements a, elements b) {
    elements sum = a + b;
    return __builtin_elementwise_min(sum, sum - P);
}

static inline __attribute__((always_inline)) elements subtract_elements(elements a, elements b) {
    elements difference = a - b;
    return __builtin_elementwise_min(difference, difference + P);
}

// hi(a b) - hi(q p) with q = lo(a b) / p; elements at even and odd places are multiplied apart, each in 64 bits.
static inline __attribute__((always_inline)) elements multiply_elements(elements a, elements b) {
    halves a0 = (halves)a, b0 = (halves)b, a1 = a0 >> 32, b1 = b0 >> 32;
    halves even = (a0 & LOW32) * (b0 & LOW32), odd = a1 * b1;
    halves even_q = (even & LOW32) * INVERSE, odd_q = (odd & LOW32) * INVERSE;
    halves even_qp = (even_q & LOW32) * P, odd_qp = (odd_q & LOW32) * P;
    elements high = (elements)((even >> 32) | (odd & ~(uint64_t)LOW32));
    elements high_qp = (elements)((even_qp >> 32) | (odd_qp & ~(uint64_t)LOW32));
    return subtract_elements(high, high_qp);
}

// 31 * 2^32 modulo p.
#define THIRTY_ONE 0x0fffffbeu

typedef struct { elements c0, c1; } quadratic;

static inline __attribute__((always_inline)) quadratic add_quadratic(quadratic a, quadratic b) {
    return (quadratic){add_elements(a.c0, b.c0), add_elements(a.c1, b.c1)};
}

static inline __attribute__((always_inline)) quadratic subtract_quadratic(quadratic a, quadratic b) {
    return (quadratic){subtract_elements(a.c0, b.c0), subtract_elements(a.c1, b.c1)};
}

static inline __attribute__((always_inline)) elements times31(elements a) {
    return multiply_elements(a, (elements){0} + THIRTY_ONE);
}

static inline __attribute__((always_inline)) quadratic multiply_quadratic(quadratic a, quadratic b) {
    elements low = multiply_elements(a.c0, b.c0), high = multiply_elements(a.c1, b.c1);
    elements cross = multiply_elements(add_elements(a.c0, a.c1), add_elements(b.c0, b.c1));
    return (quadratic){add_elements(low, times31(high)), subtract_elements(subtract_elements(cross, low), high)};
}

static inline __attribute__((always_inline)) quadratic times_u(quadratic a) { return (quadratic){times31(a.c1), a.c0}; }

enum { DEGREE = 6 };
typedef struct { quadratic c[3]; } extension;

static inline __attribute__((always_inline)) extension add_extension(extension a, extension b) {
    return (extension){{add_quadratic(a.c[0], b.c[0]), add_quadratic(a.c[1], b.c[1]), add_quadratic(a.c[2], b.c[2])}};
}

static inline __attribute__((always_inline)) extension subtract_extension(extension a, extension b) {
    return (extension){{
        subtract_quadratic(a.c[0], b.c[0]), subtract_quadratic(a.c[1], b.c[1]), subtract_quadratic(a.c[2], b.c[2]),
    }};
}

// Karatsuba over Karatsuba: 18 products, besides those with 31.
static inline __attribute__((always_inline)) extension multiply_extension_elements(extension a, extension b) {
    quadratic p0 = multiply_quadratic(a.c[0], b.c[0]), p1 = multiply_quadratic(a.c[1], b.c[1]);
    quadratic p2 = multiply_quadratic(a.c[2], b.c[2]);
    quadratic p01 = multiply_quadratic(add_quadratic(a.c[0], a.c[1]), add_quadratic(b.c[0], b.c[1]));
    quadratic p02 = multiply_quadratic(add_quadratic(a.c[0], a.c[2]), add_quadratic(b.c[0], b.c[2]));
    quadratic p12 = multiply_quadratic(add_quadratic(a.c[1], a.c[2]), add_quadratic(b.c[1], b.c[2]));
    quadratic x1 = subtract_quadratic(subtract_quadratic(p01, p0), p1);
    quadratic x2 = add_quadratic(subtract_quadratic(subtract_quadratic(p02, p0), p2), p1);
    quadratic x3 = subtract_quadratic(subtract_quadratic(p12, p1), p2);
    return (extension){{add_quadratic(p0, times_u(x3)), add_quadratic(x1, times_u(p2)), x2}};
}
