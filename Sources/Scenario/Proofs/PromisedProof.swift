import L1Sim
import Primitives

/// The proof that a step's transaction depends on, whether it went along or comes later.
struct PromisedProof: Sendable {
    /// Hash of the transaction.
    let transaction: Bytes32
    /// The proof.
    let sidecar: ProofSidecar
}
