public import Accelerators

/// RIPEMD-160 behind twelve zero bytes, our own (docs/decisions/0015-precompiles-in-place.md).
@c @implementation
public func zkvm_ripemd160(
    _ data: UnsafePointer<UInt8>?,
    _ length: Int,
    _ output: UnsafeMutablePointer<UInt8>
) -> zkvm_status {
    output.update(repeating: 0, count: 12)
    RIPEMD160.hash(data, count: length, to: output + 12)
    return ZKVM_EOK
}

/// BLAKE2b's compression function, our own: no library offers it with a free number of rounds.
@c @implementation
public func zkvm_blake2f(
    _ rounds: UInt32,
    _ state: UnsafeMutablePointer<UInt8>,
    _ message: UnsafePointer<UInt8>,
    _ offset: UnsafePointer<UInt8>,
    _ finalBlock: UInt8
) -> zkvm_status {
    guard finalBlock <= 1 else { return ZKVM_EFAIL }
    BLAKE2b.compress(
        state: UnsafeMutableRawPointer(state),
        message: UnsafeRawPointer(message),
        offset: UnsafeRawPointer(offset),
        isFinalBlock: finalBlock == 1,
        rounds: rounds
    )
    return ZKVM_EOK
}
