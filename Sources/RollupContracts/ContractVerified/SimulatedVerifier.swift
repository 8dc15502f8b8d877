public import Primitives

/// `SimulatedVerifier.vy`: stands in for a Groth16 verifier, and accepts what anybody can compute.
///
/// For tests, and for loads that nobody wants to prove. Its gas says nothing of a verifier's.
public enum SimulatedVerifier {
    /// What `keyHash()` of the stand-in answers: no verifying key has this hash.
    public static let keyHash = Keccak256.hash(Array("rollupsim simulated verifier/1".utf8))

    /// Init code of the stand-in.
    public static let initCode = artifact.initCode([.bytes32(keyHash)])

    /// The eight words that the stand-in accepts for public inputs.
    public static func proof(of inputs: [UInt256]) -> [UInt256] {
        let digest = Keccak256.hash(ABI.encode([.array(inputs.map { .uint($0) })]))
        return [digest.uint256, Keccak256.hash(digest.bytes).uint256] + [UInt256](repeating: .zero, count: 6)
    }
}
