// Goldilocks arithmetic on FIELD_LANES elements side by side. Included once for each vector width.
//
// Elements are canonical, below p = 2^64 - 2^32 + 1. All three operations end in "subtract, and add p on borrow", which is
// "subtract 2^32 - 1 on borrow" modulo 2^64.

#define P 0xffffffff00000001u
#define LOW32 0xffffffffu

typedef uint64_t word __attribute__((aligned(8)));

// a - b, plus p when b is greater. Canonical when -p <= a - b < p.
static inline __attribute__((always_inline)) uint64_t subtract_borrowing(uint64_t a, uint64_t b) {
    uint64_t difference;
    uint32_t correction = -(uint32_t)__builtin_sub_overflow(a, b, &difference);
    // Keeps the compiler from turning the correction into a branch, which is taken at random: 5 times slower.
    __asm__("" : "+r"(correction));
    return difference - correction;
}

static inline __attribute__((always_inline)) uint64_t add_words(uint64_t a, uint64_t b) {
    return subtract_borrowing(a, P - b);
}

static inline __attribute__((always_inline)) uint64_t subtract_words(uint64_t a, uint64_t b) {
    return subtract_borrowing(a, b);
}

// With the product lo + 2^64 (h + 2^32 g), where g, h < 2^32: modulo p, 2^64 = 2^32 - 1 and 2^96 = -1, so it is
// lo - g + (2^32 - 1) h. The first difference, corrected, is some t < 2^64. The second, t - (p - (2^32 - 1) h), lies in
// [-p, p), because (2^32 - 1) h <= 2^64 - 2^33 + 1: the result is canonical whatever the operands.
static inline __attribute__((always_inline)) uint64_t multiply_words(uint64_t a, uint64_t b) {
    unsigned __int128 product = (unsigned __int128)a * b;
    uint64_t high = (uint64_t)(product >> 64), h = high & LOW32;
    uint64_t t = subtract_borrowing((uint64_t)product, high >> 32);
    return subtract_borrowing(t, P - ((h << 32) - h));
}

#if FIELD_LANES == 1

typedef uint64_t elements;
typedef word unaligned_elements;
#define add_elements add_words
#define subtract_elements subtract_words
#define multiply_elements multiply_words
#define splat(x) (x)

#else

typedef uint64_t elements __attribute__((vector_size(8 * FIELD_LANES)));
typedef int64_t signed_elements __attribute__((vector_size(8 * FIELD_LANES)));
typedef elements unaligned_elements __attribute__((aligned(8)));

#define SIGN 0x8000000000000000u
#define splat(x) ((elements){0} + (x))

// `subtract_borrowing` of words whose sign bits are flipped in `a` and in the result: AVX2 compares signed words only.
static inline __attribute__((always_inline)) elements subtract_flipped(elements a, elements b) {
    elements difference = a - b;
    elements borrows = (elements)((signed_elements)difference > (signed_elements)a);
    return difference - (borrows >> 32);
}

static inline __attribute__((always_inline)) elements add_elements(elements a, elements b) {
    return subtract_flipped(a ^ SIGN, P - b) ^ SIGN;
}

static inline __attribute__((always_inline)) elements subtract_elements(elements a, elements b) {
    return subtract_flipped(a ^ SIGN, b) ^ SIGN;
}

// As `multiply_words`, with the product from its four 32-bit parts; no sum below overflows: (2^32 - 1)^2 + 2 (2^32 - 1) < 2^64.
static inline __attribute__((always_inline)) elements multiply_elements(elements a, elements b) {
    elements a0 = a & LOW32, a1 = a >> 32, b0 = b & LOW32, b1 = b >> 32;
    elements low = a0 * b0, middle = (low >> 32) + a0 * b1, other = (middle & LOW32) + a1 * b0;
    elements high = (middle >> 32) + (other >> 32) + a1 * b1, h = high & LOW32;
    elements t = subtract_flipped((other << 32 | (low & LOW32)) ^ SIGN, high >> 32);
    return subtract_flipped(t, P - ((h << 32) - h)) ^ SIGN;
}

#endif

static inline __attribute__((always_inline)) elements load(const uint64_t *p) { return *(const unaligned_elements *)p; }

static inline __attribute__((always_inline)) void store(uint64_t *p, elements x) { *(unaligned_elements *)p = x; }
