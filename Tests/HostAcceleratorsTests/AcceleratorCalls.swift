import Accelerators
import HostAccelerators

/// The C interface on arrays: nil where the call reports a failure.
enum Call {
    static func sha256(_ data: [UInt8]) -> [UInt8]? {
        output(32) { zkvm_sha256(data, data.count, $0) }
    }

    static func recover(hash: [UInt8], signature: [UInt8], recoveryID: UInt8) -> [UInt8]? {
        precondition(hash.count == 32 && signature.count == 64)
        return output(64) { zkvm_secp256k1_ecrecover(hash, signature, recoveryID, $0) }
    }

    static func verify(hash: [UInt8], signature: [UInt8], publicKey: [UInt8]) -> Bool? {
        precondition(hash.count == 32 && signature.count == 64 && publicKey.count == 64)
        var verified = false
        return zkvm_secp256k1_verify(hash, signature, publicKey, &verified) == ZKVM_EOK ? verified : nil
    }

    static func modexp(_ base: [UInt8], _ exponent: [UInt8], _ modulus: [UInt8]) -> [UInt8]? {
        output(modulus.count) {
            zkvm_modexp(base, base.count, exponent, exponent.count, modulus, modulus.count, $0)
        }
    }

    /// A buffer that holds something else before the call, so that an output left unwritten shows.
    private static func output(_ count: Int, _ call: (UnsafeMutablePointer<UInt8>) -> zkvm_status) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0xa5, count: max(count, 1))
        let status = bytes.withUnsafeMutableBufferPointer { buffer in buffer.baseAddress.map(call) }
        return status == ZKVM_EOK ? Array(bytes.prefix(count)) : nil
    }
}
