import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import TextOutput

/// `claim`: an actor claims a withdrawal on L1 with a proof against a settled state root.
///
/// The rollup need not be the one that the withdrawal comes from: whoever claims elsewhere has only the proof of the
/// chain that holds the message, and the contract has to refuse it.
package struct Claim: ReadableVerb {
    package static let name = "claim"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let codes: [OutcomeLayer: [FailureCode]] = [
        .reject: [
            FailureCode(
                SavedWithdrawal.notSealed,
                "No L2 block holds the withdrawal yet, so that there is nothing to prove."
            )
        ]
    ]
    package static let products: Set<StepProduct> = [.transaction]
    package static let ledgers: Set<RollupDesign.Ledger> = [.evm, .payments]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// The name under which the withdrawal was saved.
    package let withdrawal: String
    /// The `seal` step whose block's state holds the proof; nil for the newest that is settled.
    package let provenBlock: String?
    /// Gas limit of the L1 transaction; nil lets the actor choose.
    package let gasLimit: GasAmount?

    /// Keys of `claim`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup that the withdrawal leaves.")
        let withdrawal = Field<String>.saved(
            "withdrawal",
            "The withdrawal, by the name it was saved under.",
            .withdrawal
        )
        let block = Field<String>.step(
            "block",
            "The step that sealed the block in whose state the withdrawal is proven. For rollups on the EVM.",
            making: .block,
            absent: "the newest that is settled"
        )
        let gas = Field<GasAmount>.optional(
            "gas",
            "Gas limit of the L1 transaction. A claimer who gives too little cannot starve the receiver: the claim fails.",
            absent: "what two proofs and a delivery need",
            source: "decision 0072"
        )
    }

    static let reference = VerbReference(
        """
        An actor claims a withdrawal on L1 with a proof against what is settled. It succeeds once its block or batch \
        is, and only once; on an optimistic rollup after the window, where the step first makes the block final if \
        nobody has. Anybody may claim; the ether goes to the withdrawal's receiver.
        """,
        value: Fields.shape,
        examples: [
            """
            - l2_tx: {rollup: nat, withdraw: 0.5 ETH}
              by: alice
              save: w
            - seal: {rollup: nat}
              id: b1
            - advance: {rollup: nat, block: b1}
            - claim: {rollup: nat, withdrawal: w, gas: 100k}
              by: bob
              expect: {reject: InsufficientFunds}
            - claim: {rollup: nat, withdrawal: w, block: b1}
              by: alice
              assert: l1.balance(alice) == 100.5 ETH ± gas
            """
        ],
        source: "decision 0009"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`claim`", context: step.context) else { return nil }
        let rollup = fields.read(\.rollup)
        let withdrawal = fields.read(\.withdrawal)
        let block = fields.read(\.block)
        let gasLimit = fields.read(\.gas)
        fields.finish()
        guard let rollup, let withdrawal else { return nil }
        if step.context.scope.rollupSections[rollup]?.portal != nil {
            step.context.report(
                .wrongStepKind,
                "`\(rollup)` has a portal, which lets withdrawals out in two steps",
                at: fields.place(of: \.rollup),
                help: "prove the withdrawal, wait, and finalize it"
            )
        }
        self.rollup = rollup
        self.withdrawal = withdrawal
        self.provenBlock = block
        self.gasLimit = gasLimit
        guard step.context.scope.rollupSections[rollup]?.design.ledger == .payments else { return }
        for key in ["block", "gas"] where fields.has(key) {
            let message = "`\(key)` means nothing to `\(rollup)`, a ledger of payments"
            step.context.report(.invalidValue, message, at: fields.place(of: key))
        }
    }
}

extension Claim {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        guard let saved = simulation.withdrawals[withdrawal] else {
            return StepEffect(
                outcome: StepOutcome(.reject, SavedWithdrawal.notSealed),
                summary: "claims \(withdrawal) from \(rollup)",
                actor: actor.name
            )
        }
        guard case .message(let message) = saved.content else {
            return try claim(saved, by: actor, step, in: &simulation)
        }
        let rollup = try simulation.rollup(rollup)
        let home = try simulation.rollup(saved.rollup)
        // Of the heights that the contract knows a root for, if any, the newest that holds the message.
        let finalized = try simulation.finalize(saved.blockNumber, of: rollup, by: actor)
        let claimable: UInt64
        do {
            claimable = try rollup.claimableNumber(on: simulation.l1)
        } catch {
            throw .l1(error)
        }
        let settled = min(home.follower.chain.head.number, claimable)
        let wanted: UInt64
        if let provenBlock {
            guard let block = home.sealedBlocks[provenBlock] else {
                throw .setup("`\(provenBlock)` has sealed no block of `\(home.name)`")
            }
            wanted = block.block.header.number
        } else {
            wanted = max(saved.blockNumber, settled)
        }
        // Before settlement the claimer can only prove against the sequencer's word, which L1 does not know.
        let isSettled = wanted <= settled
        var intent: TransactionIntent
        if let proof = saved.forgedProof {
            let data = NativeRollup.claimL2Message(
                message,
                l2BlockNumber: saved.blockNumber,
                proof: proof,
                feeRecipient: actor.address
            )
            intent = TransactionIntent(to: rollup.contract, data: data, gasLimit: WithdrawalClaimer.claimGasLimit)
        } else {
            do {
                intent = try WithdrawalClaimer.claim(
                    message,
                    provenAt: wanted,
                    of: isSettled ? home.follower.chain : home.sequencer.chain,
                    rollup: rollup.contract,
                    feeRecipient: actor.address
                )
            } catch {
                throw .actor(error)
            }
        }
        if let gasLimit { intent.gasLimit = gasLimit.units }
        let transaction = try simulation.signed(intent, by: actor)
        let sent = try simulation.send(transaction, stepID: step.id)
        if let record = sent.record, record.succeeded { simulation.keep(.payout(withdrawal: withdrawal), of: record) }
        let origin = saved.rollup == rollup.name ? "" : ", where it does not come from: \(saved.rollup) sent it"
        var effect = StepEffect(
            outcome: sent.outcome,
            summary:
                "claims \(withdrawal), \(ExpressionValue.amount(message.value)), from \(rollup.name)\(origin)",
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
        if let finalized {
            let gas = finalized.sent.record?.gasUsed ?? 0
            effect.gasUsed = (effect.gasUsed ?? 0) &+ gas
            effect.details.append(
                finalized.sent.outcome == .success
                    ? "first makes the blocks up to \(finalized.number) final, for \(gas.grouped) gas"
                    : "first fails to make block \(finalized.number) final: \(finalized.sent.outcome)"
            )
        }
        return effect
    }

    /// Claims a withdrawal of a ledger of payments by its path.
    private func claim(
        _ saved: SavedWithdrawal,
        by actor: Actor,
        _ step: Step,
        in simulation: inout Simulation
    ) throws(SimulationFault) -> StepEffect {
        guard let ledger = simulation.payments[rollup], case .payment(let payment, let tree) = saved.content else {
            throw .setup("`\(withdrawal)` is of another kind of L2 than `\(rollup)`")
        }
        let intent = BatchSettler.claim(payment, of: saved.blockNumber, in: tree, rollup: ledger.contract)
        let sent = try simulation.send(try simulation.signed(intent, by: actor), stepID: step.id)
        if let record = sent.record, record.succeeded { simulation.keep(.payout(withdrawal: withdrawal), of: record) }
        return StepEffect(
            outcome: sent.outcome,
            summary: "claims \(withdrawal), \(ExpressionValue.amount(UInt256(payment.amount))), from \(rollup)",
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
    }
}
