/// The part of the C library that compiled Swift calls, which this runtime defines.

#ifndef ROLLUPSIM_GUEST_LIBC_H
#define ROLLUPSIM_GUEST_LIBC_H

#include <stddef.h>

void *malloc(size_t size);
void free(void *pointer);
int posix_memalign(void **pointer, size_t alignment, size_t size);
void *memcpy(void *restrict to, const void *restrict from, size_t count);
void *memmove(void *to, const void *from, size_t count);
void *memset(void *start, int value, size_t count);
int memcmp(const void *a, const void *b, size_t count);
void arc4random_buf(void *bytes, size_t count);

#endif
