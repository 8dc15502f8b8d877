import EVM
import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts

/// `escape`: an account of a frozen ledger is paid out on L1.
package struct EscapeLedger: ReadableVerb {
    package static let name = "escape"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock, .unavailable]
    package static let products: Set<StepProduct> = [.transaction]
    package static let ledgers: Set<RollupDesign.Ledger> = [.payments]
    package static let codes: [OutcomeLayer: [FailureCode]] = [.unavailable: [WithheldData.code]]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// Whose account it is; nil for the actor's own.
    package let account: String?
    /// What the account is said to hold; nil for what it holds.
    package let amount: Amount?

    /// Keys of `escape`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
        let account = Field<String>.actor("account", "The actor whose account is paid out.", absent: "who does it")
        let amount = Field<Amount>.optional(
            "amount",
            "What the account is said to hold.",
            absent: "what it holds"
        )
    }

    static let reference = VerbReference(
        """
        An account of a frozen ledger is paid out to its owner on L1, once, against the last proven state root. Its path \
        follows from data that anybody can read of L1, or from those that the committee's members have given: if they \
        give nothing, nobody can make it.
        """,
        value: Fields.shape,
        examples: [
            """
            - force_exit: {rollup: val, amount: 1 ETH}
              by: alice
            - advance_time: 1h
            - freeze: {rollup: val, account: alice}
              by: alice
            - escape: {rollup: val, account: alice, amount: 11 ETH}
              by: operator
              expect: {revert: ESCAPE_LACKS_PROOF}
            - escape: {rollup: val}
              by: alice
              assert: l1.balance(val) == 0 ETH
            """
        ],
        source: "decision 0077"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        self.account = fields.read(\.account)
        self.amount = fields.read(\.amount)
        fields.requireEscape(of: rollup, for: Self.name)
        fields.finish()
        guard let rollup else { return nil }
        self.rollup = rollup
    }
}

extension EscapeLedger {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        let ledger = try simulation.escapable(rollup)
        let owner = account ?? actor.name
        let node = try simulation.outsider(of: ledger)
        func refusal(_ outcome: StepOutcome, _ reason: String?) -> StepEffect {
            if let id = step.id { simulation.transactions[id] = TransactionFacts(.rejected) }
            var effect = StepEffect(outcome: outcome, summary: "\(owner) wants out of \(rollup)", actor: actor.name)
            if let reason { effect.details.append(.remark(reason)) }
            return effect
        }
        if let missing = node.missingData {
            return refusal(StepOutcome(.unavailable, WithheldData.name), "\(missing)")
        }
        guard var (proof, _) = try simulation.accountProof(of: owner, on: ledger, in: node.state) else {
            return refusal(StepOutcome(.reject, PaymentError.unknownAccountCode.name), nil)
        }
        if let amount { proof.balance = amount.wei }
        let intent = BatchSettler.escape(proof, rollup: ledger.contract)
        let sent = try simulation.send(try simulation.signed(intent, by: actor), stepID: step.id)
        let source = ledger.committee == nil ? "L1 alone" : "what the committee has given"
        var effect = simulation.effect(
            of: sent,
            "\(owner) leaves \(rollup) with \(ExpressionValue.amount(proof.balance))",
            by: actor
        )
        effect.details.append("the account's path follows from \(source)")
        return effect
    }
}
