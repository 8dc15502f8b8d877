import EVM
import L1Sim
import Primitives
import RollupActors
import RollupContracts

/// `cancel_deposit`: the owner of a deposit that no proven batch has taken asks for it back.
package struct CancelDeposit: ReadableVerb {
    package static let name = "cancel_deposit"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]
    package static let ledgers: Set<RollupDesign.Ledger> = [.payments]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// Position in the queue.
    package let index: UInt64

    /// Keys of `cancel_deposit`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
        let index = Field<UInt64>.required("index", "Which of the rollup's deposits it is, counted from 0.")
    }

    static let reference = VerbReference(
        """
        The owner of a deposit that no proven batch has taken asks for it back. For two days a batch can still take it; \
        then `reclaim_deposit` pays it back, without an account on the ledger and without a freeze.
        """,
        value: Fields.shape,
        examples: [
            """
            - deposit: {to: val, amount: 2 ETH}
              by: alice
            - cancel_deposit: {rollup: val, index: 0}
              by: operator
              expect: {revert: not owner}
            - cancel_deposit: {rollup: val, index: 0}
              by: alice
            - advance_time: 2d
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

extension CancelDeposit {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        let ledger = try simulation.escapable(rollup)
        let intent = BatchSettler.depositCancel(index, rollup: ledger.contract)
        let sent = try simulation.send(try simulation.signed(intent, by: actor), stepID: step.id)
        return simulation.effect(of: sent, "cancels deposit \(index) of \(rollup)", by: actor)
    }
}
