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
    package static let products: Set<StepProduct> = [.transaction, .demand]
    package static let ledgers: Set<RollupDesign.Ledger> = [.payments]
    package static let savableForm: String? = "a `force_exit`"

    /// Whether the bound of demands in a block counts.
    fileprivate enum Premium: String, CaseIterable, ChoiceField {
        case `true`, `false`

        var summary: String {
            switch self {
            case .true: "a million gas are burned, and the demand is not counted"
            case .false: "it is one of the ten that an L1 block takes"
            }
        }
    }

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// What is withdrawn; nil with `replay`.
    package let amount: Amount?
    /// The step whose withdrawal L1 is shown again.
    package let replay: String?
    /// Whether a million gas are burned.
    package let isPremium: Bool
    package var savedKind: SavedKind? { .withdrawal }

    /// Keys of `force_exit`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
        let amount = Field<Amount>.optional(
            "amount",
            "What is withdrawn.",
            absent: "what was withdrawn, with `replay`"
        )
        let replay = Field<String>.step(
            "replay",
            "The `force_exit` whose signed withdrawal L1 is shown again, by whoever does it.",
            making: .demand,
            absent: "a new withdrawal of the actor's",
            source: "decision 0081"
        )
        fileprivate let premium = Field<Premium>.optional(
            "premium",
            "Whether it is made beyond the bound of demands in a block.",
            absent: "`false`",
            source: "decision 0081"
        )
    }

    static let reference = VerbReference(
        """
        An account's owner signs a withdrawal and demands on L1 that it be executed; each withdrawal is a demand of its \
        own. The next batch holds it first, unless it takes nothing from L1. Without an answer within `freeze_grace` \
        anybody can freeze the ledger. `save` keeps it for `claim`; `replay` shows L1 an old one again.
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
            """,
            """
            - force_exit: {rollup: val, amount: 1 ETH, premium: true}
              by: alice
              id: first
            - force_exit: {rollup: val, replay: first}
              by: operator
              expect: {revert: REQUEST_PENDING}
            """,
        ],
        source: "decision 0077"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        self.amount = fields.read(\.amount)
        self.replay = fields.read(\.replay)
        self.isPremium = fields.read(\.premium) == .true
        fields.requireEscape(of: rollup, for: Self.name)
        fields.finish()
        if (amount == nil) == (replay == nil) {
            let message = "`force_exit` needs either `amount` or `replay`"
            step.context.report(.missingKey, message, at: node.location, help: "write `amount: 1 ETH`")
        }
        guard let rollup, amount != nil || replay != nil else { return nil }
        if let amount { LedgerAmount.payment.check(amount, on: rollup, key: \.amount, fields, step: step) }
        self.rollup = rollup
    }
}

extension ForceExit {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        let ledger = try simulation.escapable(rollup)
        let withdrawal: SignedPayment
        do throws(PaymentError) {
            withdrawal = try shown(by: actor, of: ledger)
        } catch {
            if let id = step.id { simulation.transactions[id] = TransactionFacts(.rejected) }
            let summary = "demands a withdrawal of \(rollup) on L1"
            return StepEffect(outcome: StepOutcome(.reject, error.code), summary: summary, actor: actor.name)
        }
        let wei = UInt256(withdrawal.payment.amount)
        let summary = "demands \(ExpressionValue.amount(wei)) of \(rollup) on L1" + (replay == nil ? "" : " again")
        if let id = step.id { simulation.payments[rollup]?.demands[id] = withdrawal }
        let intent = BatchSettler.requestExit(withdrawal, isPremium: isPremium, rollup: ledger.contract)
        let sent = try simulation.send(try simulation.signed(intent, by: actor), stepID: step.id)
        var effect = simulation.effect(of: sent, summary, by: actor)
        if sent.outcome == .success, let terms = ledger.sequencer.configuration.escape {
            simulation.payments[rollup]?.exits.append(
                DemandedExit(
                    withdrawal: withdrawal,
                    save: step.save,
                    requestedAt: simulation.l1.clock.now
                )
            )
            let end = simulation.elapsed &+ terms.gracePeriod
            effect.details.append("without an answer the ledger can be frozen at \(end.clockTime)")
        }
        return effect
    }

    /// The signed withdrawal: a new one of the actor's, or that of another step.
    private func shown(by actor: Actor, of ledger: PaymentsInstance) throws(PaymentError) -> SignedPayment {
        if let replay, let withdrawal = ledger.demands[replay] { return withdrawal }
        guard let wallet = ledger.wallets[actor.name] else { throw .unknownAccount(index: .max) }
        guard let amount, let wei = UInt128(exactly: amount.wei) else {
            throw .amountTooLarge(amount: .max, bitCount: Payment.amountBitCount)
        }
        return try ledger.sequencer.signedWithdrawal(of: wei, from: wallet)
    }
}
