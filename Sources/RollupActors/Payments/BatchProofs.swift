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
    /// The same under keys whose gamma equals their delta, under which anybody proves anything; nobody checks them.
    var underDegenerateKeys: any BatchProofs { get }
    /// What somebody without a witness puts together from the verifying key alone: a proof of any public inputs if
    /// gamma equals delta, and refused otherwise.
    ///
    /// - Throws: `BatchProofFailure` when there is no key.
    func forgery(of inputs: [UInt256], for shape: BatchShape) throws(BatchProofFailure) -> [UInt256]
    /// The proof of what a batch does to a state.
    ///
    /// - Parameters:
    ///   - batch: The batch.
    ///   - state: The state before it.
    ///   - versionedHash: Names the blob that holds its payments; nil where they are in calldata.
    /// - Returns: Eight words in the order of EIP-197.
    /// - Throws: `BatchProofFailure` when the batch does nothing valid to the state, or nobody can prove it.
    func proof(
        of batch: Batch,
        appliedTo state: AccountTree,
        versionedHash: Bytes32?
    ) throws(BatchProofFailure) -> [UInt256]
}

extension BatchProofs {
    /// The proof of what a batch with payments in calldata does to a state.
    ///
    /// - Throws: `BatchProofFailure` when the batch does nothing valid to the state, or nobody can prove it.
    package func proof(of batch: Batch, appliedTo state: AccountTree) throws(BatchProofFailure) -> [UInt256] {
        try proof(of: batch, appliedTo: state, versionedHash: nil)
    }
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
