public import Accelerators

/// Signature verification on secp256r1 (P-256), on libcrypto's curve arithmetic.
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
