// Input and output are regions of memory (docs/guest.md); the linker script places their ends.
#include "guest_runtime.h"

#include "libc.h"

extern const uint64_t __input_start[];
extern uint8_t __output_start[], __output_end[];

void read_input(const uint8_t **bytes, size_t *count) {
    *bytes = (const uint8_t *)(__input_start + 1);
    *count = (size_t)__input_start[0];
}

void write_output(const uint8_t *bytes, size_t count) {
    static int written;
    // The last five bytes of the region are padding.
    if (written || count > (size_t)(__output_end - __output_start) - 5) guest_exit(GUEST_EXIT_OUTPUT_MISUSED);
    written = 1;
    memcpy(__output_start, bytes, count);
}
