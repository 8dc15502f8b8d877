// Included with FIELD, a field's type, and NAME, which names its functions.

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define IN_FIELD(function) JOIN(FIELD, function)
#define WORDS IN_FIELD(_WORDS)

void NAME(denominators)(const struct groth16_additions *additions) {
    FIELD running = IN_FIELD(_one)();
    FIELD *kept = (FIELD *)additions->scratch;
    for (size_t group = 0; group < additions->group_count; group++) {
        __m512i p[2 * WORDS], q[2 * WORDS];
        load_columns(additions->left, additions->left_indices + 8 * group, 2 * WORDS, p);
        load_columns(additions->right, additions->right_indices + 8 * group, 2 * WORDS, q);
        const FIELD x1 = IN_FIELD(_from_words)(p), x2 = IN_FIELD(_from_words)(q);
        // Infinity is (0, 0), and no point has y zero.
        const __mmask8 infinite = IN_FIELD(_is_zero)(IN_FIELD(_from_words)(p + WORDS))
            | IN_FIELD(_is_zero)(IN_FIELD(_from_words)(q + WORDS));
        const __mmask8 exceptions = infinite | IN_FIELD(_is_equal)(x1, x2);
        const FIELD denominator = IN_FIELD(_selected)(exceptions, IN_FIELD(_one)(), IN_FIELD(_difference)(x2, x1, 1));
        additions->exceptions[group] = exceptions;
        kept[2 * group] = denominator;
        kept[2 * group + 1] = running;
        running = IN_FIELD(_product)(IN_FIELD(_shifted)(running), denominator);
    }
    __m512i words[8];
    IN_FIELD(_to_words)(IN_FIELD(_canonical)(running), words);
    uint64_t columns[8 * 8] __attribute__((aligned(64)));
    for (int word = 0; word < WORDS; word++) _mm512_store_si512(columns + 8 * word, words[word]);
    for (int lane = 0; lane < 8; lane++) {
        for (int word = 0; word < WORDS; word++) additions->lanes[WORDS * lane + word] = columns[8 * word + lane];
    }
}

void NAME(sums)(const struct groth16_additions *additions) {
    __m512i words[8];
    for (int word = 0; word < WORDS; word++) {
        uint64_t column[8] __attribute__((aligned(64)));
        for (int lane = 0; lane < 8; lane++) column[lane] = additions->lanes[WORDS * lane + word];
        words[word] = _mm512_load_si512(column);
    }
    // The inverse of the product of all denominators up to the group.
    FIELD inverse = IN_FIELD(_from_words)(words);
    const FIELD *kept = (const FIELD *)additions->scratch;
    for (size_t group = additions->group_count; group-- > 0;) {
        const FIELD factor = IN_FIELD(_shifted)(inverse);
        const FIELD inverse_of_denominator = IN_FIELD(_product)(factor, kept[2 * group + 1]);
        inverse = IN_FIELD(_product)(factor, kept[2 * group]);

        __m512i p[2 * WORDS], q[2 * WORDS];
        load_columns(additions->left, additions->left_indices + 8 * group, 2 * WORDS, p);
        load_columns(additions->right, additions->right_indices + 8 * group, 2 * WORDS, q);
        const FIELD x1 = IN_FIELD(_from_words)(p), y1 = IN_FIELD(_from_words)(p + WORDS);
        const FIELD x2 = IN_FIELD(_from_words)(q), y2 = IN_FIELD(_from_words)(q + WORDS);
        const FIELD slope
            = IN_FIELD(_product)(IN_FIELD(_shifted)(IN_FIELD(_difference)(y2, y1, 1)), inverse_of_denominator);
        const FIELD slope_factor = IN_FIELD(_shifted)(slope);
        // Below 2p, then 3p, then 4p.
        const FIELD square = IN_FIELD(_product)(slope_factor, slope);
        const FIELD x3 = IN_FIELD(_canonical)(IN_FIELD(_difference)(IN_FIELD(_difference)(square, x1, 1), x2, 1));
        const FIELD product = IN_FIELD(_product)(slope_factor, IN_FIELD(_difference)(x1, x3, 1));
        const FIELD y3 = IN_FIELD(_canonical)(IN_FIELD(_difference)(product, y1, 1));
        IN_FIELD(_to_words)(x3, p);
        IN_FIELD(_to_words)(y3, p + WORDS);
        store_columns(p, 2 * WORDS, additions->exceptions[group], additions->sums, additions->sum_indices + 8 * group);
    }
}

#undef JOIN_
#undef JOIN
#undef IN_FIELD
#undef WORDS
