public import Accelerators

/// Addition in G1 of BN254, our own.
@c @implementation
public func zkvm_bn254_g1_add(
    _ p: UnsafePointer<UInt8>,
    _ q: UnsafePointer<UInt8>,
    _ output: UnsafeMutablePointer<UInt8>
) -> zkvm_status {
    BN254.add(p, q, to: output) ? ZKVM_EOK : ZKVM_EFAIL
}

/// Scalar multiplication in G1 of BN254, our own.
@c @implementation
public func zkvm_bn254_g1_mul(
    _ p: UnsafePointer<UInt8>,
    _ scalar: UnsafePointer<UInt8>,
    _ output: UnsafeMutablePointer<UInt8>
) -> zkvm_status {
    BN254.multiply(p, scalar, to: output) ? ZKVM_EOK : ZKVM_EFAIL
}

/// The pairing check of BN254, our own.
@c @implementation
public func zkvm_bn254_pairing(
    _ pairs: UnsafePointer<UInt8>?,
    _ count: Int,
    _ verified: UnsafeMutablePointer<Bool>
) -> zkvm_status {
    guard let pairs, count > 0 else {
        verified.pointee = true
        return count == 0 ? ZKVM_EOK : ZKVM_EFAIL
    }
    guard let isOne = BN254.pairingCheck(pairs, count: count) else { return ZKVM_EFAIL }
    verified.pointee = isOne
    return ZKVM_EOK
}
