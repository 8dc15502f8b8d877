public import Accelerators
import Cryptography

/// Public key recovery on secp256k1, our own.
@c @implementation
public func zkvm_secp256k1_ecrecover(
    _ messageHash: UnsafePointer<UInt8>,
    _ signature: UnsafePointer<UInt8>,
    _ recoveryID: UInt8,
    _ output: UnsafeMutablePointer<UInt8>
) -> zkvm_status {
    Secp256k1.recover(hash: messageHash, signature: signature, recoveryID: recoveryID, output: output)
        ? ZKVM_EOK : ZKVM_EFAIL
}

/// Signature verification on secp256k1, our own.
@c @implementation
public func zkvm_secp256k1_verify(
    _ messageHash: UnsafePointer<UInt8>,
    _ signature: UnsafePointer<UInt8>,
    _ publicKey: UnsafePointer<UInt8>,
    _ verified: UnsafeMutablePointer<Bool>
) -> zkvm_status {
    guard let isValid = Secp256k1.verify(hash: messageHash, signature: signature, publicKey: publicKey) else {
        return ZKVM_EFAIL
    }
    verified.pointee = isValid
    return ZKVM_EOK
}

/// Verification against the key that recovery gives, our own: without a square root.
@c @implementation
public func zkvm_secp256k1_is_recovered(
    _ messageHash: UnsafePointer<UInt8>,
    _ signature: UnsafePointer<UInt8>,
    _ recoveryID: UInt8,
    _ publicKey: UnsafePointer<UInt8>,
    _ recovered: UnsafeMutablePointer<Bool>
) -> zkvm_status {
    recovered.pointee = Secp256k1.isRecovered(
        publicKey: publicKey,
        hash: messageHash,
        signature: signature,
        recoveryID: recoveryID
    )
    return ZKVM_EOK
}
