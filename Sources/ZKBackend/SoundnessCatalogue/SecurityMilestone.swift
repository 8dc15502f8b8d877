public import ProofVerifier

/// A public target for proofs of L1 blocks: provable bits, and bytes of the proof.
///
/// Source: Ethereum Foundation, "Shipping an L1 zkEVM #2: the security foundations" (December 2025).
public struct SecurityMilestone: Equatable, Sendable {
    /// Name and date.
    public var name: String
    /// Provable bits asked for.
    public var securityBits: Int
    /// Most bytes that a proof may take.
    public var proofBytes: Int

    /// A target that a proof meets with both: at least `securityBits`, in at most `proofBytes`.
    public init(name: String, securityBits: Int, proofBytes: Int) {
        self.name = name
        self.securityBits = securityBits
        self.proofBytes = proofBytes
    }

    /// The two milestones with both numbers, in the order of their dates.
    public static let published = [
        SecurityMilestone(name: "Glamsterdam (May 2026)", securityBits: 100, proofBytes: 600 * 1024),
        SecurityMilestone(name: "H-star (December 2026)", securityBits: 128, proofBytes: 300 * 1024),
    ]

    /// Whether a proof meets the milestone.
    ///
    /// - Parameters:
    ///   - soundness: The proof's.
    ///   - sharing: Which size counts: the worst, or the expected one.
    /// - Returns: True when every round has the bits and the proof has no more bytes.
    public func isMet(by soundness: ProofSystemSoundness, sharing: PathSharing) -> Bool {
        soundness.meets(securityBits: securityBits)
            && soundness.proofSizeInBytes(sharing: sharing) <= proofBytes
    }
}
