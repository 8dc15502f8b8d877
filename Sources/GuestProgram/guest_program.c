#include "guest_program.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

const uint8_t guest_program_elf[] = {
#embed "guest.elf"
};

const size_t guest_program_size = sizeof(guest_program_elf);
