/// Price of one call of EXECUTE in proof mode.
///
/// `[SIM]`: none is published.
/// Each rule comes on top of the transaction's intrinsic gas, 30,000 for every dependency (EIP-8288).
public enum ProofGasRule: String, Sendable, CaseIterable {
    /// 30,000 for each proof, as a dependency frame of EIP-8288 costs. The default.
    case perDependency
    /// The same, and the sidecar's bytes as blob data: 131,072 gas for each begun 128 KiB, a unit of blob gas priced
    /// like a unit of gas (EIP-4844).
    case perDependencyPlusSidecar
    /// The verifier's time, priced as if a slot of 12 seconds held 60 million gas (EIP-7935). `simulated`: the time is
    /// a constant that was measured once, since no clock may reach a result.
    case simulatedVerifierTime

    /// Gas for one proof (EIP-8288).
    public static let gasPerProof: UInt64 = 30_000
    /// Bytes of a blob, and the blob gas that it costs (EIP-4844).
    public static let blobByteCount: UInt64 = 131_072
    /// Time that verifying a proof takes, in microseconds, rounded from docs/performance.md, "Proofs of
    /// blocks".
    public static let simulatedVerifierMicroseconds: UInt64 = 5_000
    /// Gas of a second of a node's time: 60 million in 12 seconds.
    public static let gasPerSecond: UInt64 = 5_000_000

    /// Gas that a call costs, saturating at `UInt64.max`.
    ///
    /// - Parameters:
    ///   - proofCount: Proofs that the input asks for, at most `ProofInput.keyLimit`.
    ///   - sidecarByteCount: Bytes of the transaction's sidecar.
    /// - Returns: Gas.
    public func charge(proofCount: Int, sidecarByteCount: UInt64) -> UInt64 {
        let proofs = UInt64(clamping: proofCount)
        switch self {
        case .perDependency:
            return Self.product(proofs, Self.gasPerProof)
        case .perDependencyPlusSidecar:
            let blobs = sidecarByteCount / Self.blobByteCount + (sidecarByteCount % Self.blobByteCount == 0 ? 0 : 1)
            let (sum, overflows) = Self.product(proofs, Self.gasPerProof)
                .addingReportingOverflow(Self.product(blobs, Self.blobByteCount))
            return overflows ? .max : sum
        case .simulatedVerifierTime:
            return Self.product(proofs, Self.simulatedVerifierMicroseconds * Self.gasPerSecond / 1_000_000)
        }
    }

    private static func product(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let (product, overflows) = a.multipliedReportingOverflow(by: b)
        return overflows ? .max : product
    }
}
