public import Primitives
public import RollupContracts
public import StateTransition

/// Has L1 force a transaction upon an L2, and take out one that has become impossible.
public enum ForcedTransaction {
    /// Gas limit of the forcing: an account's proof, a signature and the transaction's bytes; a test holds what it
    /// uses below half.
    public static let forceGasLimit: UInt64 = 1_500_000
    /// Gas limit of taking out: an account's proof; a test holds what it uses below half.
    public static let dropGasLimit: UInt64 = 1_000_000

    /// The L1 transaction that forces a signed transaction.
    ///
    /// - Parameters:
    ///   - transaction: Of type 2, signed by whoever pays for it on L2; whether it can be forced the contract says.
    ///   - sender: Who has signed it.
    ///   - chain: The L2 as L1 has settled it.
    ///   - rollup: The rollup's contract.
    /// - Returns: The call of the contract, which anybody can send.
    /// - Throws: `ActorError` when the chain does not hold its state.
    public static func force(
        _ transaction: Transaction,
        signedBy sender: Address,
        upon chain: L2Chain,
        rollup: Address
    ) throws(ActorError) -> TransactionIntent {
        let fields = ForcedInclusionRollup.SignedFields(transaction)
        let proof = try chain.accountProof(of: sender)
        return TransactionIntent(
            to: rollup,
            data: ForcedInclusionRollup.force(fields, provenAt: chain.head.number, accountProof: proof),
            gasLimit: forceGasLimit
        )
    }

    /// The L1 transaction that takes out the oldest of the inbox.
    ///
    /// - Parameters:
    ///   - sender: Who has signed the oldest.
    ///   - chain: The L2 as L1 has settled it.
    ///   - rollup: The rollup's contract.
    /// - Returns: The call of the contract, which anybody can send.
    /// - Throws: `ActorError` when the chain does not hold its state.
    public static func drop(
        signedBy sender: Address,
        upon chain: L2Chain,
        rollup: Address
    ) throws(ActorError) -> TransactionIntent {
        TransactionIntent(
            to: rollup,
            data: ForcedInclusionRollup.drop(accountProof: try chain.accountProof(of: sender)),
            gasLimit: dropGasLimit
        )
    }
}

extension ForcedInclusionRollup.SignedFields {
    /// What the contract is told of a transaction; one that creates a contract is told as a call of the zero address.
    public init(_ transaction: Transaction) {
        self.init(
            nonce: UInt256(transaction.nonce),
            maxPriorityFee: transaction.maxPriorityFeePerGas,
            maxFee: transaction.maxFeePerGas,
            gasLimit: UInt256(transaction.gasLimit),
            to: transaction.to ?? .zero,
            value: transaction.value,
            data: transaction.data,
            yParity: UInt256(UInt64(transaction.yParity)),
            r: transaction.r,
            s: transaction.s
        )
    }
}
