public import Accelerators

/// Public key recovery on secp256k1, by libsecp256k1.
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

/// Signature verification on secp256k1, by libsecp256k1.
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

/// Comparison of a public key with the recovered one, by libsecp256k1.
@c @implementation
public func zkvm_secp256k1_is_recovered(
    _ messageHash: UnsafePointer<UInt8>,
    _ signature: UnsafePointer<UInt8>,
    _ recoveryID: UInt8,
    _ publicKey: UnsafePointer<UInt8>,
    _ recovered: UnsafeMutablePointer<Bool>
) -> zkvm_status {
    recovered.pointee = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { key in
        guard recoveryID <= 1, let bytes = key.baseAddress,
            Secp256k1.recover(hash: messageHash, signature: signature, recoveryID: recoveryID, output: bytes)
        else { return false }
        return key.elementsEqual(UnsafeBufferPointer(start: publicKey, count: 64))
    }
    return ZKVM_EOK
}
