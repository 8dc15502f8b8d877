// The primitives that the host takes from libraries; the others are in Cryptography for both.
public import Accelerators
import Cryptography

/// SHA-256, our own.
@c @implementation
public func zkvm_sha256(
    _ data: UnsafePointer<UInt8>?,
    _ length: Int,
    _ output: UnsafeMutablePointer<UInt8>
) -> zkvm_status {
    SHA256.hash(data, count: length, to: output)
    return ZKVM_EOK
}

/// Modular exponentiation, our own.
@c @implementation
public func zkvm_modexp(
    _ base: UnsafePointer<UInt8>?,
    _ baseLength: Int,
    _ exponent: UnsafePointer<UInt8>?,
    _ exponentLength: Int,
    _ modulus: UnsafePointer<UInt8>?,
    _ modulusLength: Int,
    _ output: UnsafeMutablePointer<UInt8>?
) -> zkvm_status {
    ModularPower.compute(
        base: UnsafeBufferPointer(start: base, count: baseLength),
        exponent: UnsafeBufferPointer(start: exponent, count: exponentLength),
        modulus: UnsafeBufferPointer(start: modulus, count: modulusLength),
        output: UnsafeMutableBufferPointer(start: output, count: modulusLength)
    )
    return ZKVM_EOK
}

/// Signature verification on secp256r1 (P-256), our own.
@c @implementation
public func zkvm_secp256r1_verify(
    _ messageHash: UnsafePointer<UInt8>,
    _ signature: UnsafePointer<UInt8>,
    _ publicKey: UnsafePointer<UInt8>,
    _ verified: UnsafeMutablePointer<Bool>
) -> zkvm_status {
    guard let isValid = Secp256r1.verify(hash: messageHash, signature: signature, publicKey: publicKey) else {
        return ZKVM_EFAIL
    }
    verified.pointee = isValid
    return ZKVM_EOK
}
