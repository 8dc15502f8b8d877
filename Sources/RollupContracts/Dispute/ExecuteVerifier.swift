public import Primitives

/// `ExecuteVerifier.vy` on L1: accepts a claim when EXECUTE has validated the very block that it is about.
public enum ExecuteVerifier {
    /// Init code of the verifier of one L2 chain.
    ///
    /// - Parameters:
    ///   - chainId: Chain id of the L2.
    ///   - gasLimit: Gas limit of every L2 block.
    ///   - verificationKeyHash: Key that proofs must be made for; zero to follow the registry (EIP-8357).
    /// - Returns: The init code.
    public static func initCode(chainId: UInt64, gasLimit: UInt64, verificationKeyHash: Bytes32) -> [UInt8] {
        artifact.initCode([.uint(UInt256(chainId)), .uint(UInt256(gasLimit)), .bytes32(verificationKeyHash)])
    }
}

/// `SimulatedClaimVerifier.vy`: stands in for a verifier of claims, and accepts what anybody can compute.
///
/// For tests of the game. Its gas says nothing of a verifier's.
public enum SimulatedClaimVerifier {
    /// The payload that the stand-in accepts for a proof of a claim.
    public static func payload(for claim: DisputeClaim) -> [UInt8] {
        Keccak256.hash(ABI.encode([claim.abiValue])).bytes
    }

    /// The payload that the stand-in accepts for a proof that a claim is false.
    public static func payload(against claim: DisputeClaim) -> [UInt8] { payload(for: claim) + [0] }
}
