// Heap with a list of free blocks for each size class: constant time, and a block's memory is used again by its like.
//
// A block is preceded by a word that holds its class. Classes are 16 bytes apart up to 256 bytes, then four for each power of
// two. Blocks are never split or joined.
#include "guest_runtime.h"

#include "libc.h"

extern uint8_t __heap_start[], __heap_end[];

enum { ALIGNMENT = 16, SMALL_CLASSES = 16, CLASSES_PER_DOUBLING = 4, CLASS_COUNT = SMALL_CLASSES + 22 * CLASSES_PER_DOUBLING };

/// Greatest size of a class: 256 bytes doubled 22 times.
static const size_t greatest_size = (size_t)256 << 22;

struct free_block {
    struct free_block *next;
};

static struct free_block *free_blocks[CLASS_COUNT];
static uint8_t *heap_top;

/// The class of a size that is not above `greatest_size`, and the size that all its blocks have.
static size_t size_class(size_t size, size_t *rounded) {
    if (size <= ALIGNMENT * SMALL_CLASSES) {
        size_t index = size == 0 ? 0 : (size - 1) / ALIGNMENT;
        *rounded = (index + 1) * ALIGNMENT;
        return index;
    }
    // The size minus one is in 2^bits ... 2^(bits + 1) - 1, with a quarter of the octave for each class.
    size_t bits = 8, rest = (size - 1) >> 9;
    while (rest != 0) {
        bits += 1;
        rest >>= 1;
    }
    size_t quarter = (size - 1) >> (bits - 2) & 3;
    *rounded = (4 + quarter + 1) << (bits - 2);
    return SMALL_CLASSES + (bits - 8) * CLASSES_PER_DOUBLING + quarter;
}

/// Room at the top of the heap, with its class in the word before it.
static void *take_from_top(size_t class_index, size_t size, size_t alignment) {
    uintptr_t top = heap_top ? (uintptr_t)heap_top : (uintptr_t)__heap_start;
    uintptr_t block = (top + sizeof(uint64_t) + alignment - 1) & ~(uintptr_t)(alignment - 1);
    // No sum can wrap: addresses are below 2^30, sizes and alignments are at most 2^30.
    if (block + size > (uintptr_t)__heap_end) guest_exit(GUEST_EXIT_HEAP_EXHAUSTED);
    heap_top = (uint8_t *)(block + size);
    ((uint64_t *)block)[-1] = class_index;
    return (void *)block;
}

void *malloc(size_t size) {
    if (size > greatest_size) guest_exit(GUEST_EXIT_HEAP_EXHAUSTED);
    size_t rounded;
    size_t index = size_class(size, &rounded);
    struct free_block *block = free_blocks[index];
    if (block) {
        free_blocks[index] = block->next;
        return block;
    }
    return take_from_top(index, rounded, ALIGNMENT);
}

void free(void *pointer) {
    if (!pointer) return;
    struct free_block *block = pointer;
    size_t index = (size_t)((uint64_t *)pointer)[-1];
    block->next = free_blocks[index];
    free_blocks[index] = block;
}

int posix_memalign(void **pointer, size_t alignment, size_t size) {
    if (alignment <= ALIGNMENT) {
        *pointer = malloc(size);
        return 0;
    }
    if (size > greatest_size || alignment > greatest_size) guest_exit(GUEST_EXIT_HEAP_EXHAUSTED);
    size_t rounded;
    size_t index = size_class(size, &rounded);
    // Such alignments are rare, so the block joins its class's others only when it is freed.
    *pointer = take_from_top(index, rounded, alignment);
    return 0;
}
