// Eight elements of BN254's base field, one in each 64-bit lane: five limbs of 52 bits, least significant first.
//
// An element v is kept as v * 2^256, as Swift keeps it, though five limbs reduce by 2^260: one factor of each product is
// shifted left by 4 bits before. Between operations elements are below 2p, with limbs below 2^52. A product of factors
// below 2p, one shifted, is below 64 p^2 / 2^260 + p < 1.76p.

#define LIMBS 5
#define LIMB_BITS 52

typedef struct {
    __m512i limb[LIMBS];
} fp;

static const uint64_t multiples_of_p[3][LIMBS] = {
    {0, 0, 0, 0, 0},
    {0x08c16d87cfd47, 0x916871ca8d3c2, 0x181585d97816a, 0xa029b85045b68, 0x030644e72e131},
    {0x1182db0f9fa8e, 0x22d0e3951a784, 0x302b0bb2f02d5, 0x405370a08b6d0, 0x060c89ce5c263},
};

// -1/p modulo 2^52.
#define NEGATED_INVERSE_OF_P 0x20782e4866389

static inline __m512i limb_mask(void) { return _mm512_set1_epi64((1LL << LIMB_BITS) - 1); }

// 2^256 mod p.
static inline fp fp_one(void) {
    const uint64_t limbs[LIMBS] = {0xd438dc58f0d9d, 0x28f5c70b3dd35, 0x879462c0a78eb, 0xdf2f666ea36f7, 0x00e0a77c19a07};
    fp result;
    for (int i = 0; i < LIMBS; i++) result.limb[i] = _mm512_set1_epi64((long long)limbs[i]);
    return result;
}

// Brings limbs, which may be negative or longer, to 52 bits; the top one keeps what is left, with its sign.
static inline fp fp_carried(fp a) {
    for (int i = 0; i + 1 < LIMBS; i++) {
        a.limb[i + 1] = _mm512_add_epi64(a.limb[i + 1], _mm512_srai_epi64(a.limb[i], LIMB_BITS));
        a.limb[i] = _mm512_and_si512(a.limb[i], limb_mask());
    }
    return a;
}

// 16 a: a factor of a product.
static inline fp fp_shifted(fp a) {
    fp result;
    result.limb[0] = _mm512_and_si512(_mm512_slli_epi64(a.limb[0], 4), limb_mask());
    for (int i = 1; i < LIMBS; i++) {
        const __m512i high = _mm512_slli_epi64(a.limb[i], 4);
        const __m512i low = _mm512_srli_epi64(a.limb[i - 1], LIMB_BITS - 4);
        result.limb[i] = i + 1 < LIMBS ? _mm512_and_si512(_mm512_or_si512(high, low), limb_mask()) : _mm512_or_si512(high, low);
    }
    return result;
}

// a b / 2^260 by Montgomery's reduction, interleaved; one factor is shifted.
static inline fp fp_product(fp a, fp b) {
    const __m512i zero = _mm512_setzero_si512();
    __m512i t[LIMBS + 1] = {zero, zero, zero, zero, zero, zero};
    for (int i = 0; i < LIMBS; i++) {
        __m512i high[LIMBS];
        for (int j = 0; j < LIMBS; j++) {
            t[j] = _mm512_madd52lo_epu64(t[j], a.limb[j], b.limb[i]);
            high[j] = _mm512_madd52hi_epu64(zero, a.limb[j], b.limb[i]);
        }
        const __m512i m = _mm512_madd52lo_epu64(zero, t[0], _mm512_set1_epi64(NEGATED_INVERSE_OF_P));
        for (int j = 0; j < LIMBS; j++) {
            const __m512i p = _mm512_set1_epi64((long long)multiples_of_p[1][j]);
            t[j] = _mm512_madd52lo_epu64(t[j], m, p);
            high[j] = _mm512_madd52hi_epu64(high[j], m, p);
        }
        // The lowest limb is now a multiple of 2^52: it leaves its carry and goes.
        high[0] = _mm512_add_epi64(high[0], _mm512_srli_epi64(t[0], LIMB_BITS));
        for (int j = 0; j + 1 < LIMBS; j++) t[j] = _mm512_add_epi64(t[j + 1], high[j]);
        t[LIMBS - 1] = high[LIMBS - 1];
    }
    fp result = {{t[0], t[1], t[2], t[3], t[4]}};
    return fp_carried(result);
}

