import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import StateTransition

/// The honest L1 transaction that settled a block, and what makes the same settlement in another mode.
struct Settlement: Sendable {
    /// Hash of the transaction.
    let hash: Bytes32
    /// Who sent it.
    let actor: Actor
    /// How it established the block, and by which price.
    let enforcement: EnforcementMode

    /// The transaction that settles the block in a mode at the same place.
    ///
    /// - Parameters:
    ///   - enforcement: Mode and price.
    ///   - sealed: The block.
    ///   - simulation: The world in which it was settled.
    /// - Returns: The transaction with the settlement's nonce, and the gas limit that the price asks for; nil for a
    ///   proof of a block that nobody has proved.
    /// - Throws: `L1Error` when L1 does not hold the settlement.
    func transaction(
        for enforcement: EnforcementMode,
        of sealed: SealedBlock,
        in simulation: Simulation
    ) throws(L1Error) -> Transaction? {
        guard let original = simulation.l1.record(of: hash)?.transaction else { throw .notIncluded(hash) }
        guard let rollup = original.to else { return nil }
        // Under its own price the transaction stays what it was, whatever gas limit its sender has chosen.
        if enforcement == self.enforcement { return original }
        let instance = simulation.rollups.values.first { $0.contract == rollup }
        let advancer = instance?.advancer(actor) ?? Advancer(actor: actor, rollup: rollup)
        switch (self.enforcement.mode, enforcement.mode) {
        case (.reexecution, .reexecution):
            guard let rule = enforcement.gasRule else { return nil }
            return advancer.repriced(original, gasRule: rule).map { actor.signed($0) }
        case (.reexecution, .proof): return nil
        case (.proof, .proof):
            guard let rule = enforcement.proofGasRule else { return nil }
            return actor.signed(advancer.repriced(original, gasRule: rule))
        case (.proof, .reexecution):
            var transaction = try advancer.transaction(
                payload: sealed.payload,
                gasRule: enforcement.gasRule ?? .gasLimitPlusBytes,
                on: simulation.l1
            )
            transaction.nonce = original.nonce
            transaction.maxFeePerGas = original.maxFeePerGas
            return actor.signed(transaction)
        }
    }
}
