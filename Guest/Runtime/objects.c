// Swift's objects without atomics, for one hart: these definitions take the place of the weak ones in compiled Swift, which call
// functions for every count. What an object looks like is what the compiler of the toolchain's version makes: metadata, then a
// word that counts references in 63 bits, all ones of them for an object that lives for ever.
#include <stddef.h>
#include <stdint.h>

#include "libc.h"

struct object;

struct metadata {
    const void *superclass;
    /// Destroys and frees the object.
    void (*destroy)(struct object *object);
};

struct object {
    const struct metadata *metadata;
    uint64_t references;
};

static const uint64_t immortal = ~(uint64_t)0 >> 1;

/// Null, or a value that is no pointer: an address of this machine is positive.
static int is_no_object(const struct object *object) { return (int64_t)object <= 0; }

struct object *swift_allocObject(const struct metadata *metadata, size_t size, size_t alignment_mask) {
    void *memory;
    // Blocks of `malloc` are aligned to 16; the mask is all ones where the alignment is unknown.
    if (alignment_mask + 1 <= 16) {
        memory = malloc(size);
    } else {
        posix_memalign(&memory, alignment_mask + 1, size);
    }
    struct object *object = memory;
    object->metadata = metadata;
    object->references = 1;
    return object;
}

struct object *swift_retain(struct object *object) {
    if (is_no_object(object)) return object;
    uint64_t references = object->references;
    if ((references & immortal) != immortal) object->references = references + 1;
    return object;
}

void swift_release(struct object *object) {
    if (is_no_object(object)) return;
    uint64_t references = object->references;
    if ((references & immortal) == immortal) return;
    // A count below one is a reference that nobody holds.
    if ((references & immortal) == 0) __builtin_trap();
    object->references = references - 1;
    if (((references - 1) & immortal) != 0) return;
    // Nothing that the destruction retains and releases may destroy the object again.
    object->references = references | immortal;
    object->metadata->destroy(object);
}
