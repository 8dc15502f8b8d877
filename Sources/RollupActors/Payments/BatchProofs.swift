package import PaymentsCircuit
package import Primitives

/// Proves what batches of payments do, and knows the contract that verifies the proofs.
package protocol BatchProofs: Sendable {
    /// Whether the proofs are stand-ins, which only a contract made for them accepts.
    var isSimulated: Bool { get }
    /// The verifier of proofs for batches of a shape.
    ///
    /// - Throws: `BatchProofFailure` when there can be none.
    func verifier(for shape: BatchShape) throws(BatchProofFailure) -> BatchVerifier
    /// The proof of what a batch does to a state: eight words in the order of EIP-197.
    ///
    /// - Throws: `BatchProofFailure` when the batch does nothing valid to the state, or nobody can prove it.
    func proof(of batch: Batch, appliedTo state: AccountTree) throws(BatchProofFailure) -> [UInt256]
}

/// A contract that verifies proofs of batches.
package struct BatchVerifier: Sendable {
    /// Init code of the contract.
    package let initCode: [UInt8]
    /// What its `keyHash()` answers.
    package let keyHash: Bytes32

    /// A verifier that stands for the key of a hash.
    package init(initCode: [UInt8], keyHash: Bytes32) {
        self.initCode = initCode
        self.keyHash = keyHash
    }
}

/// Why there is no proof of a batch.
package struct BatchProofFailure: Error, CustomStringConvertible {
    /// The reason in words.
    package let description: String
    /// Whether a bound is reached that the user has set or the machine has, such as memory.
    package let isLimit: Bool

    /// A failure for a reason.
    package init(_ reason: String, isLimit: Bool = false) {
        description = reason
        self.isLimit = isLimit
    }
}
