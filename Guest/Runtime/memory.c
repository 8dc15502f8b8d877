// memcpy and its kin, by words: the machine traps on accesses that are not aligned.
#include "libc.h"

#include <stddef.h>
#include <stdint.h>

typedef uint64_t __attribute__((may_alias)) word;

enum { WORD = sizeof(word) };

/// Copies upwards from and to whole words, most often a few of them; right for overlapping blocks as `copy_up` is.
static inline void copy_aligned(uint8_t *to, const uint8_t *from, size_t count) {
    while (count >= 4 * WORD) {
        word a = ((const word *)from)[0], b = ((const word *)from)[1];
        word c = ((const word *)from)[2], d = ((const word *)from)[3];
        ((word *)to)[0] = a;
        ((word *)to)[1] = b;
        ((word *)to)[2] = c;
        ((word *)to)[3] = d;
        to += 4 * WORD;
        from += 4 * WORD;
        count -= 4 * WORD;
    }
    while (count >= WORD) {
        *(word *)to = *(const word *)from;
        to += WORD;
        from += WORD;
        count -= WORD;
    }
    while (count > 0) {
        *to++ = *from++;
        count -= 1;
    }
}

/// Copies upwards; right for overlapping blocks too when the destination is below the source.
static void copy_up(uint8_t *to, const uint8_t *from, size_t count) {
    if (count >= 2 * WORD) {
        while ((uintptr_t)to % WORD != 0) {
            *to++ = *from++;
            count -= 1;
        }
        size_t offset = (uintptr_t)from % WORD;
        if (offset == 0) {
            copy_aligned(to, from, count);
            return;
        }
        // Each word of the destination is the end of one source word and the start of the next. Words are read only where at
        // least one of their bytes belongs to the source.
        const word *source = (const word *)(from - offset);
        unsigned down = 8 * (unsigned)offset, up = 64 - down;
        word low = *source++;
        while (count >= WORD) {
            word high = *source++;
            *(word *)to = low >> down | high << up;
            low = high;
            to += WORD;
            from += WORD;
            count -= WORD;
        }
    }
    while (count > 0) {
        *to++ = *from++;
        count -= 1;
    }
}

/// Copies downwards; right for overlapping blocks when the destination is above the source.
static void copy_down(uint8_t *to, const uint8_t *from, size_t count) {
    to += count;
    from += count;
    if ((uintptr_t)to % WORD == (uintptr_t)from % WORD) {
        while (count > 0 && (uintptr_t)to % WORD != 0) {
            *--to = *--from;
            count -= 1;
        }
        while (count >= WORD) {
            to -= WORD;
            from -= WORD;
            *(word *)to = *(const word *)from;
            count -= WORD;
        }
    }
    while (count > 0) {
        *--to = *--from;
        count -= 1;
    }
}

/// As `copy_up`, with the shorter way for whole words.
static inline void copy(uint8_t *to, const uint8_t *from, size_t count) {
    if (((uintptr_t)to | (uintptr_t)from) % WORD == 0) {
        copy_aligned(to, from, count);
    } else {
        copy_up(to, from, count);
    }
}

void *memcpy(void *restrict to, const void *restrict from, size_t count) {
    copy(to, from, count);
    return to;
}

void *memmove(void *to, const void *from, size_t count) {
    if ((uintptr_t)to - (uintptr_t)from >= count) {
        copy(to, from, count);
    } else {
        copy_down(to, from, count);
    }
    return to;
}

void *memset(void *start, int value, size_t count) {
    uint8_t *to = start;
    uint8_t byte = (uint8_t)value;
    if (count >= 2 * WORD) {
        while ((uintptr_t)to % WORD != 0) {
            *to++ = byte;
            count -= 1;
        }
        word pattern = 0x0101010101010101u * (word)byte;
        while (count >= 4 * WORD) {
            ((word *)to)[0] = pattern;
            ((word *)to)[1] = pattern;
            ((word *)to)[2] = pattern;
            ((word *)to)[3] = pattern;
            to += 4 * WORD;
            count -= 4 * WORD;
        }
        while (count >= WORD) {
            *(word *)to = pattern;
            to += WORD;
            count -= WORD;
        }
    }
    while (count > 0) {
        *to++ = byte;
        count -= 1;
    }
    return start;
}

int memcmp(const void *a, const void *b, size_t count) {
    const uint8_t *x = a, *y = b;
    if (((uintptr_t)x | (uintptr_t)y) % WORD == 0) {
        while (count >= WORD && *(const word *)x == *(const word *)y) {
            x += WORD;
            y += WORD;
            count -= WORD;
        }
    }
    for (; count > 0; count -= 1, x += 1, y += 1) {
        if (*x != *y) return *x - *y;
    }
    return 0;
}
