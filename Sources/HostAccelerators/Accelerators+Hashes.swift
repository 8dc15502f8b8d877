public import Accelerators
import CLibcrypto

/// SHA-256, by libcrypto.
@c @implementation
public func zkvm_sha256(
    _ data: UnsafePointer<UInt8>?,
    _ length: Int,
    _ output: UnsafeMutablePointer<UInt8>
) -> zkvm_status {
    // SHA256() would look the algorithm up by its name for each call.
    var context = SHA256_CTX()
    guard SHA256_Init(&context) == 1, SHA256_Update(&context, data, length) == 1, SHA256_Final(output, &context) == 1
    else {
        return ZKVM_EFAIL
    }
    return ZKVM_EOK
}

/// RIPEMD-160 behind twelve zero bytes, by libcrypto.
@c @implementation
public func zkvm_ripemd160(
    _ data: UnsafePointer<UInt8>?,
    _ length: Int,
    _ output: UnsafeMutablePointer<UInt8>
) -> zkvm_status {
    output.update(repeating: 0, count: 12)
    return RIPEMD160(data, length, output + 12) != nil ? ZKVM_EOK : ZKVM_EFAIL
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
