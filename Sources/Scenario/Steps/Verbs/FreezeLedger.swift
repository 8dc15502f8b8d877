import EVM
import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts

/// `freeze`: somebody stops a ledger whose sequencer has not answered a demand in time.
package struct FreezeLedger: ReadableVerb {
    package static let name = "freeze"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]
    package static let ledgers: Set<RollupDesign.Ledger> = [.payments]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// Whose demand was not answered.
    package let account: String
    /// The step that made the demand; nil for the account's newest.
    package let demand: String?

    /// Keys of `freeze`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
        let account = Field<String>.requiredActor("account", "The actor whose demand was not answered.")
        let demand = Field<String>.step(
            "demand",
            "The `force_exit` that is meant.",
            making: .demand,
            absent: "the account's newest demand",
            source: "decision 0081"
        )
    }

    static let reference = VerbReference(
        """
        Somebody stops a ledger for ever, since a demand was not answered within `freeze_grace`: nothing is committed, \
        proven or paid in any more. What is proven can still be executed and claimed, and accounts can `escape`.
        """,
        value: Fields.shape,
        examples: [
            """
            - force_exit: {rollup: val, amount: 1 ETH}
              by: alice
              id: first
            - freeze: {rollup: val, account: alice, demand: first}
              by: bob
              expect: {reject: any}
            - advance_time: 1h
            - freeze: {rollup: val, account: alice}
              by: operator
            """
        ],
        source: "decision 0077"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        let account = fields.read(\.account)
        self.demand = fields.read(\.demand)
        fields.requireEscape(of: rollup, for: Self.name)
        fields.finish()
        guard let rollup, let account else { return nil }
        self.rollup = rollup
        self.account = account
    }
}

extension FreezeLedger {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        let ledger = try simulation.escapable(rollup)
        let summary = "freezes \(rollup), since the demand of \(account) has no answer"
        guard let demand = try simulation.demand(of: self.demand, by: account, on: ledger) else {
            if let id = step.id { simulation.transactions[id] = TransactionFacts(.rejected) }
            let outcome = StepOutcome(.reject, PaymentError.unknownAccountCode.name)
            return StepEffect(outcome: outcome, summary: summary, actor: actor.name)
        }
        let intent = BatchSettler.freeze(demand, rollup: ledger.contract)
        let sent = try simulation.send(try simulation.signed(intent, by: actor), stepID: step.id)
        return simulation.effect(of: sent, summary, by: actor)
    }
}
