import EVM
import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts

/// `answer_exit`: somebody shows L1 that a demanded withdrawal has been executed, or never was possible.
package struct AnswerExit: ReadableVerb {
    package static let name = "answer_exit"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]
    package static let ledgers: Set<RollupDesign.Ledger> = [.payments]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// Whose demand is answered.
    package let account: String
    /// The step that made the demand; nil for the account's newest.
    package let demand: String?

    /// Keys of `answer_exit`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
        let account = Field<String>.requiredActor("account", "The actor whose demand is answered.")
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
        Somebody shows L1 what stands at an account's place in the newest executed state: that closes a demand whose \
        withdrawal has been executed since, or never was possible; those with lower nonces are none any more. Who answers \
        is taken to have the state, as whoever makes the batches has.
        """,
        value: Fields.shape,
        examples: [
            """
            - force_exit: {rollup: val, amount: 1 ETH}
              by: alice
              id: first
            - answer_exit: {rollup: val, account: alice, demand: first}
              by: operator
              expect: {revert: not served}
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

extension AnswerExit {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        let ledger = try simulation.escapable(rollup)
        let summary = "answers the demand of \(account) on \(rollup)"
        guard let (proof, _) = try simulation.accountProof(of: account, on: ledger, in: ledger.follower.state),
            let demand = try simulation.demand(of: self.demand, by: account, on: ledger)
        else {
            if let id = step.id { simulation.transactions[id] = TransactionFacts(.rejected) }
            let outcome = StepOutcome(.reject, PaymentError.unknownAccountCode.name)
            return StepEffect(outcome: outcome, summary: summary, actor: actor.name)
        }
        let intent = BatchSettler.answerExit(demand, proof, rollup: ledger.contract)
        let sent = try simulation.send(try simulation.signed(intent, by: actor), stepID: step.id)
        return simulation.effect(of: sent, summary, by: actor)
    }
}
