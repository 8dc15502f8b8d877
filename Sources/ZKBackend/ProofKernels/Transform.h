// Elementwise products and the number-theoretic transform. Included once for each vector width.

static void multiply(uint64_t *out, const uint64_t *a, const uint64_t *b, size_t count) {
    size_t i = 0;
    for (; i + FIELD_LANES <= count; i += FIELD_LANES) store(out + i, multiply_elements(load(a + i), load(b + i)));
    for (; i < count; i++) out[i] = multiply_words(a[i], b[i]);
}

static void scale(uint64_t *out, const uint64_t *a, uint64_t factor, size_t count) {
    elements factors = splat(factor);
    size_t i = 0;
    for (; i + FIELD_LANES <= count; i += FIELD_LANES) store(out + i, multiply_elements(load(a + i), factors));
    for (; i < count; i++) out[i] = multiply_words(a[i], factor);
}

static void butterfly2(uint64_t *out, const uint64_t *in, size_t stride, size_t count, uint64_t t) {
    elements ts = splat(t);
    size_t i = 0;
    for (; i + FIELD_LANES <= count; i += FIELD_LANES) {
        elements a = load(in + i), b = multiply_elements(load(in + stride + i), ts);
        store(out + i, add_elements(a, b));
        store(out + stride + i, subtract_elements(a, b));
    }
    for (; i < count; i++) {
        uint64_t a = in[i], b = multiply_words(in[stride + i], t);
        out[i] = add_words(a, b);
        out[stride + i] = subtract_words(a, b);
    }
}

static void butterfly4(
    uint64_t *out, const uint64_t *in, size_t stride, size_t count, uint64_t t, uint64_t t0, uint64_t t1
) {
    elements ts = splat(t), t0s = splat(t0), t1s = splat(t1);
    size_t i = 0;
    for (; i + FIELD_LANES <= count; i += FIELD_LANES) {
        elements a = load(in + i), b = load(in + stride + i);
        elements c = multiply_elements(load(in + 2 * stride + i), ts);
        elements d = multiply_elements(load(in + 3 * stride + i), ts);
        elements e = add_elements(a, c), f = multiply_elements(add_elements(b, d), t0s);
        elements g = subtract_elements(a, c), h = multiply_elements(subtract_elements(b, d), t1s);
        store(out + i, add_elements(e, f));
        store(out + stride + i, subtract_elements(e, f));
        store(out + 2 * stride + i, add_elements(g, h));
        store(out + 3 * stride + i, subtract_elements(g, h));
    }
    for (; i < count; i++) {
        uint64_t a = in[i], b = in[stride + i];
        uint64_t c = multiply_words(in[2 * stride + i], t), d = multiply_words(in[3 * stride + i], t);
        uint64_t e = add_words(a, c), f = multiply_words(add_words(b, d), t0);
        uint64_t g = subtract_words(a, c), h = multiply_words(subtract_words(b, d), t1);
        out[i] = add_words(e, f);
        out[stride + i] = subtract_words(e, f);
        out[2 * stride + i] = add_words(g, h);
        out[3 * stride + i] = subtract_words(g, h);
    }
}

// Depth first, so that a block is finished while it is in the cache that it fits.
static void transform(
    uint64_t *rows, size_t words_per_row, unsigned log_rows, const uint64_t *twiddles, size_t node
) {
    if (log_rows == 0) return;
    if (log_rows == 1) {
        butterfly2(rows, rows, words_per_row, words_per_row, twiddles[node]);
        return;
    }
    size_t quarter = words_per_row << (log_rows - 2);
    butterfly4(rows, rows, quarter, quarter, twiddles[node], twiddles[2 * node], twiddles[2 * node + 1]);
    if (log_rows == 2) return;
    for (size_t child = 0; child < 4; child++)
        transform(rows + child * quarter, words_per_row, log_rows - 2, twiddles, 4 * node + child);
}
