// Evaluation of a chip on rows, FIELD_LANES of them side by side. Included once for each vector width.
//
// Each lane is a row; a value over the base field is a run of words, one over K three runs, the planes of its coefficients.

INLINE cubic load_planes(const uint64_t *p, size_t plane) { return (cubic){load(p), load(p + plane), load(p + 2 * plane)}; }

INLINE void store_planes(uint64_t *p, size_t plane, cubic x) {
    store(p, x.c0);
    store(p + plane, x.c1);
    store(p + 2 * plane, x.c2);
}

// c + f x, for x over the base field.
INLINE cubic add_scaled(cubic c, cubic f, elements x) { return add_cubic(c, scale_cubic(f, x)); }

#define FOR_LANES for (size_t i = 0; i < lanes; i += FIELD_LANES)

INLINE const uint64_t *place_in(
    const proof_rows *rows, const uint64_t *const *columns, const uint64_t *registers, size_t lanes, uint32_t place
) {
    return place < rows->column_count ? columns[place] : registers + (place - rows->column_count) * lanes;
}

static void rows_evaluate(
    const proof_rows *rows, const uint64_t *const *columns, size_t lanes, uint64_t *registers, uint64_t *sums
) {
    for (size_t n = 0; n < rows->operation_count; n++) {
        proof_row_operation o = rows->operations[n];
        uint64_t *out = registers + o.destination * lanes;
        const uint64_t *a = place_in(rows, columns, registers, lanes, o.left);
        const uint64_t *b = place_in(rows, columns, registers, lanes, o.right);
        elements c = splat(o.constant);
        switch (o.operation) {
        case PROOF_ROW_ADD: FOR_LANES store(out + i, add_elements(load(a + i), load(b + i))); break;
        case PROOF_ROW_SUBTRACT: FOR_LANES store(out + i, subtract_elements(load(a + i), load(b + i))); break;
        case PROOF_ROW_MULTIPLY: FOR_LANES store(out + i, multiply_elements(load(a + i), load(b + i))); break;
        case PROOF_ROW_ADD_CONSTANT: FOR_LANES store(out + i, add_elements(load(a + i), c)); break;
        case PROOF_ROW_SUBTRACT_FROM_CONSTANT: FOR_LANES store(out + i, subtract_elements(c, load(a + i))); break;
        case PROOF_ROW_MULTIPLY_CONSTANT: FOR_LANES store(out + i, multiply_elements(load(a + i), c)); break;
        case PROOF_ROW_CONSTANT: FOR_LANES store(out + i, c); break;
        case PROOF_ROW_EMIT: {
            cubic f = splat_cubic(rows->coefficients + 3 * o.constant);
            FOR_LANES store_planes(sums + i, lanes, add_scaled(load_planes(sums + i, lanes), f, load(a + i)));
            break;
        }
        }
    }
}

// A value over K: where its first plane is, and how far the next ones are.
typedef struct {
    const uint64_t *words;
    size_t plane;
} cubic_place;

INLINE cubic_place cubic_place_in(
    const proof_rows *rows, const uint64_t *const *columns, size_t plane, const uint64_t *registers, size_t lanes, uint32_t place
) {
    if (place < rows->column_count) return (cubic_place){columns[place], plane};
    return (cubic_place){registers + 3 * (place - rows->column_count) * lanes, lanes};
}

INLINE cubic at(cubic_place p, size_t i) { return load_planes(p.words + i, p.plane); }

static void rows_evaluate_cubic(
    const proof_rows *rows, const uint64_t *const *columns, size_t plane, size_t lanes, uint64_t *registers, uint64_t *sums
) {
    for (size_t n = 0; n < rows->operation_count; n++) {
        proof_row_operation o = rows->operations[n];
        uint64_t *out = registers + 3 * o.destination * lanes;
        cubic_place a = cubic_place_in(rows, columns, plane, registers, lanes, o.left);
        cubic_place b = cubic_place_in(rows, columns, plane, registers, lanes, o.right);
        cubic c = zero_cubic;
        c.c0 = splat(o.constant);
        switch (o.operation) {
        case PROOF_ROW_ADD: FOR_LANES store_planes(out + i, lanes, add_cubic(at(a, i), at(b, i))); break;
        case PROOF_ROW_SUBTRACT: FOR_LANES store_planes(out + i, lanes, subtract_cubic(at(a, i), at(b, i))); break;
        case PROOF_ROW_MULTIPLY: FOR_LANES store_planes(out + i, lanes, multiply_cubic(at(a, i), at(b, i))); break;
        case PROOF_ROW_ADD_CONSTANT: FOR_LANES store_planes(out + i, lanes, add_cubic(at(a, i), c)); break;
        case PROOF_ROW_SUBTRACT_FROM_CONSTANT: FOR_LANES store_planes(out + i, lanes, subtract_cubic(c, at(a, i))); break;
        case PROOF_ROW_MULTIPLY_CONSTANT: FOR_LANES store_planes(out + i, lanes, scale_cubic(at(a, i), c.c0)); break;
        case PROOF_ROW_CONSTANT: FOR_LANES store_planes(out + i, lanes, c); break;
        case PROOF_ROW_EMIT: {
            cubic f = splat_cubic(rows->coefficients + 3 * o.constant);
            FOR_LANES store_planes(sums + i, lanes, add_cubic(load_planes(sums + i, lanes), multiply_cubic(f, at(a, i))));
            break;
        }
        }
    }
}

