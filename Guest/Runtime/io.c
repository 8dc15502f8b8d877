// Input and output are regions of memory (docs/guest.md); the linker script places their ends.
#include "guest_runtime.h"

#include "libc.h"

extern const uint64_t __input_start[], __input_end[];
extern uint8_t __output_start[], __output_end[];

void read_input(const uint8_t **bytes, size_t *count) {
    *bytes = (const uint8_t *)(__input_start + 1);
    *count = (size_t)__input_start[0];
}

void read_hints(const uint8_t **bytes, size_t *count) {
    // The sections in words, the region's length words among them; no input reaches beyond the region, whose loads would fail.
    const size_t region = (size_t)(__input_end - __input_start);
    *bytes = 0;
    *count = 0;
    if (__input_start[0] > 8 * region) return;
    size_t position = 1 + ((size_t)__input_start[0] + 7) / 8;
    if (position >= region) return;
    size_t length = (size_t)__input_start[position];
    if (length > 8 * (region - position - 1)) return;
    *bytes = (const uint8_t *)(__input_start + position + 1);
    *count = length;
}

void write_output(const uint8_t *bytes, size_t count) {
    static int written;
    // The last five bytes of the region are padding.
    if (written || count > (size_t)(__output_end - __output_start) - 5) guest_exit(GUEST_EXIT_OUTPUT_MISUSED);
    written = 1;
    memcpy(__output_start, bytes, count);
}
