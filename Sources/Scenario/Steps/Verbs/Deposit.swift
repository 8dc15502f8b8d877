import L1Sim
import Primitives
import RollupActors
import RollupContracts

/// `deposit`: an actor sends ether from L1 to a rollup.
package struct Deposit: ReadableVerb {
    package static let name = "deposit"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]
    package static let ledgers: Set<RollupDesign.Ledger> = [.evm, .payments]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// Ether that leaves the actor's L1 account, fee included.
    package let amount: Amount
    /// The L2 account that receives it; nil for the actor's own.
    package let recipient: AccountReference?
    /// What the relayer earns on L2, out of the amount; nil for none.
    package let fee: Amount?

    /// Keys of `deposit`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let to = Field<String>.rollup("to", "The rollup.")
        let amount = Field<Amount>.required("amount", "Ether that leaves the actor's L1 account, the fee included.")
        let recipient = Field<AccountReference>.account(
            "recipient",
            "The L2 account that receives the ether.",
            absent: "the actor's own"
        )
        let fee = Field<Amount>.optional(
            "fee",
            "What the relayer earns on L2 for the delivery, out of the amount.",
            absent: "nothing"
        )
    }

    static let reference = VerbReference(
        """
        An actor sends ether from L1 to a rollup. The rollup's contract keeps the ether and queues a message; the L2 \
        account has it once a block with the message is sealed.
        """,
        value: Fields.shape,
        examples: [
            """
            - deposit: {to: nat, amount: 3 ETH, recipient: bob, fee: 0.01 ETH}
              by: alice
            - seal: {rollup: nat}
              assert: l2(nat).balance(bob) == 2.99 ETH
            """
        ],
        source: "decision 0009"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`deposit`", context: step.context) else { return nil }
        let rollup = fields.read(\.to)
        let amount = fields.read(\.amount)
        self.recipient = fields.read(\.recipient)
        self.fee = fields.read(\.fee)
        fields.finish()
        guard let rollup, let amount else { return nil }
        self.rollup = rollup
        self.amount = amount
        guard let section = step.context.scope.rollupSections[rollup], section.design.ledger == .payments else {
            return
        }
        if fee != nil {
            let message = "`fee` means nothing to `\(rollup)`: nobody relays to a ledger of payments"
            step.context.report(.invalidValue, message, at: fields.place(of: \.fee))
        }
        if let recipient, recipient.actorName == nil {
            let message = "only actors have accounts on `\(rollup)`"
            step.context.report(.unknownActor, message, at: fields.valuePlace(of: \.recipient))
        }
        LedgerAmount.deposit.check(amount, on: rollup, key: \.amount, fields, step: step)
    }
}

extension Deposit {
    /// Gas limit of a deposit: 32 levels of the message tree, 21 new slots at most, and the event.
    private static let depositGasLimit: UInt64 = 600_000

    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        if let ledger = simulation.payments[rollup] {
            let owner = recipient?.actorName ?? actor.name
            let sent = try simulation.payIn(amount.wei, for: owner, by: actor, to: ledger, step: step)
            var effect = effect(of: sent, by: actor)
            effect.hint = LedgerAmount.deposit.refusal(of: amount.wei, on: rollup)
            return effect
        }
        let rollup = try simulation.rollup(rollup)
        let receiver = try recipient.map { (account) throws(SimulationFault) in
            try simulation.address(of: account)
        }
        let intent = TransactionIntent(
            to: rollup.bridge,
            value: amount.wei,
            data: NativeRollup.deposit(to: receiver ?? actor.address, fee: fee?.wei ?? .zero),
            gasLimit: Self.depositGasLimit
        )
        let transaction = try simulation.signed(intent, by: actor)
        let sent = try simulation.send(transaction, stepID: step.id)
        return effect(of: sent, by: actor)
    }

    private func effect(of sent: SentTransaction, by actor: Actor) -> StepEffect {
        let target = recipient.map { " for \(ExpressionValue.account($0))" } ?? ""
        return StepEffect(
            outcome: sent.outcome,
            summary: "deposits \(ExpressionValue.amount(amount.wei)) into \(rollup)\(target)",
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
    }
}
