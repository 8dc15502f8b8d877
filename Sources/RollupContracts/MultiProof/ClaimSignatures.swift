public import Primitives

/// `AttestationVerifier.vy` on L1: takes a claim for true when enough signers say that they have executed its block.
public enum AttestationVerifier {
    /// Most signers of one committee.
    public static let maximumSignerCount = 16

    /// Init code of a committee's verifier.
    ///
    /// - Parameters:
    ///   - chainId: Chain id of the L2.
    ///   - signers: The signers, in any order.
    ///   - threshold: How many of them have to sign.
    /// - Returns: The init code.
    public static func initCode(chainId: UInt64, signers: [Address], threshold: UInt64) -> [UInt8] {
        artifact.initCode([
            .uint(UInt256(chainId)), .array(signers.map { .address($0) }), .uint(UInt256(threshold)),
        ])
    }

    /// What a signer signs who vouches for a claim.
    ///
    /// - Parameters:
    ///   - claim: The claim.
    ///   - verifier: Address of the verifier on L1.
    ///   - l1ChainId: Chain id of L1.
    ///   - l2ChainId: Chain id of the L2.
    /// - Returns: The digest.
    public static func digest(
        of claim: DisputeClaim,
        verifier: Address,
        l1ChainId: UInt64,
        l2ChainId: UInt64
    ) -> Bytes32 {
        claim.digest("rollupsim attested re-execution/1", verifier, l1ChainId, l2ChainId)
    }
}

/// `SimulatedProver.vy` on L1: takes an operator's signature for a proof.
///
/// It stands in for the verifier of a proof system that nobody here has. Its gas says nothing of a verifier's.
public enum SimulatedProver {
    /// Init code of the stand-in.
    ///
    /// - Parameters:
    ///   - chainId: Chain id of the L2.
    ///   - operator: Whose signature is taken for a proof.
    /// - Returns: The init code.
    public static func initCode(chainId: UInt64, operator: Address) -> [UInt8] {
        artifact.initCode([.uint(UInt256(chainId)), .address(`operator`)])
    }

    /// What the operator signs in the place of a proof; the parameters are those of `AttestationVerifier.digest`.
    public static func digest(
        of claim: DisputeClaim,
        verifier: Address,
        l1ChainId: UInt64,
        l2ChainId: UInt64
    ) -> Bytes32 {
        claim.digest("rollupsim simulated proof/1", verifier, l1ChainId, l2ChainId)
    }
}

extension DisputeClaim {
    /// The claim for one verifier on one chain.
    fileprivate func digest(_ domain: String, _ verifier: Address, _ l1ChainId: UInt64, _ l2ChainId: UInt64) -> Bytes32
    {
        Keccak256.hash(
            ABI.encode([
                .bytes32(Keccak256.hash(Array(domain.utf8))), .uint(UInt256(l1ChainId)), .address(verifier),
                .uint(UInt256(l2ChainId)), abiValue,
            ])
        )
    }
}
