// Rows of eight words, one for each lane, and columns of them.

// Exchanges rows and columns; its own inverse.
static inline void transpose(__m512i *row) {
    __m512i pair[8];
    for (int i = 0; i < 4; i++) {
        pair[i] = _mm512_unpacklo_epi64(row[2 * i], row[2 * i + 1]);
        pair[i + 4] = _mm512_unpackhi_epi64(row[2 * i], row[2 * i + 1]);
    }
    // Blocks of 128 bits: block k of the four vectors becomes column 2k, of the even or the odd columns.
    for (int odd = 0; odd < 2; odd++) {
        const __m512i *p = pair + 4 * odd;
        const __m512i even01 = _mm512_shuffle_i64x2(p[0], p[1], 0x88), odd01 = _mm512_shuffle_i64x2(p[0], p[1], 0xdd);
        const __m512i even23 = _mm512_shuffle_i64x2(p[2], p[3], 0x88), odd23 = _mm512_shuffle_i64x2(p[2], p[3], 0xdd);
        row[0 + odd] = _mm512_shuffle_i64x2(even01, even23, 0x88);
        row[4 + odd] = _mm512_shuffle_i64x2(even01, even23, 0xdd);
        row[2 + odd] = _mm512_shuffle_i64x2(odd01, odd23, 0x88);
        row[6 + odd] = _mm512_shuffle_i64x2(odd01, odd23, 0xdd);
    }
}

// The columns of eight rows of `width` words, a multiple of 8, at the given indices.
static inline void load_columns(const uint64_t *base, const uint32_t *index, int width, __m512i *column) {
    for (int start = 0; start < width; start += 8) {
        for (int lane = 0; lane < 8; lane++) {
            column[start + lane] = _mm512_loadu_si512(base + (size_t)index[lane] * (size_t)width + start);
        }
        transpose(column + start);
    }
}

// Stores columns as rows, but for the lanes of a mask.
static inline void store_columns(__m512i *column, int width, __mmask8 except, uint64_t *base, const uint32_t *index) {
    for (int start = 0; start < width; start += 8) {
        transpose(column + start);
        for (int lane = 0; lane < 8; lane++) {
            if (except >> lane & 1) continue;
            _mm512_storeu_si512(base + (size_t)index[lane] * (size_t)width + start, column[start + lane]);
        }
    }
}
