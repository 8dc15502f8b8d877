package import L1Sim
package import Primitives
package import RollupActors

/// What a simulation is given besides its document.
///
/// The tests of the invariants use it to build worlds that are broken on purpose.
package struct SimulationOptions: Sendable {
    /// L1's precompiled contracts in place of the document's EXECUTE; nil leaves that as it is.
    package var extensions: L1Extensions?
    /// Wei of the L2 genesis that each deployer fails to escrow.
    package var escrowShortfall: UInt256
    /// Proves blocks, and verifies proofs; a document with a rollup on proofs needs it.
    package var proofs: (any BlockProofs)?
    /// Proves batches of payments; a document with a ledger of payments needs it.
    package var batchProofs: (any BatchProofs)?
    /// How much of the world the result keeps beside what the steps did.
    package var observation: ObservationDepth

    /// Without arguments nothing differs: L1 has the document's EXECUTE, deployers escrow all that they owe, and nobody
    /// proves.
    package init(
        extensions: L1Extensions? = nil,
        escrowShortfall: UInt256 = .zero,
        proofs: (any BlockProofs)? = nil,
        batchProofs: (any BatchProofs)? = nil,
        observation: ObservationDepth = .none
    ) {
        self.extensions = extensions
        self.escrowShortfall = escrowShortfall
        self.proofs = proofs
        self.batchProofs = batchProofs
        self.observation = observation
    }
}
