import HostAccelerators
public import Primitives
public import RollupContracts

/// Signs what `AttestationVerifier` and `SimulatedProver` take for a proof of a claim.
public enum ClaimSigner {
    /// The payload by which a committee vouches for a claim: its signers' signatures, in the order of their addresses.
    ///
    /// - Parameters:
    ///   - claim: The claim; whether it is true is the signers' affair.
    ///   - signers: Who signs.
    ///   - verifier: The committee's contract on L1.
    ///   - l1ChainId: Chain id of L1.
    ///   - l2ChainId: Chain id of the L2.
    /// - Returns: The signatures.
    public static func attestation(
        of claim: DisputeClaim,
        by signers: [Actor],
        verifier: Address,
        l1ChainId: UInt64,
        l2ChainId: UInt64
    ) -> [UInt8] {
        let digest = AttestationVerifier.digest(
            of: claim,
            verifier: verifier,
            l1ChainId: l1ChainId,
            l2ChainId: l2ChainId
        )
        return signers.sorted { $0.address < $1.address }.flatMap { signature(of: digest, by: $0) }
    }

    /// What stands for a simulated prover's proof of a claim: its operator's signature.
    ///
    /// The parameters are those of `attestation`.
    public static func simulatedProof(
        of claim: DisputeClaim,
        by operator: Actor,
        verifier: Address,
        l1ChainId: UInt64,
        l2ChainId: UInt64
    ) -> [UInt8] {
        let digest = SimulatedProver.digest(of: claim, verifier: verifier, l1ChainId: l1ChainId, l2ChainId: l2ChainId)
        return signature(of: digest, by: `operator`)
    }

    /// r, s, and 27 or 28.
    private static func signature(of digest: Bytes32, by actor: Actor) -> [UInt8] {
        let signature = actor.key.sign(digest)
        return signature.r.bigEndianBytes + signature.s.bigEndianBytes + [27 + signature.yParity]
    }
}
