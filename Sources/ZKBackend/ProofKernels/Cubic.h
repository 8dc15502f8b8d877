// Arithmetic and sumcheck loops over the challenge field K = F[x] / (x^3 - x - 1), FIELD_LANES elements side by side. Included
// once for each vector width.
//
// In memory an element of K is three words, and elements follow each other; in registers each coordinate has a vector of its
// own.

typedef struct {
    elements c0, c1, c2;
} cubic;

#define INLINE static inline __attribute__((always_inline))

#if FIELD_LANES == 1

INLINE cubic load_cubic(const uint64_t *p) { return (cubic){p[0], p[1], p[2]}; }

INLINE void store_cubic(uint64_t *p, cubic x) { p[0] = x.c0, p[1] = x.c1, p[2] = x.c2; }

#else

INLINE cubic load_cubic(const uint64_t *p) {
    cubic x;
    for (int l = 0; l < FIELD_LANES; l++) {
        x.c0[l] = p[3 * l];
        x.c1[l] = p[3 * l + 1];
        x.c2[l] = p[3 * l + 2];
    }
    return x;
}

INLINE void store_cubic(uint64_t *p, cubic x) {
    for (int l = 0; l < FIELD_LANES; l++) {
        p[3 * l] = x.c0[l];
        p[3 * l + 1] = x.c1[l];
        p[3 * l + 2] = x.c2[l];
    }
}

#endif

INLINE cubic splat_cubic(const uint64_t *p) { return (cubic){splat(p[0]), splat(p[1]), splat(p[2])}; }

INLINE cubic add_cubic(cubic a, cubic b) {
    return (cubic){add_elements(a.c0, b.c0), add_elements(a.c1, b.c1), add_elements(a.c2, b.c2)};
}

INLINE cubic subtract_cubic(cubic a, cubic b) {
    return (cubic){subtract_elements(a.c0, b.c0), subtract_elements(a.c1, b.c1), subtract_elements(a.c2, b.c2)};
}

// Karatsuba: 6 products; x^3 = x + 1 and x^4 = x^2 + x.
INLINE cubic multiply_cubic(cubic a, cubic b) {
    elements p0 = multiply_elements(a.c0, b.c0), p1 = multiply_elements(a.c1, b.c1), p2 = multiply_elements(a.c2, b.c2);
    elements p01 = multiply_elements(add_elements(a.c0, a.c1), add_elements(b.c0, b.c1));
    elements p02 = multiply_elements(add_elements(a.c0, a.c2), add_elements(b.c0, b.c2));
    elements p12 = multiply_elements(add_elements(a.c1, a.c2), add_elements(b.c1, b.c2));
    elements cross = subtract_elements(p12, p1);
    return (cubic){
        add_elements(p0, subtract_elements(cross, p2)),
        subtract_elements(subtract_elements(add_elements(p01, cross), p0), p1),
        subtract_elements(add_elements(p02, p1), p0),
    };
}

INLINE cubic scale_cubic(cubic a, elements b) {
    return (cubic){multiply_elements(a.c0, b), multiply_elements(a.c1, b), multiply_elements(a.c2, b)};
}

// The value at 2 of the line through the values at 0 and 1.
INLINE cubic extrapolate(cubic low, cubic high) { return add_cubic(high, subtract_cubic(high, low)); }

INLINE cubic fold_between(cubic low, cubic high, cubic r) {
    return add_cubic(low, multiply_cubic(r, subtract_cubic(high, low)));
}

// Adds the sum of all lanes to the element at p.
INLINE void add_lanes(uint64_t *p, cubic x) {
    uint64_t words[3][FIELD_LANES];
    store(words[0], x.c0);
    store(words[1], x.c1);
    store(words[2], x.c2);
    for (int l = 0; l < FIELD_LANES; l++)
        for (int k = 0; k < 3; k++) p[k] = add_words(p[k], words[k][l]);
}

static const cubic zero_cubic;

#if FIELD_LANES > 1

static void cubic_fold(uint64_t *low, const uint64_t *high, size_t count, const uint64_t *r) {
    cubic challenge = splat_cubic(r);
    for (size_t i = 0; i < 3 * count; i += 3 * FIELD_LANES)
        store_cubic(low + i, fold_between(load_cubic(low + i), load_cubic(high + i), challenge));
}

// Sums of products over the integers, reduced once: a word of a row in three limbs of at most 22 bits, a factor's in two of 32,
// so that 2^10 products of limbs add up below 2^64.
static void cubic_add_combination(
    uint64_t *out, const uint64_t *rows, size_t stride, const uint64_t *factors, size_t factor_count, size_t count
) {
    static const uint64_t powers[2][3] = {
        {1, (uint64_t)1 << 22, (uint64_t)1 << 44},
        // 2^76 = 2^12 (2^32 - 1) modulo p.
        {(uint64_t)1 << 32, (uint64_t)1 << 54, ((uint64_t)1 << 44) - ((uint64_t)1 << 12)},
    };
    for (size_t i = 0; i < count; i += FIELD_LANES) {
        elements sums[3][2][3] = {{{{0}}}};
        for (size_t j = 0; j < factor_count; j++) {
            elements x = load(rows + j * stride + i);
            elements limbs[3] = {x & 0x3fffff, x >> 22 & 0x3fffff, x >> 44};
            for (int c = 0; c < 3; c++) {
                elements low = splat(factors[3 * j + c] & LOW32), high = splat(factors[3 * j + c] >> 32);
                for (int k = 0; k < 3; k++) {
                    sums[c][0][k] += limbs[k] * low;
                    sums[c][1][k] += limbs[k] * high;
                }
            }
        }
        elements totals[3];
        for (int c = 0; c < 3; c++) {
            totals[c] = multiply_elements(sums[c][0][0], splat(powers[0][0]));
            for (int k = 1; k < 6; k++)
                totals[c] = add_elements(totals[c], multiply_elements(sums[c][k / 3][k % 3], splat(powers[k / 3][k % 3])));
        }
        store_cubic(out + 3 * i, add_cubic(load_cubic(out + 3 * i), (cubic){totals[0], totals[1], totals[2]}));
    }
}