// a - b + k p, k at most 2.
static inline fp fp_difference(fp a, fp b, int k) {
    for (int i = 0; i < LIMBS; i++) {
        const __m512i multiple = _mm512_set1_epi64((long long)multiples_of_p[k][i]);
        a.limb[i] = _mm512_add_epi64(_mm512_sub_epi64(a.limb[i], b.limb[i]), multiple);
    }
    return fp_carried(a);
}

static inline fp fp_sum(fp a, fp b) {
    for (int i = 0; i < LIMBS; i++) a.limb[i] = _mm512_add_epi64(a.limb[i], b.limb[i]);
    return fp_carried(a);
}

// a, or a - k p where that is not negative.
static inline fp fp_reduced(fp a, int k) {
    fp d;
    for (int i = 0; i < LIMBS; i++) {
        d.limb[i] = _mm512_sub_epi64(a.limb[i], _mm512_set1_epi64((long long)multiples_of_p[k][i]));
    }
    d = fp_carried(d);
    const __mmask8 negative = _mm512_movepi64_mask(d.limb[LIMBS - 1]);
    for (int i = 0; i < LIMBS; i++) a.limb[i] = _mm512_mask_mov_epi64(d.limb[i], negative, a.limb[i]);
    return a;
}

// The element below p, of one below 4p.
static inline fp fp_canonical(fp a) { return fp_reduced(fp_reduced(a, 2), 1); }

// Which lanes are zero, of canonical elements.
static inline __mmask8 fp_is_zero(fp a) {
    const __m512i any = _mm512_or_si512(
        _mm512_or_si512(_mm512_or_si512(a.limb[0], a.limb[1]), _mm512_or_si512(a.limb[2], a.limb[3])), a.limb[4]);
    return _mm512_testn_epi64_mask(any, any);
}

// Which lanes are equal, of canonical elements.
static inline __mmask8 fp_is_equal(fp a, fp b) {
    __mmask8 equal = 0xff;
    for (int i = 0; i < LIMBS; i++) equal &= _mm512_cmpeq_epi64_mask(a.limb[i], b.limb[i]);
    return equal;
}

static inline fp fp_selected(__mmask8 lanes, fp there, fp elsewhere) {
    for (int i = 0; i < LIMBS; i++) there.limb[i] = _mm512_mask_mov_epi64(elsewhere.limb[i], lanes, there.limb[i]);
    return there;
}

// From four limbs of 64 bits, each in a vector.
static inline fp fp_from_words(const __m512i *word) {
    const __m512i mask = limb_mask();
    fp result;
    result.limb[0] = _mm512_and_si512(word[0], mask);
    for (int i = 1; i < 4; i++) {
        const __m512i low = _mm512_srli_epi64(word[i - 1], 64 - 12 * i);
        result.limb[i] = _mm512_and_si512(_mm512_or_si512(low, _mm512_slli_epi64(word[i], 12 * i)), mask);
    }
    result.limb[4] = _mm512_srli_epi64(word[3], 16);
    return result;
}

static inline void fp_to_words(fp a, __m512i *word) {
    for (int i = 0; i < 4; i++) {
        word[i] = _mm512_or_si512(
            _mm512_srli_epi64(a.limb[i], 12 * i), _mm512_slli_epi64(a.limb[i + 1], LIMB_BITS - 12 * i));
    }
}

#define fp_WORDS 4
