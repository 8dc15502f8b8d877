public import Primitives

/// `PoseidonT3.vy`: Poseidon of two elements of BN254's scalar field, as the claims of `ContractVerifiedRollup` use it.
public enum PoseidonT3 {
    /// Calldata that asks for the digest of two elements.
    public static func hash(_ left: UInt256, _ right: UInt256) -> [UInt8] {
        Function.hash.encodeCall([.uint(left), .uint(right)])
    }
}