static void cubic_products(
    const uint64_t *f, const uint64_t *w, size_t half, size_t count, uint64_t *at_zero, uint64_t *leading
) {
    cubic zero = zero_cubic, square = zero_cubic;
    for (size_t i = 0; i < 3 * count; i += 3 * FIELD_LANES) {
        cubic f0 = load_cubic(f + i), w0 = load_cubic(w + i);
        cubic df = subtract_cubic(load_cubic(f + 3 * half + i), f0), dw = subtract_cubic(load_cubic(w + 3 * half + i), w0);
        zero = add_cubic(zero, multiply_cubic(f0, w0));
        square = add_cubic(square, multiply_cubic(df, dw));
    }
    add_lanes(at_zero, zero);
    add_lanes(leading, square);
}

static void cubic_add_fractions(
    uint64_t *p, uint64_t *q, const uint64_t *child_p, const uint64_t *child_q, size_t half, size_t count
) {
    for (size_t i = 0; i < 3 * count; i += 3 * FIELD_LANES) {
        cubic p0 = load_cubic(child_p + i), p1 = load_cubic(child_p + 3 * half + i);
        cubic q0 = load_cubic(child_q + i), q1 = load_cubic(child_q + 3 * half + i);
        store_cubic(p + i, add_cubic(multiply_cubic(p0, q1), multiply_cubic(p1, q0)));
        store_cubic(q + i, multiply_cubic(q0, q1));
    }
}

// Folds one table of a layer at `low` and `low + half`, in place, and gives both.
INLINE void fold_node(uint64_t *table, size_t half, size_t stride, cubic r, cubic *low, cubic *high) {
    *low = fold_between(load_cubic(table), load_cubic(table + 3 * stride), r);
    *high = fold_between(load_cubic(table + 3 * half), load_cubic(table + 3 * (half + stride)), r);
    store_cubic(table, *low);
    store_cubic(table + 3 * half, *high);
}

static void cubic_layer_round(
    uint64_t *s, uint64_t *p1, uint64_t *q0, uint64_t *q1, const uint64_t *weights, size_t half, size_t stride, size_t count,
    const uint64_t *r, uint64_t *at_zero, uint64_t *at_two
) {
    cubic challenge = splat_cubic(r), zero = zero_cubic, two = zero_cubic;
    for (size_t i = 0; i < 3 * count; i += 3 * FIELD_LANES) {
        cubic weight = load_cubic(weights + i);
        cubic s_low, s_high, p1_low, p1_high, q0_low, q0_high, q1_low, q1_high;
        fold_node(s + i, half, stride, challenge, &s_low, &s_high);
        fold_node(q1 + i, half, stride, challenge, &q1_low, &q1_high);
        cubic low = multiply_cubic(s_low, q1_low);
        cubic far = multiply_cubic(extrapolate(s_low, s_high), extrapolate(q1_low, q1_high));
        fold_node(p1 + i, half, stride, challenge, &p1_low, &p1_high);
        fold_node(q0 + i, half, stride, challenge, &q0_low, &q0_high);
        low = add_cubic(low, multiply_cubic(p1_low, q0_low));
        far = add_cubic(far, multiply_cubic(extrapolate(p1_low, p1_high), extrapolate(q0_low, q0_high)));
        zero = add_cubic(zero, multiply_cubic(weight, low));
        two = add_cubic(two, multiply_cubic(weight, far));
    }
    add_lanes(at_zero, zero);
    add_lanes(at_two, two);
}

static void cubic_layer_first_round(
    uint64_t *s, const uint64_t *p1, const uint64_t *q0, const uint64_t *q1, const uint64_t *weights, size_t half, size_t count,
    const uint64_t *lambda, uint64_t *at_zero, uint64_t *at_two
) {
    cubic factor = splat_cubic(lambda), zero = zero_cubic, two = zero_cubic;
    for (size_t i = 0, j = 3 * half; i < 3 * count; i += 3 * FIELD_LANES, j += 3 * FIELD_LANES) {
        cubic weight = load_cubic(weights + i), q0_low = load_cubic(q0 + i), q0_high = load_cubic(q0 + j);
        cubic s_low = add_cubic(load_cubic(s + i), multiply_cubic(factor, q0_low));
        cubic s_high = add_cubic(load_cubic(s + j), multiply_cubic(factor, q0_high));
        store_cubic(s + i, s_low);
        store_cubic(s + j, s_high);
        cubic q1_low = load_cubic(q1 + i), p1_low = load_cubic(p1 + i);
        cubic low = add_cubic(multiply_cubic(s_low, q1_low), multiply_cubic(p1_low, q0_low));
        cubic far = multiply_cubic(extrapolate(s_low, s_high), extrapolate(q1_low, load_cubic(q1 + j)));
        far = add_cubic(far, multiply_cubic(extrapolate(p1_low, load_cubic(p1 + j)), extrapolate(q0_low, q0_high)));
        zero = add_cubic(zero, multiply_cubic(weight, low));
        two = add_cubic(two, multiply_cubic(weight, far));
    }
    add_lanes(at_zero, zero);
    add_lanes(at_two, two);
}

#endif
