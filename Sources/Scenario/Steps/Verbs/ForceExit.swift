import EVM
import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts

/// `force_exit`: the owner of an account demands a withdrawal on L1.
package struct ForceExit: ReadableVerb {
    package static let name = "force_exit"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]
    package static let ledgers: Set<RollupDesign.Ledger> = [.payments]
    package static let savableForm: String? = "a `force_exit`"

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// What is withdrawn.
    package let amount: Amount
    package var savedKind: SavedKind? { .withdrawal }

    /// Keys of `force_exit`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
        let amount = Field<Amount>.required("amount", "What is withdrawn.")
    }

    static let reference = VerbReference(
        """
        The owner of an account signs a withdrawal and demands on L1 that it be executed. `seal` puts it into the next \
        batch, before all other payments, unless it takes nothing from L1 (`include_l1_messages: none`). If nobody \
        answers within `freeze_grace`, anybody can freeze the ledger. `save` keeps the withdrawal for `claim`.
        """,
        value: Fields.shape,
        examples: [
            """
            - force_exit: {rollup: val, amount: 1 ETH}
              by: alice
              save: w
            - seal: {rollup: val}
              id: b1
            - advance: {rollup: val, block: b1}
              by: operator
            - answer_exit: {rollup: val, account: alice}
              by: operator
            - claim: {rollup: val, withdrawal: w}
              by: alice
              assert: l1.balance(val) == 9 ETH
            """
        ],
        source: "decision 0077"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        let amount = fields.read(\.amount)
        fields.requireEscape(of: rollup, for: Self.name)
        fields.finish()
        guard let rollup, let amount else { return nil }
        LedgerAmount.payment.check(amount, on: rollup, key: \.amount, fields, step: step)
        self.rollup = rollup
        self.amount = amount
    }
}

extension ForceExit {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        let ledger = try simulation.escapable(rollup)
        guard let wallet = ledger.wallets[actor.name] else { throw .unknownName(actor.name) }
        let summary = "demands \(ExpressionValue.amount(amount.wei)) of \(rollup) on L1"
        let withdrawal: SignedPayment
        do throws(PaymentError) {
            guard let wei = UInt128(exactly: amount.wei) else {
                throw .amountTooLarge(amount: .max, bitCount: Payment.amountBitCount)
            }
            withdrawal = try ledger.sequencer.signedWithdrawal(of: wei, from: wallet)
        } catch {
            if let id = step.id { simulation.transactions[id] = TransactionFacts(.rejected) }
            return StepEffect(outcome: StepOutcome(.reject, error.code), summary: summary, actor: actor.name)
        }
        let intent = BatchSettler.requestExit(withdrawal, rollup: ledger.contract)
        let sent = try simulation.send(try simulation.signed(intent, by: actor), stepID: step.id)
        var effect = simulation.effect(of: sent, summary, by: actor)
        if sent.outcome == .success, let terms = ledger.sequencer.configuration.escape {
            simulation.payments[rollup]?.exits.append(
                DemandedExit(
                    account: withdrawal.payment.from,
                    nonce: withdrawal.nonce,
                    save: step.save,
                    requestedAt: simulation.l1.clock.now
                )
            )
            let end = simulation.elapsed &+ terms.gracePeriod
            effect.details.append("without an answer the ledger can be frozen at \(end.clockTime)")
        }
        return effect
    }
}
