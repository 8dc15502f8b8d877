/// What the guest program asks of its machine (docs/guest.md).

#ifndef ROLLUPSIM_GUEST_RUNTIME_H
#define ROLLUPSIM_GUEST_RUNTIME_H

#include <stddef.h>
#include <stdint.h>

/// Why the guest ends. Only `GUEST_EXIT_RESULT` gives a result; the host names the others (`GuestExitCode` in GuestExecutor).
typedef enum {
    /// The output holds the 43 bytes.
    GUEST_EXIT_RESULT = 0,
    /// The input is not a stateless input of a known schema.
    GUEST_EXIT_UNDECODABLE_INPUT = 1,
    /// The input's schema is one whose rules this program does not have.
    GUEST_EXIT_UNSUPPORTED_SCHEMA = 2,
    /// The heap is exhausted.
    GUEST_EXIT_HEAP_EXHAUSTED = 3,
    /// `write_output` was given more bytes than the output has, or was called twice.
    GUEST_EXIT_OUTPUT_MISUSED = 4,
    /// Plus the number of a precompile's address: the block calls a precompile that this program lacks.
    GUEST_EXIT_MISSING_PRECOMPILE = 64,
} guest_exit_code;

/// Ends the run.
_Noreturn void guest_exit(uint64_t code);

// The I/O of the zkVM standards' C interface (https://github.com/eth-act/zkvm-standards, standards/io-interface).

/// Points at the input, which lies in memory as the host has put it there: 8-byte aligned, zero-padded to whole words.
void read_input(const uint8_t *_Nullable *_Nonnull bytes, size_t *_Nonnull count);

/// Points at the hints, which lie behind the input and are no part of the statement: 8-byte aligned. What does not lie in the input
/// region whole is none: a length can cost the run its hints, never its end.
void read_hints(const uint8_t *_Nullable *_Nonnull bytes, size_t *_Nonnull count);

/// Writes the output; may be called once.
void write_output(const uint8_t *_Nullable bytes, size_t count);

#endif
