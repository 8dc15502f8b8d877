// Eight elements c0 + c1 i of the quadratic extension, i^2 = -1; coordinates as in BaseField.h.

typedef struct {
    fp c0, c1;
} fp2;

static inline fp2 fp2_one(void) {
    fp2 result = {fp_one(), {{_mm512_setzero_si512(), _mm512_setzero_si512(), _mm512_setzero_si512(), _mm512_setzero_si512(),
                              _mm512_setzero_si512()}}};
    return result;
}

static inline fp2 fp2_shifted(fp2 a) {
    fp2 result = {fp_shifted(a.c0), fp_shifted(a.c1)};
    return result;
}

// Four products; each coordinate is brought below 2p.
static inline fp2 fp2_product(fp2 a, fp2 b) {
    fp2 result;
    result.c0 = fp_reduced(fp_difference(fp_product(a.c0, b.c0), fp_product(a.c1, b.c1), 2), 2);
    result.c1 = fp_reduced(fp_sum(fp_product(a.c0, b.c1), fp_product(a.c1, b.c0)), 2);
    return result;
}

static inline fp2 fp2_difference(fp2 a, fp2 b, int k) {
    fp2 result = {fp_difference(a.c0, b.c0, k), fp_difference(a.c1, b.c1, k)};
    return result;
}

static inline fp2 fp2_canonical(fp2 a) {
    fp2 result = {fp_canonical(a.c0), fp_canonical(a.c1)};
    return result;
}

static inline __mmask8 fp2_is_zero(fp2 a) { return fp_is_zero(a.c0) & fp_is_zero(a.c1); }

static inline __mmask8 fp2_is_equal(fp2 a, fp2 b) { return fp_is_equal(a.c0, b.c0) & fp_is_equal(a.c1, b.c1); }

static inline fp2 fp2_selected(__mmask8 lanes, fp2 there, fp2 elsewhere) {
    fp2 result = {fp_selected(lanes, there.c0, elsewhere.c0), fp_selected(lanes, there.c1, elsewhere.c1)};
    return result;
}

static inline fp2 fp2_from_words(const __m512i *word) {
    fp2 result = {fp_from_words(word), fp_from_words(word + 4)};
    return result;
}

static inline void fp2_to_words(fp2 a, __m512i *word) {
    fp_to_words(a.c0, word);
    fp_to_words(a.c1, word + 4);
}

#define fp2_WORDS 8
