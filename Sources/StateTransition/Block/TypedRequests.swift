import Accelerators
public import Primitives

/// Requests of the execution layer to the consensus layer (EIP-7685).
public enum TypedRequests {
    /// Type byte of deposits (EIP-6110).
    public static let depositType: UInt8 = 0
    /// Type byte of withdrawal requests (EIP-7002).
    public static let withdrawalType: UInt8 = 1
    /// Type byte of consolidation requests (EIP-7251).
    public static let consolidationType: UInt8 = 2

    /// Commitment in the header: SHA-256 over the SHA-256 of each request.
    ///
    /// `requests` are type byte and data of each type, in ascending order; those without data are left out.
    public static func hash(_ requests: [[UInt8]]) -> Bytes32 {
        var digests: [UInt8] = []
        for request in requests where request.count > 1 {
            digests += sha256(request)
        }
        return Bytes32(sha256(digests)) ?? .zero
    }

    private static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        _ = zkvm_sha256(bytes, bytes.count, &digest)
        return digest
    }
}
