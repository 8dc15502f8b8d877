/// A call of a precompile from outside the EVM.
public struct PrecompileCall: Sendable {
    /// Calldata.
    public var input: [UInt8]
    /// Gas that the caller forwarded.
    public var gas: UInt64
    /// Whether somebody reads the note that the precompile may leave.
    public var isTraced: Bool
    /// What the transaction says of its proofs, which are verified before it may stand in a block.
    public var proofs: TransactionProofs

    /// A call; without `proofs` it is one of a transaction that carries none.
    public init(input: [UInt8], gas: UInt64, isTraced: Bool, proofs: TransactionProofs = .none) {
        self.input = input
        self.gas = gas
        self.isTraced = isTraced
        self.proofs = proofs
    }
}
