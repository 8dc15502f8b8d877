import L1Sim
package import Primitives
import RollupActors
import RollupContracts
import StateTransition

/// A promise that a sequencer, or somebody in his place, has made.
struct PromiseRecord: Sendable {
    /// The rollup.
    let rollup: String
    /// The signed header.
    let promise: Preconfirmation
}

extension Simulation {
    /// Gas limit of what is done to a bond without a proof.
    static let bondGasLimit: UInt64 = 250_000

    /// The promise that a step has made.
    ///
    /// - Throws: `SimulationFault.setup` when it has made none.
    func promise(_ step: String) throws(SimulationFault) -> PromiseRecord {
        guard let promise = promises[step] else { throw .setup("step `\(step)` has promised nothing") }
        return promise
    }

    /// The contracts of a rollup with a sequencer.
    ///
    /// - Throws: `SimulationFault.setup` for a rollup without one.
    func sequenced(_ rollup: RollupInstance) throws(SimulationFault) -> SequencedContracts {
        guard let contracts = rollup.sequenced else { throw .setup("`\(rollup.name)` has no sequencer") }
        return contracts
    }

    package func bond(of rollup: String) throws(EvaluationError) -> UInt256 {
        guard let bond = rollups[rollup]?.sequenced?.bond else {
            throw EvaluationError("`\(rollup)` has no sequencer with a bond")
        }
        do throws(L1Error) {
            return try l1.storage(of: bond, SequencerBond.Slot.amount)
        } catch {
            throw EvaluationError("\(error)")
        }
    }
}

extension FieldReader {
    /// Reports a rollup without a sequencer, to which a verb means nothing.
    func requireSequencer(of rollup: String?, for verb: String) {
        guard let rollup, let section = context.scope.rollupSections[rollup], section.sequencer == nil else { return }
        context.report(
            .wrongStepKind,
            "`\(verb)` needs a sequencer, and `\(rollup)` has none",
            at: place(of: "rollup"),
            help: "give the rollup the key `sequencer`"
        )
    }
}
