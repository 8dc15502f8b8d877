// memcpy and its kin, by words: the machine traps on accesses that are not aligned.
#include "libc.h"

#include <stddef.h>
#include <stdint.h>

typedef uint64_t __attribute__((may_alias)) word;

enum {
    WORD = sizeof(word),
    /// From so many bytes on, blocks of words are moved by `copy_words` and `fill_words`. A call of the machine, with the
    /// instructions before and after it, costs a proof as much as loads and stores of about four words.
    BLOCK = 4 * WORD,
};

#ifdef MACHINE_CALLS
#include "machine_calls.h"

/// Copies words; right for all overlapping blocks.
static inline void copy_words(void *to, const void *from, size_t word_count) {
    machine_copy(to, from, word_count);
}

/// Gives one value to words.
static inline void fill_words(void *to, word value, size_t word_count) {
    machine_fill(to, value, word_count);
}
#else
/// Copies words upwards; right for overlapping blocks when the destination is below the source.
static inline void copy_words(word *to, const word *from, size_t word_count) {
    while (word_count >= 4) {
        word a = from[0], b = from[1], c = from[2], d = from[3];
        to[0] = a;
        to[1] = b;
        to[2] = c;
        to[3] = d;
        to += 4;
        from += 4;
        word_count -= 4;
    }
    while (word_count > 0) {
        *to++ = *from++;
        word_count -= 1;
    }
}

/// Gives one value to words.
static inline void fill_words(word *to, word value, size_t word_count) {
    while (word_count >= 4) {
        to[0] = value;
        to[1] = value;
        to[2] = value;
        to[3] = value;
        to += 4;
        word_count -= 4;
    }
    while (word_count > 0) {
        *to++ = value;
        word_count -= 1;
    }
}
#endif

/// Copies upwards from and to whole words, most often a few of them; right for overlapping blocks as `copy_up` is.
static inline void copy_aligned(uint8_t *to, const uint8_t *from, size_t count) {
    if (count >= BLOCK) {
        size_t tail = count % WORD, block = count - tail;
        copy_words((void *)to, (const void *)from, block / WORD);
        to += block;
        from += block;
        count = tail;
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
#ifdef MACHINE_CALLS
        if (count >= BLOCK) {
            size_t head = count % WORD, block = count - head;
            to -= block;
            from -= block;
            copy_words(to, from, block / WORD);
            count = head;
        }
#endif
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
        if (count >= BLOCK) {
            size_t tail = count % WORD, block = count - tail;
            fill_words((void *)to, pattern, block / WORD);
            to += block;
            count = tail;
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
