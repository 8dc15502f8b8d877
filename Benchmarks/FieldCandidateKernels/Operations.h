// The four operations over `elements` and `extension`, and their table.

static void multiply(void *out, const void *a, const void *b, size_t count) {
    for (size_t i = 0; i < count / FIELD_LANES; i++)
        ((elements *)out)[i] = multiply_elements(((const elements *)a)[i], ((const elements *)b)[i]);
}

static void multiply_extension(void *out, const void *a, const void *b, size_t count) {
    for (size_t i = 0; i < count / FIELD_LANES; i++)
        ((extension *)out)[i] = multiply_extension_elements(((const extension *)a)[i], ((const extension *)b)[i]);
}

static void butterfly(void *a, void *b, const void *twiddles, size_t count) {
    for (size_t i = 0; i < count / FIELD_LANES; i++) {
        elements x = ((elements *)a)[i], y = multiply_elements(((elements *)b)[i], ((const elements *)twiddles)[i]);
        ((elements *)a)[i] = add_elements(x, y);
        ((elements *)b)[i] = subtract_elements(x, y);
    }
}

static inline __attribute__((always_inline)) extension product(extension a, extension b, extension c) {
    return multiply_extension_elements(multiply_extension_elements(a, b), c);
}

static void sumcheck_round(void *a, void *b, void *c, size_t pairs, const void *r, void *sums) {
    extension *as = a, *bs = b, *cs = c, *out = sums, at = *(const extension *)r;
    extension s0 = out[0], s2 = out[1], s3 = out[2];
    for (size_t i = 0; i < pairs / FIELD_LANES; i++) {
        extension a0 = as[2 * i], b0 = bs[2 * i], c0 = cs[2 * i];
        extension da = subtract_extension(as[2 * i + 1], a0), db = subtract_extension(bs[2 * i + 1], b0);
        extension dc = subtract_extension(cs[2 * i + 1], c0);
        extension a2 = add_extension(as[2 * i + 1], da), b2 = add_extension(bs[2 * i + 1], db);
        extension c2 = add_extension(cs[2 * i + 1], dc);
        s0 = add_extension(s0, product(a0, b0, c0));
        s2 = add_extension(s2, product(a2, b2, c2));
        s3 = add_extension(s3, product(add_extension(a2, da), add_extension(b2, db), add_extension(c2, dc)));
        as[i] = add_extension(a0, multiply_extension_elements(at, da));
        bs[i] = add_extension(b0, multiply_extension_elements(at, db));
        cs[i] = add_extension(c0, multiply_extension_elements(at, dc));
    }
    out[0] = s0;
    out[1] = s2;
    out[2] = s3;
}

static const field_candidate candidate = {
    .lanes = FIELD_LANES,
    .bytes = sizeof(elements) / FIELD_LANES,
    .degree = DEGREE,
    .multiply = multiply,
    .multiply_extension = multiply_extension,
    .butterfly = butterfly,
    .sumcheck_round = sumcheck_round,
};
