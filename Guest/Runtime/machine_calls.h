/// The machine's accelerators: what an `ecall` computes in one cycle (docs/guest.md).
///
/// A call works on memory that may be stored to, at addresses that are multiples of 8; anything else ends the run. It changes what
/// its comment says and no register. The host has the same numbers (`MachineCall` in GuestExecutor, `CallNumber` in RISCVMachine).

#ifndef ROLLUPSIM_MACHINE_CALLS_H
#define ROLLUPSIM_MACHINE_CALLS_H

#include <stdint.h>

/// What `ecall` is asked for, in a7.
typedef enum {
    /// Ends the run with the code in a0.
    MACHINE_CALL_EXIT = 93,
    /// Keccak-f[1600] on 25 words at a0, in place.
    MACHINE_CALL_KECCAK_F = 0x1001,
    /// SHA-256's compression of 64 bytes at a1 into 8 words of 32 bits at a0, in place.
    MACHINE_CALL_SHA256_BLOCK = 0x1002,
} machine_call;

#ifdef __riscv

/// Keccak-f[1600] on a state of 200 bytes, in place.
static inline void machine_keccak_f(void *_Nonnull state) {
    register uint64_t number __asm__("a7") = MACHINE_CALL_KECCAK_F;
    register void *first __asm__("a0") = state;
    __asm__ volatile("ecall" : : "r"(number), "r"(first) : "memory");
}

/// SHA-256's compression of a block of 64 bytes into a state of 32, whose words are little-endian, in place.
static inline void machine_sha256_block(void *_Nonnull state, const void *_Nonnull block) {
    register uint64_t number __asm__("a7") = MACHINE_CALL_SHA256_BLOCK;
    register void *first __asm__("a0") = state;
    register const void *second __asm__("a1") = block;
    __asm__ volatile("ecall" : : "r"(number), "r"(first), "r"(second) : "memory");
}

#endif

#endif