// Numerator and denominator of an interaction on the lanes from i on, for rows over the base field.
INLINE cubic denominator(
    const proof_rows *rows, const proof_interaction *x, const uint64_t *const *columns, const uint64_t *registers, size_t lanes,
    size_t i
) {
    cubic q = splat_cubic(x->constant);
    for (uint32_t n = 0; n < x->element_count; n++) {
        const proof_tuple_element *e = rows->elements + x->first_element + n;
        q = add_scaled(q, splat_cubic(e->factor), load(place_in(rows, columns, registers, lanes, e->place) + i));
    }
    return q;
}

INLINE elements numerator(
    const proof_rows *rows, const proof_interaction *x, const uint64_t *const *columns, const uint64_t *registers, size_t lanes,
    size_t i
) {
    return load(place_in(rows, columns, registers, lanes, x->multiplicity) + i);
}

// N + mu D. With two fractions N = p1 q2 + p2 q1 and D = q1 q2, so it is p2 q1 + q2 (p1 + mu q1).
INLINE cubic leaf_value(
    const proof_rows *rows, const proof_leaf *leaf, const uint64_t *const *columns, const uint64_t *registers, size_t lanes,
    size_t i
) {
    const proof_interaction *first = rows->interactions + leaf->first;
    cubic q1 = denominator(rows, first, columns, registers, lanes, i);
    cubic value = multiply_cubic(splat_cubic(rows->denominator_factor), q1);
    value.c0 = add_elements(value.c0, numerator(rows, first, columns, registers, lanes, i));
    if (leaf->second == PROOF_NO_INTERACTION) return value;
    const proof_interaction *second = rows->interactions + leaf->second;
    value = multiply_cubic(value, denominator(rows, second, columns, registers, lanes, i));
    return add_scaled(value, q1, numerator(rows, second, columns, registers, lanes, i));
}

static void rows_add_leaves(
    const proof_rows *rows, const uint64_t *const *columns, size_t lanes, const uint64_t *registers, uint64_t *sums
) {
    FOR_LANES {
        cubic sum = load_planes(sums + i, lanes);
        for (size_t n = 0; n < rows->leaf_count; n++) {
            const proof_leaf *leaf = rows->leaves + n;
            cubic value = leaf_value(rows, leaf, columns, registers, lanes, i);
            sum = add_cubic(sum, multiply_cubic(splat_cubic(leaf->weight), value));
        }
        store_planes(sums + i, lanes, sum);
    }
}

static void rows_add_leaf_sums(
    const proof_rows *rows, const uint64_t *const *columns, size_t lanes, const uint64_t *registers, const uint64_t *weights,
    size_t plane, uint64_t *sums
) {
    for (size_t n = 0; n < rows->leaf_count; n++) {
        cubic sum = zero_cubic;
        FOR_LANES {
            cubic value = leaf_value(rows, rows->leaves + n, columns, registers, lanes, i);
            sum = add_cubic(sum, multiply_cubic(load_planes(weights + i, plane), value));
        }
        add_lanes(sums + 3 * n, sum);
    }
}

static void rows_fractions(
    const proof_rows *rows, size_t leaf, const uint64_t *const *columns, size_t lanes, const uint64_t *registers,
    uint64_t *numerators, uint64_t *denominators, int adds
) {
    uint32_t other = rows->leaves[leaf].second;
    const proof_interaction *first = rows->interactions + rows->leaves[leaf].first;
    FOR_LANES {
        cubic q = denominator(rows, first, columns, registers, lanes, i), p = zero_cubic;
        elements p1 = numerator(rows, first, columns, registers, lanes, i);
        if (other == PROOF_NO_INTERACTION) {
            p.c0 = p1;
        } else {
            const proof_interaction *second = rows->interactions + other;
            cubic q2 = denominator(rows, second, columns, registers, lanes, i);
            p = add_scaled(scale_cubic(q2, p1), q, numerator(rows, second, columns, registers, lanes, i));
            q = multiply_cubic(q, q2);
        }
        uint64_t *n = numerators + 3 * i, *d = denominators + 3 * i;
        if (adds) {
            cubic p0 = load_cubic(n), q0 = load_cubic(d);
            p = add_cubic(multiply_cubic(p0, q), multiply_cubic(p, q0));
            q = multiply_cubic(q0, q);
        }
        store_cubic(n, p);
        store_cubic(d, q);
    }
}

