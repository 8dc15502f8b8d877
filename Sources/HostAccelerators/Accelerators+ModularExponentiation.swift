public import Accelerators

/// Modular exponentiation, by GMP.
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
    // GMP aborts the process when memory runs out. Base and exponent lie in the caller's memory already, and take as
    // much again.
    guard (0...1 << 32).contains(baseLength), (0...1 << 32).contains(exponentLength),
        (0...1 << 24).contains(modulusLength)
    else { return ZKVM_ENOTSUP }
    guard let output, modulusLength > 0 else { return modulusLength == 0 ? ZKVM_EOK : ZKVM_EFAIL }
    ModularExponentiation.compute(
        base: UnsafeBufferPointer(start: base, count: baseLength),
        exponent: UnsafeBufferPointer(start: exponent, count: exponentLength),
        modulus: UnsafeBufferPointer(start: modulus, count: modulusLength),
        output: UnsafeMutableBufferPointer(start: output, count: modulusLength)
    )
    return ZKVM_EOK
}
