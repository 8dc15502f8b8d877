import EVM
import L1Sim
import Primitives
import RollupActors
import RollupContracts

/// `reclaim_deposit`: a deposit that no proven batch has taken is paid back.
package struct ReclaimDeposit: ReadableVerb {
    package static let name = "reclaim_deposit"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]
    package static let ledgers: Set<RollupDesign.Ledger> = [.payments]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// Position in the queue.
    package let index: UInt64

    /// Keys of `reclaim_deposit`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
        let index = Field<UInt64>.required("index", "Which of the rollup's deposits it is, counted from 0.")
    }

    static let reference = VerbReference(
        """
        A deposit that no proven batch has taken is paid back to the account's owner, once: after a freeze, or two days \
        after a `cancel_deposit`. A batch that holds it and is not proven by then is lost. Anybody may send it.
        """,
        value: Fields.shape,
        examples: [
            """
            - force_exit: {rollup: val, amount: 1 ETH}
              by: alice
            - deposit: {to: val, amount: 2 ETH}
              by: alice
            - advance_time: 1h
            - freeze: {rollup: val, account: alice}
              by: alice
            - reclaim_deposit: {rollup: val, index: 0}
              by: alice
              assert: l1.balance(val) == 10 ETH
            """
        ],
        source: "decision 0081"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        let index = fields.read(\.index)
        fields.requireEscape(of: rollup, for: Self.name)
        fields.finish()
        guard let rollup, let index else { return nil }
        self.rollup = rollup
        self.index = index
    }
}

extension ReclaimDeposit {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        let ledger = try simulation.escapable(rollup)
        let intent = BatchSettler.reclaimDeposit(index, rollup: ledger.contract)
        let sent = try simulation.send(try simulation.signed(intent, by: actor), stepID: step.id)
        return simulation.effect(of: sent, "reclaims deposit \(index) of \(rollup)", by: actor)
    }
}