// As `denominator` and `numerator`, for rows over K.
INLINE cubic denominator_cubic(
    const proof_rows *rows, const proof_interaction *x, const uint64_t *const *columns, size_t plane, const uint64_t *registers,
    size_t lanes, size_t i
) {
    cubic q = splat_cubic(x->constant);
    for (uint32_t n = 0; n < x->element_count; n++) {
        const proof_tuple_element *e = rows->elements + x->first_element + n;
        cubic t = at(cubic_place_in(rows, columns, plane, registers, lanes, e->place), i);
        q = add_cubic(q, multiply_cubic(splat_cubic(e->factor), t));
    }
    return q;
}

INLINE cubic numerator_cubic(
    const proof_rows *rows, const proof_interaction *x, const uint64_t *const *columns, size_t plane, const uint64_t *registers,
    size_t lanes, size_t i
) {
    return at(cubic_place_in(rows, columns, plane, registers, lanes, x->multiplicity), i);
}

static void rows_add_leaves_cubic(
    const proof_rows *rows, const uint64_t *const *columns, size_t plane, size_t lanes, const uint64_t *registers, uint64_t *sums
) {
    FOR_LANES {
        cubic sum = load_planes(sums + i, lanes);
        for (size_t n = 0; n < rows->leaf_count; n++) {
            const proof_leaf *leaf = rows->leaves + n;
            const proof_interaction *first = rows->interactions + leaf->first;
            cubic q1 = denominator_cubic(rows, first, columns, plane, registers, lanes, i);
            cubic value = multiply_cubic(splat_cubic(rows->denominator_factor), q1);
            value = add_cubic(value, numerator_cubic(rows, first, columns, plane, registers, lanes, i));
            if (leaf->second != PROOF_NO_INTERACTION) {
                const proof_interaction *second = rows->interactions + leaf->second;
                value = multiply_cubic(value, denominator_cubic(rows, second, columns, plane, registers, lanes, i));
                cubic p2 = numerator_cubic(rows, second, columns, plane, registers, lanes, i);
                value = add_cubic(value, multiply_cubic(p2, q1));
            }
            sum = add_cubic(sum, multiply_cubic(splat_cubic(leaf->weight), value));
        }
        store_planes(sums + i, lanes, sum);
    }
}

static void planes_add_weighted(
    const uint64_t *values, const uint64_t *weights, size_t plane, size_t lanes, uint64_t *sum
) {
    cubic total = zero_cubic;
    FOR_LANES total = add_cubic(total, multiply_cubic(load_planes(values + i, lanes), load_planes(weights + i, plane)));
    add_lanes(sum, total);
}

static void planes_fold(uint64_t *table, size_t plane, size_t half, size_t count, const uint64_t *r) {
    cubic challenge = splat_cubic(r);
    for (size_t i = 0; i < count; i += FIELD_LANES) {
        cubic low = load_planes(table + i, plane), high = load_planes(table + half + i, plane);
        store_planes(table + i, plane, fold_between(low, high, challenge));
    }
}

static void planes_fold_base(
    uint64_t *out, size_t plane, const uint64_t *low, const uint64_t *high, size_t count, const uint64_t *r
) {
    cubic challenge = splat_cubic(r);
    for (size_t i = 0; i < count; i += FIELD_LANES) {
        elements start = load(low + i);
        cubic x = scale_cubic(challenge, subtract_elements(load(high + i), start));
        x.c0 = add_elements(x.c0, start);
        store_planes(out + i, plane, x);
    }
}

static void words_extend_line(uint64_t *values, uint64_t *steps, const uint64_t *low, const uint64_t *high, size_t count) {
    for (size_t i = 0; i < count; i += FIELD_LANES) {
        elements end = load(high + i), step = subtract_elements(end, load(low + i));
        store(steps + i, step);
        store(values + i, add_elements(end, step));
    }
}

static void words_add(uint64_t *values, const uint64_t *steps, size_t count) {
    for (size_t i = 0; i < count; i += FIELD_LANES) store(values + i, add_elements(load(values + i), load(steps + i)));
}
