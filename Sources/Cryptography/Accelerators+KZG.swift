public import Accelerators

/// The verification of a KZG opening, our own.
@c @implementation
public func zkvm_kzg_point_eval(
    _ commitment: UnsafePointer<UInt8>,
    _ z: UnsafePointer<UInt8>,
    _ y: UnsafePointer<UInt8>,
    _ proof: UnsafePointer<UInt8>,
    _ verified: UnsafeMutablePointer<Bool>
) -> zkvm_status {
    guard let opening = KZG.Opening(commitment: commitment, z: z, y: y, proof: proof) else { return ZKVM_EFAIL }
    verified.pointee = KZGVerifier.ceremony.holds(opening)
    return ZKVM_EOK
}
