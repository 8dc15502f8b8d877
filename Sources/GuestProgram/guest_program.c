#include "guest_program.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// Aligned as ELF's structures are.
_Alignas(8) static const uint8_t elf[] = {
#embed "guest.elf"
};

const uint8_t *guest_program_bytes(void) { return elf; }

const size_t guest_program_size = sizeof(elf);
