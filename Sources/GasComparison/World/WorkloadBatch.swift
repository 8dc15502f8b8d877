package import RollupActors
package import Scenario

/// L2 transactions that every mode of a comparison settles at one size.
package struct WorkloadBatch: Sendable {
    /// How many transactions.
    package let size: UInt64
    /// The L2 block; nil when its gas limit has no room for all of them.
    package let sealed: SealedBlock?
    /// The proof of the block, or why there is none.
    package let proof: Result<BlockProof, BlockProofFailure>

    /// No transactions, for modes that settle none.
    static let none = WorkloadBatch(
        size: 0,
        sealed: nil,
        proof: .failure(BlockProofFailure("there is no block"))
    )
}
