/// The guest program that a zkVM proves, as `make guest` builds it from this repository's sources.
///
/// The image lies in the executable itself, so that it is found wherever that is installed
/// (docs/decisions/0020-guest-image-in-the-executable.md).

#ifndef ROLLUPSIM_GUEST_PROGRAM_H
#define ROLLUPSIM_GUEST_PROGRAM_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The ELF file, `guest_program_size` bytes; it lives as long as the process.
const uint8_t *guest_program_bytes(void);

/// Bytes of the ELF file.
extern const size_t guest_program_size;

#pragma clang assume_nonnull end

#endif
