import EVM
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition

/// `force_include`: somebody shows L1 a signed transaction of an L2, which a block must begin with from a time on.
package struct ForceInclude: ReadableVerb {
    package static let name = "force_include"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]
    package static let savableForm: String? = "a `force_include` with `withdraw`"

    package static func fits(_ design: RollupDesign) -> Bool { design.executionMode != nil }

    /// What the transaction does.
    enum Action: Hashable, Sendable {
        /// Pays an account, in wei.
        case transfer(to: AccountReference, value: Amount?)
        /// Sends ether to L1 by the messenger; nil goes to the signer's own L1 account.
        case withdraw(Amount, to: AccountReference?)
    }

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// What it does.
    let action: Action
    /// The transaction's nonce; nil for the signer's next one, as L1 has settled it.
    let nonce: UInt64?
    /// Greatest price per unit of gas; nil lets the signer choose.
    let maxFee: Amount?
    /// The chain that it is signed for; nil for the rollup's own.
    let chainID: UInt64?
    /// The actor who pays L1; nil for the signer.
    let paidBy: String?

    /// A withdrawal can be claimed later.
    package var savedKind: SavedKind? { if case .withdraw = action { .withdrawal } else { nil } }

    /// Keys of `force_include`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup; it has an inbox.")
        let to = Field<AccountReference>.account(
            "to",
            "The account that is paid; beside `withdraw`, the L1 account that is to receive the ether.",
            absent: "`withdraw` has to stand, which pays the signer's own account"
        )
        let value = Field<Amount>.optional("value", "Ether that is paid.", absent: "none")
        let withdraw = Field<Amount>.optional(
            "withdraw",
            "Ether that is sent to L1, to be claimed there. Stands alone or beside `to`.",
            absent: "no withdrawal"
        )
        let nonce = Field<UInt64>.optional(
            "nonce",
            "Nonce of the transaction.",
            absent: "that of the account in the settled state"
        )
        let maxFee = Field<Amount>.optional(
            "max_fee",
            "Greatest price per unit of gas on L2. Once blocks are priced above it the transaction falls out.",
            absent: "twice the settled block's price, and the tip"
        )
        let chainID = Field<UInt64>.optional(
            "chain_id",
            "The chain that the transaction is signed for.",
            absent: "the rollup's own",
            source: "EIP-155"
        )
        let paidBy = Field<String>.actor(
            "paid_by",
            "The actor who sends it to L1, and pays there. The signer needs no ether on L1.",
            absent: "the signer"
        )
    }

    static let reference = VerbReference(
        """
        An actor signs a transaction of the L2, and it is shown to L1, past the sequencer. A block of `inbox_delay` later, \
        or after, must begin with the oldest that waits; an honest `seal` begins the next with it. What can be forced is \
        a transfer that runs no code, or a withdrawal: one of each account.
        """,
        value: Fields.shape,
        examples: [
            """
            - force_include: {rollup: inbox, to: bob, value: 1 ETH, nonce: 0, max_fee: 5 gwei}
              by: alice
            - force_include: {rollup: inbox, to: bob}
              by: alice
              expect: {revert: already waiting}
            - seal: {rollup: inbox, include_forced: none}
              id: censoring
            - seal: {rollup: inbox}
              id: b2
              assert: l2(inbox).balance(bob) == 1 ETH
            """,
            """
            - force_include: {rollup: inbox, withdraw: 1 ETH, to: bob, paid_by: operator}
              by: alice
              save: w
            - force_include: {rollup: inbox, to: bob, chain_id: 1, paid_by: operator}
              by: bob
              expect: {revert: any}
            - seal: {rollup: inbox}
              id: b1
            - advance: {rollup: inbox, block: b1}
              assert: events(inbox, "ForcedIncluded").count == 1
            - claim: {rollup: inbox, withdrawal: w}
              by: alice
            """,
        ],
        source: "decision 0083"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        let action = Self.action(&fields)
        self.nonce = fields.read(\.nonce)
        self.maxFee = fields.read(\.maxFee)
        self.chainID = fields.read(\.chainID)
        self.paidBy = fields.read(\.paidBy)
        fields.finish()
        fields.requireInbox(of: rollup, for: Self.name)
        guard let rollup, let action else { return nil }
        self.rollup = rollup
        self.action = action
    }

    private static func action(_ fields: inout FieldReader<Fields>) -> Action? {
        let withdrawn = fields.read(\.withdraw)
        let recipient = fields.read(\.to)
        let value = fields.read(\.value)
        if fields.has(\.withdraw) {
            if fields.has(\.value) {
                let message = "`value` and `withdraw` exclude each other"
                fields.context.report(
                    .conflictingKeys,
                    message,
                    at: fields.place(of: "value"),
                    help: "make two steps of it"
                )
            }
            return withdrawn.map { .withdraw($0, to: recipient) }
        }
        guard fields.has(\.to) else {
            let message = "`\(name)` does not say what the transaction does"
            fields.context.report(.missingKey, message, at: fields.location, help: "add `to` or `withdraw`")
            return nil
        }
        return recipient.map { .transfer(to: $0, value: value) }
    }
}

