public import Accelerators

/// Addition in E(Fp) of BLS12-381, our own.
@c @implementation
public func zkvm_bls12_g1_add(
    _ p: UnsafePointer<UInt8>,
    _ q: UnsafePointer<UInt8>,
    _ output: UnsafeMutablePointer<UInt8>
) -> zkvm_status {
    guard let p = BLS12381.G1(bigEndianAt: p), let q = BLS12381.G1(bigEndianAt: q) else { return ZKVM_EFAIL }
    (p + q).storeBigEndian(to: output)
    return ZKVM_EOK
}

/// Multi-scalar multiplication in G1 of BLS12-381, our own.
@c @implementation
public func zkvm_bls12_g1_msm(
    _ pairs: UnsafePointer<UInt8>?,
    _ count: Int,
    _ output: UnsafeMutablePointer<UInt8>
) -> zkvm_status {
    guard let sum = BLS12381.g1MultiScalarMultiplication(pairs, count: count) else { return ZKVM_EFAIL }
    sum.storeBigEndian(to: output)
    return ZKVM_EOK
}

/// Addition in E'(Fp2) of BLS12-381, our own.
@c @implementation
public func zkvm_bls12_g2_add(
    _ p: UnsafePointer<UInt8>,
    _ q: UnsafePointer<UInt8>,
    _ output: UnsafeMutablePointer<UInt8>
) -> zkvm_status {
    guard let p = BLS12381.G2(bigEndianAt: p), let q = BLS12381.G2(bigEndianAt: q) else { return ZKVM_EFAIL }
    (p + q).storeBigEndian(to: output)
    return ZKVM_EOK
}

/// Multi-scalar multiplication in G2 of BLS12-381, our own.
@c @implementation
public func zkvm_bls12_g2_msm(
    _ pairs: UnsafePointer<UInt8>?,
    _ count: Int,
    _ output: UnsafeMutablePointer<UInt8>
) -> zkvm_status {
    guard let sum = BLS12381.g2MultiScalarMultiplication(pairs, count: count) else { return ZKVM_EFAIL }
    sum.storeBigEndian(to: output)
    return ZKVM_EOK
}

/// The pairing check of BLS12-381, our own.
@c @implementation
public func zkvm_bls12_pairing(
    _ pairs: UnsafePointer<UInt8>?,
    _ count: Int,
    _ verified: UnsafeMutablePointer<Bool>
) -> zkvm_status {
    guard let isOne = BLS12381.pairingCheck(pairs, count: count) else { return ZKVM_EFAIL }
    verified.pointee = isOne
    return ZKVM_EOK
}

/// The map of a field element to G1 of BLS12-381, our own.
@c @implementation
public func zkvm_bls12_map_fp_to_g1(
    _ element: UnsafePointer<UInt8>,
    _ output: UnsafeMutablePointer<UInt8>
) -> zkvm_status {
    guard let u = BLS12381.Fp(bigEndianAt: element) else { return ZKVM_EFAIL }
    BLS12381.G1(mapping: u).storeBigEndian(to: output)
    return ZKVM_EOK
}

/// The map of an element of Fp2 to G2 of BLS12-381, our own.
@c @implementation
public func zkvm_bls12_map_fp2_to_g2(
    _ element: UnsafePointer<UInt8>,
    _ output: UnsafeMutablePointer<UInt8>
) -> zkvm_status {
    guard let u = BLS12381.Fp2(bigEndianAt: element) else { return ZKVM_EFAIL }
    BLS12381.G2(mapping: u).storeBigEndian(to: output)
    return ZKVM_EOK
}
