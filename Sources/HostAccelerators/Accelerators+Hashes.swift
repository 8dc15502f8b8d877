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
