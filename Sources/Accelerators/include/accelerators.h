/// The cryptographic primitives of the Ethereum precompiles, as an interface without an implementation.
///
/// Names and shapes follow the zkVM standards' C interface for cryptographic accelerators
/// (https://github.com/eth-act/zkvm-standards, standards/c-interface-accelerators), so that one state transition runs on
/// the host and inside a zkVM. The implementation is bound at link time: `HostAccelerators` on the host, the guest's own
/// on RISC-V (docs/decisions/0002-accelerators-at-link-time.md).
///
/// Rules common to all functions:
/// - Integers are big-endian byte strings of fixed length, except where a comment says otherwise.
/// - Inputs are hostile: an invalid one gives ZKVM_EFAIL, never a trap, and leaves the output unspecified.
/// - A pointer with a length or a count beside it may be NULL when that is zero; no other pointer may be NULL.
/// - Every function is a pure function of its inputs and may be called from any thread.
/// - Outputs may not overlap inputs.

#ifndef ROLLUPSIM_ACCELERATORS_H
#define ROLLUPSIM_ACCELERATORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma clang assume_nonnull begin

/// What a primitive reports.
typedef enum {
    /// The output holds the result.
    ZKVM_EOK = 0,
    /// The input is not in the primitive's domain; the output is unspecified.
    ZKVM_EFAIL = -1,
    /// This implementation lacks the primitive, or cannot take operands of this size; the result exists and is not known. Not in
    /// the standard, whose implementations are complete: a caller must stop, for neither success nor failure would be true.
    ZKVM_ENOTSUP = -2
} zkvm_status;

/// SHA-256 (precompile 0x02) of `length` bytes.
///
/// `output`: 32 bytes.
zkvm_status zkvm_sha256(const uint8_t *_Nullable data, size_t length, uint8_t *output);

/// RIPEMD-160 (precompile 0x03) of `length` bytes.
///
/// `output`: 32 bytes, twelve zero bytes and then the 20-byte digest, as the precompile returns it.
zkvm_status zkvm_ripemd160(const uint8_t *_Nullable data, size_t length, uint8_t *output);

/// Public key that signed a message hash on secp256k1 (precompile 0x01, without its final Keccak-256).
///
/// `message_hash`: 32 bytes. `signature`: 64 bytes r || s, both in 1..<n; s may be in the upper half of the range.
/// `recovery_id`: 0 or 1 is the parity of the nonce point's y; 2 and 3 (an x of at least n) are also understood.
/// `output`: 64 bytes x || y. Fails when no public key fits.
zkvm_status zkvm_secp256k1_ecrecover(
    const uint8_t *message_hash, const uint8_t *signature, uint8_t recovery_id, uint8_t *output);

/// Whether a signature on secp256k1 is valid for a message hash and a public key.
///
/// `message_hash`: 32 bytes. `signature`: 64 bytes r || s, in either half of s's range. `public_key`: 64 bytes x || y.
/// Fails when `public_key` is not on the curve; a signature out of range is merely not verified.
zkvm_status zkvm_secp256k1_verify(
    const uint8_t *message_hash, const uint8_t *signature, const uint8_t *public_key, bool *verified);

/// Whether `zkvm_secp256k1_ecrecover` gives a certain public key, which an implementation may find out for less than a recovery.
///
/// Not in the standard: of the two keys for which a signature is valid, `zkvm_secp256k1_verify` cannot tell the one that recovery
/// gives. `message_hash`: 32 bytes. `signature`: 64 bytes r || s. `recovery_id`: 0 or 1; nothing is recovered with another.
/// `public_key`: 64 bytes x || y. Never fails: a signature without a key and a key that is no point are merely not recovered.
zkvm_status zkvm_secp256k1_is_recovered(
    const uint8_t *message_hash, const uint8_t *signature, uint8_t recovery_id, const uint8_t *public_key, bool *recovered);

/// base ^ exponent mod modulus (precompile 0x05, EIP-198).
///
/// `output`: `modulus_length` bytes; all zero when the modulus is 0 or 1. 0 ^ 0 is 1. Lengths must be priced by the caller; an
/// implementation may bound those of base and exponent at 2^32 bytes and that of the modulus at 2^24 (ZKVM_ENOTSUP).
zkvm_status zkvm_modexp(
    const uint8_t *_Nullable base, size_t base_length,
    const uint8_t *_Nullable exponent, size_t exponent_length,
    const uint8_t *_Nullable modulus, size_t modulus_length,
    uint8_t *_Nullable output);

/// Sum of two points of BN254's G1 (precompile 0x06, EIP-196).
///
/// `p`, `q`, `output`: 64 bytes x || y, 64 zero bytes for infinity. Fails on a coordinate that is not below the field's
/// modulus and on a point off the curve.
zkvm_status zkvm_bn254_g1_add(const uint8_t *p, const uint8_t *q, uint8_t *output);

/// Product of a point of BN254's G1 and a scalar (precompile 0x07, EIP-196).
///
/// `p`, `output`: 64 bytes, as in `zkvm_bn254_g1_add`. `scalar`: 32 bytes, any value. Fails as `zkvm_bn254_g1_add` does.
zkvm_status zkvm_bn254_g1_mul(const uint8_t *p, const uint8_t *scalar, uint8_t *output);

