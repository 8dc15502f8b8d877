/// The machine's accelerators: what an `ecall` computes in one cycle (docs/guest.md).
///
/// A call works on memory that may be stored to, at addresses that are multiples of 8; anything else ends the run. Only `copy`
/// reads the input as well. It changes what
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
    /// The affine point of secp256k1 at a1 added to the one at a0, in place.
    MACHINE_CALL_SECP256K1_ADD = 0x1003,
    /// The affine point of secp256k1 at a0 doubled, in place.
    MACHINE_CALL_SECP256K1_DOUBLE = 0x1004,
    /// a b + r modulo the modulus of number a1: r at a0, in place; a at a2, b at a3.
    MACHINE_CALL_MULTIPLY_ADD_MODULO = 0x1005,
    /// The words at a1, as many as a2 says, to a0; the ranges may overlap.
    MACHINE_CALL_COPY = 0x1006,
    /// The word a1 to each of as many words at a0 as a2 says.
    MACHINE_CALL_FILL = 0x1007,
    /// a b modulo the modulus of number a1, to a0; a at a2, b at a3.
    MACHINE_CALL_MULTIPLY_MODULO = 0x1008,
    /// 1 / a modulo the modulus of number a1, to a0; a at a2.
    MACHINE_CALL_INVERT_MODULO = 0x1009,
} machine_call;

/// Moduli of the calls for modular arithmetic.
typedef enum {
    /// Order of secp256k1's base field.
    MACHINE_MODULUS_SECP256K1_FIELD = 0,
    /// Order of secp256k1's group.
    MACHINE_MODULUS_SECP256K1_ORDER = 1,
    /// Order of BN254's base field.
    MACHINE_MODULUS_BN254_FIELD = 2,
    /// Order of BN254's groups.
    MACHINE_MODULUS_BN254_ORDER = 3,
} machine_modulus;

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

/// Adds the point q to p: x then y of 32 bytes each, little-endian. Both x must be reduced and different, or the run ends.
static inline void machine_secp256k1_add(void *_Nonnull p, const void *_Nonnull q) {
    register uint64_t number __asm__("a7") = MACHINE_CALL_SECP256K1_ADD;
    register void *first __asm__("a0") = p;
    register const void *second __asm__("a1") = q;
    __asm__ volatile("ecall" : : "r"(number), "r"(first), "r"(second) : "memory");
}

/// Doubles the point p. Its coordinates must be reduced and y not zero, or the run ends.
static inline void machine_secp256k1_double(void *_Nonnull p) {
    register uint64_t number __asm__("a7") = MACHINE_CALL_SECP256K1_DOUBLE;
    register void *first __asm__("a0") = p;
    __asm__ volatile("ecall" : : "r"(number), "r"(first) : "memory");
}

/// a b + r modulo a modulus, in place of r; 32 bytes each, little-endian, any values.
static inline void machine_multiply_add_modulo(
    void *_Nonnull r, machine_modulus modulus, const void *_Nonnull a, const void *_Nonnull b) {
    register uint64_t number __asm__("a7") = MACHINE_CALL_MULTIPLY_ADD_MODULO;
    register void *first __asm__("a0") = r;
    register uint64_t second __asm__("a1") = modulus;
    register const void *third __asm__("a2") = a;
    register const void *fourth __asm__("a3") = b;
    __asm__ volatile("ecall" : : "r"(number), "r"(first), "r"(second), "r"(third), "r"(fourth) : "memory");
}

/// Copies words, the input's too; the ranges may overlap.
static inline void machine_copy(void *_Nonnull to, const void *_Nonnull from, uint64_t word_count) {
    register uint64_t number __asm__("a7") = MACHINE_CALL_COPY;
    register void *first __asm__("a0") = to;
    register const void *second __asm__("a1") = from;
    register uint64_t third __asm__("a2") = word_count;
    __asm__ volatile("ecall" : : "r"(number), "r"(first), "r"(second), "r"(third) : "memory");
}

/// Gives one value to words.
static inline void machine_fill(void *_Nonnull to, uint64_t value, uint64_t word_count) {
    register uint64_t number __asm__("a7") = MACHINE_CALL_FILL;
    register void *first __asm__("a0") = to;
    register uint64_t second __asm__("a1") = value;
    register uint64_t third __asm__("a2") = word_count;
    __asm__ volatile("ecall" : : "r"(number), "r"(first), "r"(second), "r"(third) : "memory");
}

/// a b modulo a modulus, written to r; 32 bytes each, little-endian, any values.
static inline void machine_multiply_modulo(
    void *_Nonnull r, machine_modulus modulus, const void *_Nonnull a, const void *_Nonnull b) {
    register uint64_t number __asm__("a7") = MACHINE_CALL_MULTIPLY_MODULO;
    register void *first __asm__("a0") = r;
    register uint64_t second __asm__("a1") = modulus;
    register const void *third __asm__("a2") = a;
    register const void *fourth __asm__("a3") = b;
    __asm__ volatile("ecall" : : "r"(number), "r"(first), "r"(second), "r"(third), "r"(fourth) : "memory");
}

/// 1 / a modulo a modulus, written to r; 32 bytes each, little-endian. A multiple of the modulus ends the run.
static inline void machine_invert_modulo(void *_Nonnull r, machine_modulus modulus, const void *_Nonnull a) {
    register uint64_t number __asm__("a7") = MACHINE_CALL_INVERT_MODULO;
    register void *first __asm__("a0") = r;
    register uint64_t second __asm__("a1") = modulus;
    register const void *third __asm__("a2") = a;
    __asm__ volatile("ecall" : : "r"(number), "r"(first), "r"(second), "r"(third) : "memory");
}

#endif

#endif
