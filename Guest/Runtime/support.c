// What compiled Swift calls on a machine without an operating system, with one hart and without the A and F extensions.
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "libc.h"

/// Seed of Swift's hashing. A constant: the run must be a function of the input. Collisions that a block's author seeks out
/// can make its proof dearer, never wrong.
void arc4random_buf(void *bytes, size_t count) { memset(bytes, 0x42, count); }

// Atomic operations of a single hart are plain ones.
#define ATOMICS(SIZE, TYPE)                                                                                       \
    TYPE atomic_load_##SIZE(const volatile TYPE *p, int order) __asm__("__atomic_load_" #SIZE);                   \
    TYPE atomic_load_##SIZE(const volatile TYPE *p, int order) { return *p; }                                     \
    void atomic_store_##SIZE(volatile TYPE *p, TYPE value, int order) __asm__("__atomic_store_" #SIZE);           \
    void atomic_store_##SIZE(volatile TYPE *p, TYPE value, int order) { *p = value; }                             \
    TYPE atomic_exchange_##SIZE(volatile TYPE *p, TYPE value, int order) __asm__("__atomic_exchange_" #SIZE);     \
    TYPE atomic_exchange_##SIZE(volatile TYPE *p, TYPE value, int order) {                                        \
        TYPE old = *p;                                                                                            \
        *p = value;                                                                                               \
        return old;                                                                                               \
    }                                                                                                             \
    TYPE atomic_fetch_add_##SIZE(volatile TYPE *p, TYPE value, int order) __asm__("__atomic_fetch_add_" #SIZE);   \
    TYPE atomic_fetch_add_##SIZE(volatile TYPE *p, TYPE value, int order) {                                       \
        TYPE old = *p;                                                                                            \
        *p = old + value;                                                                                         \
        return old;                                                                                               \
    }                                                                                                             \
    TYPE atomic_fetch_sub_##SIZE(volatile TYPE *p, TYPE value, int order) __asm__("__atomic_fetch_sub_" #SIZE);   \
    TYPE atomic_fetch_sub_##SIZE(volatile TYPE *p, TYPE value, int order) {                                       \
        TYPE old = *p;                                                                                            \
        *p = old - value;                                                                                         \
        return old;                                                                                               \
    }                                                                                                             \
    bool atomic_compare_exchange_##SIZE(volatile TYPE *p, TYPE *expected, TYPE desired, int success, int failure) \
        __asm__("__atomic_compare_exchange_" #SIZE);                                                              \
    bool atomic_compare_exchange_##SIZE(volatile TYPE *p, TYPE *expected, TYPE desired, int success, int failure) { \
        TYPE old = *p;                                                                                            \
        if (old == *expected) {                                                                                   \
            *p = desired;                                                                                         \
            return true;                                                                                          \
        }                                                                                                         \
        *expected = old;                                                                                          \
        return false;                                                                                             \
    }

ATOMICS(1, uint8_t)
ATOMICS(2, uint16_t)
ATOMICS(4, uint32_t)
ATOMICS(8, uint64_t)