extension ForceInclude {
    /// Gas limit of a withdrawal.
    private static let messageGas: UInt64 = 200_000

    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let signer = try simulation.actor(step.actor ?? "")
        let payer = try paidBy.map { (name) throws(SimulationFault) in try simulation.actor(name) } ?? signer
        let rollup = try simulation.rollup(rollup)
        let settled = rollup.follower.chain
        let transaction = try signed(by: signer, upon: settled, of: rollup, in: simulation)
        let intent: TransactionIntent
        do throws(ActorError) {
            intent = try ForcedTransaction.force(
                transaction,
                signedBy: signer.address,
                upon: settled,
                rollup: rollup.contract
            )
        } catch {
            throw .actor(error)
        }
        let sent = try simulation.send(try simulation.signed(intent, by: payer), stepID: step.id)
        var effect = StepEffect(
            outcome: sent.outcome,
            summary: summary(signer),
            actor: payer.name,
            gasUsed: sent.record?.gasUsed
        )
        if sent.outcome == .success, let delay = rollup.configuration.inboxDelay {
            simulation.rollups[self.rollup]?.submissions[transaction.hash] = L2Submission(
                forcedBy: step,
                at: simulation.l1.clock.now
            )
            let due = simulation.elapsed &+ delay
            effect.details.append("blocks of \(due.clockTime) or later must begin with it")
        }
        return effect
    }

    private func signed(
        by signer: Actor,
        upon settled: L2Chain,
        of rollup: RollupInstance,
        in simulation: Simulation
    ) throws(SimulationFault) -> Transaction {
        let next: UInt64
        do throws(ActorError) {
            if let nonce { next = nonce } else { next = try settled.nonce(of: signer.address) }
        } catch {
            throw .actor(error)
        }
        let target: Address
        let value: UInt256
        var data: [UInt8] = []
        var gasLimit = ForcedInclusionRollup.transferGas
        switch action {
        case .transfer(let to, let amount):
            target = try simulation.address(of: to)
            value = amount?.wei ?? .zero
        case .withdraw(let amount, let to):
            let receiver = try to.map { (account) throws(SimulationFault) in try simulation.address(of: account) }
            target = L2Messenger.address
            value = amount.wei
            data = L2Messenger.withdraw(to: receiver ?? signer.address, fee: .zero)
            gasLimit = Self.messageGas
        }
        let price = maxFee?.wei ?? FeePolicy.maxFeePerGas(baseFee: settled.head.baseFeePerGas)
        return signer.signed(
            .dynamicFee(
                chainId: chainID ?? rollup.configuration.chainId,
                nonce: next,
                maxPriorityFeePerGas: min(FeePolicy.maxPriorityFeePerGas, price),
                maxFeePerGas: price,
                gasLimit: gasLimit,
                to: target,
                value: value,
                data: data
            )
        )
    }

    private func summary(_ signer: Actor) -> String {
        switch action {
        case .transfer(let to, let value):
            let amount = ExpressionValue.amount(value?.wei ?? .zero)
            return "forces a transfer of \(amount) by \(signer.name) to \(ExpressionValue.account(to)) on \(rollup)"
        case .withdraw(let amount, _):
            return "forces a withdrawal of \(ExpressionValue.amount(amount.wei)) by \(signer.name) from \(rollup)"
        }
    }
}

extension FieldReader {
    /// Reports a rollup without an inbox, to which a verb or a key means nothing.
    func requireInbox(of rollup: String?, for verb: String) {
        guard let rollup, let section = context.scope.rollupSections[rollup], section.inboxDelay == nil else { return }
        context.report(
            .wrongStepKind,
            "`\(verb)` needs an inbox, and `\(rollup)` has none",
            at: place(of: "rollup"),
            help: "give the rollup the key `inbox_delay`"
        )
    }
}