/// Whether the product of the pairings of BN254 points is one (precompile 0x08, EIP-197).
///
/// `pairs`: `count` times 192 bytes, G1 (x || y) and then G2 (x || y, each with the imaginary part first).
/// Fails on a coordinate that is not below the field's modulus, a point off its curve, and a G2 point outside the subgroup.
/// The empty product verifies.
zkvm_status zkvm_bn254_pairing(const uint8_t *_Nullable pairs, size_t count, bool *verified);

/// BLAKE2b's compression function F (precompile 0x09, EIP-152), in place.
///
/// `state`: 64 bytes, eight little-endian words, read and written. `message`: 128 bytes, sixteen little-endian words.
/// `offset`: 16 bytes, two little-endian words. `final_block`: 0 or 1; fails on any other value.
zkvm_status zkvm_blake2f(
    uint32_t rounds, uint8_t *state, const uint8_t *message, const uint8_t *offset, uint8_t final_block);

// BLS12-381 points are 96 bytes (G1: x || y) or 192 bytes (G2: x.c0 || x.c1 || y.c0 || y.c1), each coordinate 48 bytes; all zero for
// infinity. A coordinate that is not below the field's modulus or a point off its curve makes a function fail.

/// Sum of two points of BLS12-381's E(Fp) (precompile 0x0b, EIP-2537), which need not be in the subgroup.
///
/// `p`, `q`, `output`: 96 bytes.
zkvm_status zkvm_bls12_g1_add(const uint8_t *p, const uint8_t *q, uint8_t *output);

/// Sum of multiples of points of BLS12-381's G1 (precompile 0x0c, EIP-2537).
///
/// `pairs`: `count` times 128 bytes, a point of 96 bytes and a scalar of 32 bytes, any value. `output`: 96 bytes, infinity for
/// no pairs. Fails also on a point outside the subgroup of order r.
zkvm_status zkvm_bls12_g1_msm(const uint8_t *_Nullable pairs, size_t count, uint8_t *output);

/// Sum of two points of BLS12-381's E'(Fp2) (precompile 0x0d, EIP-2537), which need not be in the subgroup.
///
/// `p`, `q`, `output`: 192 bytes.
zkvm_status zkvm_bls12_g2_add(const uint8_t *p, const uint8_t *q, uint8_t *output);

/// Sum of multiples of points of BLS12-381's G2 (precompile 0x0e, EIP-2537).
///
/// `pairs`: `count` times 224 bytes, a point of 192 bytes and a scalar of 32 bytes, any value. `output`: 192 bytes, infinity
/// for no pairs. Fails also on a point outside the subgroup of order r.
zkvm_status zkvm_bls12_g2_msm(const uint8_t *_Nullable pairs, size_t count, uint8_t *output);

/// Whether the product of the pairings of BLS12-381 points is one (precompile 0x0f, EIP-2537).
///
/// `pairs`: `count` times 288 bytes, a point of G1 and then a point of G2. Fails also on a point outside its subgroup. The empty
/// product verifies.
zkvm_status zkvm_bls12_pairing(const uint8_t *_Nullable pairs, size_t count, bool *verified);

/// The point of BLS12-381's G1 that a field element maps to (precompile 0x10, EIP-2537; RFC 9380, 6.6.3).
///
/// `element`: 48 bytes. `output`: 96 bytes.
zkvm_status zkvm_bls12_map_fp_to_g1(const uint8_t *element, uint8_t *output);

/// The point of BLS12-381's G2 that an element of Fp2 maps to (precompile 0x11, EIP-2537; RFC 9380, 6.6.3).
///
/// `element`: 96 bytes, c0 || c1. `output`: 192 bytes.
zkvm_status zkvm_bls12_map_fp2_to_g2(const uint8_t *element, uint8_t *output);

/// Whether a KZG proof shows that the committed polynomial takes the value y at z (precompile 0x0a without the versioned hash,
/// EIP-4844 `verify_kzg_proof`).
///
/// `commitment`, `proof`: 48 bytes, compressed points of G1. `z`, `y`: 32 bytes, below the scalar field's modulus. Fails on a
/// malformed input; a proof that does not hold is merely not verified.
zkvm_status zkvm_kzg_point_eval(
    const uint8_t *commitment, const uint8_t *z, const uint8_t *y, const uint8_t *proof, bool *verified);

/// Whether an ECDSA signature on secp256r1 (P-256) is valid for a message hash and a public key (precompile 0x0100, EIP-7951).
///
/// `message_hash`: 32 bytes. `signature`: 64 bytes r || s, in either half of s's range. `public_key`: 64 bytes x || y.
/// Fails when `public_key` is infinity, out of range or off the curve; a signature out of range is merely not verified.
zkvm_status zkvm_secp256r1_verify(
    const uint8_t *message_hash, const uint8_t *signature, const uint8_t *public_key, bool *verified);

#pragma clang assume_nonnull end

#ifdef __cplusplus
}
#endif

#endif
