import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts
import TextOutput

/// `l2_tx`: an actor signs a transaction for a rollup and hands it to the sequencer.
package struct L2Transaction: ReadableVerb {
    package static let name = "l2_tx"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .l2Failed]
    package static let products: Set<StepProduct> = [.transaction]
    package static let ledgers: Set<RollupDesign.Ledger> = [.evm, .payments]
    package static let savableForm: String? = "an `l2_tx` with `withdraw`"
    package static let codes: [OutcomeLayer: [FailureCode]] = [
        .reject: [PaymentError.unknownAccountCode, PaymentError.amountTooLargeCode, PaymentError.otherCode]
    ]

    /// What the transaction does.
    package enum Action: Hashable, Sendable {
        /// Calls an account, with value in wei and call data.
        case call(to: AccountReference, value: Amount?, data: HexBytes?)
        /// Sends ether to L1 by the messenger; nil goes to the actor's own L1 account.
        case withdraw(Amount, to: AccountReference?)
        /// Spends about this much gas in computation.
        case burnGas(GasAmount)
        /// Runs init code that may leave a contract behind.
        case create(HexBytes, value: Amount?)
        /// Files an execution request (EIP-7685) at its system contract on L2.
        case request(SystemRequest.Kind)
    }

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// What it does.
    package let action: Action
    /// The transaction's gas limit; nil lets the actor choose.
    package let gasLimit: GasAmount?
    /// Access list and delegations.
    package let lists: TransactionLists

    /// A withdrawal can be claimed later.
    package var savedKind: SavedKind? { if case .withdraw = action { .withdrawal } else { nil } }

    /// Keys of `l2_tx`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
        let to = Field<AccountReference>.account(
            "to",
            "The account that is called or paid; beside `withdraw`, the L1 account that is to receive the ether.",
            absent: "one of the other four has to stand; beside `withdraw`, the actor's own account"
        )
        let value = Field<Amount>.optional("value", "Ether that the transaction sends.", absent: "none")
        let data = Field<HexBytes>.optional("data", "Call data.", absent: "none")
        let withdraw = Field<Amount>.optional(
            "withdraw",
            "Ether that is sent to L1, to be claimed there. Stands alone or beside `to`.",
            absent: "no withdrawal",
            source: "decision 0009"
        )
        let burnGas = Field<GasAmount>.optional(
            "burn_gas",
            "About this much gas is spent in computation, for load. Stands alone.",
            absent: "no load"
        )
        let request = Field<SystemRequest.Kind>.optional(
            "request",
            "An execution request is filed at its system contract on L2. Stands alone.",
            absent: "no request",
            source: "EIP-7685"
        )
        let create = Field<HexBytes>.optional(
            "create",
            "Init code that may leave a contract behind. Stands alone or beside `value`.",
            absent: "no contract is created"
        )
        let accessList = TransactionLists.accessField
        let authorizations = TransactionLists.authorizationField
        let gasLimit = Field<GasAmount>.optional(
            "gas_limit",
            "Gas limit of the transaction.",
            absent: "enough for what the transaction does; \(L2Transaction.callGasLimit.grouped) for a call"
        )
    }

    static let reference = VerbReference(
        """
        An actor signs a transaction for a rollup and hands it to the sequencer, who puts it into the next sealed block. \
        It says what it does by one of `to`, `withdraw`, `burn_gas`, `request` and `create`. Whether it fails on L2 is known, and \
        compared with `expect`, when a block holds it.
        """,
        value: Fields.shape,
        examples: [
            """
            - l2_tx: {rollup: nat, to: bob, value: 1 ETH, data: 0x01ff, gas_limit: 100k}
              by: alice
              id: payment
            - l2_tx: {rollup: nat, burn_gas: 2M}
              by: alice
            - l2_tx: {rollup: nat, request: withdrawal}
              by: alice
            - l2_tx: {rollup: nat, withdraw: 0.5 ETH, to: bob}
              by: alice
              save: w
            - seal: {rollup: nat}
              assert: tx(payment).status == success
            """,
            """
            - l2_tx: {rollup: nat, create: 0x6001600c60003960016000f300}
              by: alice
            - l2_tx:
                rollup: nat
                to: bob
                authorizations: [{authority: bob, delegate: alice, nonce: 0, chain_id: 0}]
                access_list: [{account: bob, slots: [0, 0x0f]}]
              by: alice
            - seal: {rollup: nat}
              assert: l2(nat).code_size(bob) == 23 B
            """,
        ]
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`l2_tx`", context: step.context) else { return nil }
        let rollup = fields.read(\.rollup)
        let action = Self.action(&fields)
        self.gasLimit = fields.read(\.gasLimit)
        self.lists = TransactionLists(
            &fields,
            access: \.accessList,
            authorizations: fields.has(\.create) || fields.has(\.burnGas) ? nil : \.authorizations
        )
        fields.finish()
        guard let rollup, let action else { return nil }
        self.rollup = rollup
        self.action = action
        guard let section = step.context.scope.rollupSections[rollup] else { return }
        guard section.design.ledger == .evm else {
            checkPayment(fields, step)
            return
        }
        let most = TransactionGasLimit.most(on: section)
        if let gasLimit {
            TransactionGasLimit.check(gasLimit.units, key: \.gasLimit, most: most, fields, step: step)
        } else if case .burnGas(let gas) = action {
            let limit = GasBurner.intent(gas: gas.units).gasLimit
            TransactionGasLimit.check(limit, key: \.burnGas, most: most, fields, step: step)
        }
    }

    /// Reports what a ledger of payments does not know: it moves ether between actors, and to the sender's L1 account.
    private func checkPayment(_ fields: FieldReader<Fields>, _ step: FieldReader<Step.Fields>) {
        for key in ["data", "burn_gas", "request", "create", "access_list", "authorizations", "gas_limit"]
        where fields.has(key) {
            let message = "`\(key)` means nothing to `\(rollup)`, which is a ledger of payments"
            step.context.report(.invalidValue, message, at: fields.place(of: key))
        }
        switch action {
        case .call(let to, let value, _):
            if let value { LedgerAmount.payment.check(value, on: rollup, key: \.value, fields, step: step) }
            if to.actorName == nil {
                let message = "only actors have accounts on `\(rollup)`"
                step.context.report(.unknownActor, message, at: fields.valuePlace(of: \.to))
            }
            if value == nil {
                let help = "add `value`"
                step.context.report(.missingKey, "a payment has an amount", at: fields.location, help: help)
            }
        case .withdraw(let amount, let to):
            LedgerAmount.payment.check(amount, on: rollup, key: \.withdraw, fields, step: step)
            guard let to else { return }
            let sender = step.text(of: "by") ?? step.context.defaults.actor
            guard to.actorName == nil || to.actorName != sender else { return }
            let message = "a ledger of payments pays withdrawals to whom the account is of"
            step.context.report(.invalidValue, message, at: fields.valuePlace(of: \.to))
        case .burnGas, .create, .request: break
        }
    }

    private static func action(_ fields: inout FieldReader<Fields>) -> Action? {
        let withdrawn = fields.read(\.withdraw)
        let burnt = fields.read(\.burnGas)
        let request = fields.read(\.request)
        let code = fields.read(\.create)
        let recipient = fields.read(\.to)
        let value = fields.read(\.value)
        let data = fields.read(\.data)

        let kinds = ["withdraw", "burn_gas", "request", "create"].filter { fields.has($0) }
        let companions: Set<String> =
            switch kinds.first {
            case "withdraw": ["to"]
            case "create": ["value"]
            default: []
            }
        if let kind = kinds.first {
            let others =
                kinds.dropFirst() + ["to", "value", "data"].filter { fields.has($0) && !companions.contains($0) }
            for other in others {
                let message = "`\(other)` and `\(kind)` exclude each other"
                fields.context.report(
                    .conflictingKeys,
                    message,
                    at: fields.place(of: other),
                    help: "make two steps of it"
                )
            }
            guard others.isEmpty else { return nil }
        }
        switch kinds.first {
        case "withdraw": return withdrawn.map { .withdraw($0, to: recipient) }
        case "burn_gas": return burnt.map { .burnGas($0) }
        case "request": return request.map { .request($0) }
        case "create": return code.map { .create($0, value: value) }
        default:
            guard fields.has("to") else {
                let help = "add `to`, `withdraw`, `burn_gas`, `request` or `create`"
                let message = "`l2_tx` does not say what the transaction does"
                fields.context.report(.missingKey, message, at: fields.location, help: help)
                return nil
            }
            return recipient.map { .call(to: $0, value: value, data: data) }
        }
    }
}

extension L2Transaction {
    /// Gas limit of a transfer or call of unknown code, unless the step gives one.
    private static let callGasLimit: UInt64 = 500_000
    /// Gas of a byte of init code: calldata with its floor, the words of EIP-3860, and 200 where it is kept.
    private static let gasPerByte: UInt64 = 241

    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        if simulation.payments[rollup] != nil { return try pay(step, by: actor, in: &simulation) }
        var intent = try intent(of: actor, in: simulation)
        intent.gasLimit = gasLimit?.units ?? intent.gasLimit + lists.gas
        try lists.apply(to: &intent, by: actor, on: .l2(rollup), in: simulation)
        let outcome = try simulation.submit(intent, by: actor, to: rollup, for: step)
        return StepEffect(outcome: outcome, summary: summary(actor: actor), actor: actor.name)
    }

    /// A payment on a ledger of payments.
    private func pay(_ step: Step, by actor: Actor, in simulation: inout Simulation) throws(SimulationFault)
        -> StepEffect
    {
        let payment: (wei: UInt256, recipient: String?)
        switch action {
        case .call(let to, let value?, _): payment = (value.wei, to.actorName)
        case .withdraw(let amount, _): payment = (amount.wei, nil)
        case .call, .burnGas, .create, .request: throw .setup("`\(rollup)` is a ledger of payments")
        }
        let (wei, recipient) = payment
        let outcome = try simulation.pay(wei, to: recipient, by: actor.name, on: rollup, for: step)
        let hint = LedgerAmount.payment.refusal(of: wei, on: rollup)
        return StepEffect(outcome: outcome, summary: summary(actor: actor), actor: actor.name, hint: hint)
    }

    /// A transaction fails on L2 only in a block, so that one which was taken is judged when a block holds it.
    package func mismatch(between expectation: ExpectedOutcome, and outcome: StepOutcome) -> String? {
        outcome == .success ? nil : expectation.mismatch(with: outcome)
    }

    private func summary(actor: Actor) -> String {
        switch action {
        case .call(let to, let value, let data):
            let what = value.map { "sends \(ExpressionValue.amount($0.wei)) to" } ?? "calls"
            let bytes = data.map { " with \($0.bytes.count.counted("byte"))" } ?? ""
            return "\(what) \(ExpressionValue.account(to)) on \(rollup)\(bytes)"
        case .withdraw(let amount, let to):
            let target = to.map { "\(ExpressionValue.account($0))" } ?? actor.name
            return "withdraws \(ExpressionValue.amount(amount.wei)) from \(rollup) to \(target)"
        case .burnGas(let gas):
            return "burns \(gas.units.grouped) gas on \(rollup)"
        case .create(let code, _):
            return "creates a contract on \(rollup) from \(code.bytes.count) bytes of init code"
        case .request(let kind):
            return "files a \(kind.rawValue) request on \(rollup)"
        }
    }

    private func intent(of actor: Actor, in simulation: Simulation) throws(SimulationFault) -> TransactionIntent {
        switch action {
        case .call(let to, let value, let data):
            return TransactionIntent(
                to: try simulation.address(of: to),
                value: value?.wei ?? .zero,
                data: data?.bytes ?? [],
                gasLimit: Self.callGasLimit
            )
        case .withdraw(let amount, let to):
            let receiver = try to.map { (account) throws(SimulationFault) in try simulation.address(of: account) }
            return TransactionIntent(
                to: L2Messenger.address,
                value: amount.wei,
                data: L2Messenger.withdraw(to: receiver ?? actor.address, fee: .zero),
                gasLimit: Self.callGasLimit
            )
        case .burnGas(let gas):
            return GasBurner.intent(gas: gas.units)
        case .create(let code, let value):
            return TransactionIntent(
                to: nil,
                value: value?.wei ?? .zero,
                data: code.bytes,
                gasLimit: Self.callGasLimit + Self.gasPerByte * UInt64(code.bytes.count)
            )
        case .request(let kind):
            return try SystemRequest(kind).intent(from: actor, on: simulation.rollup(rollup).sequencer.chain)
        }
    }
}

extension SystemRequest.Kind: ChoiceField {
    static let planned = ["deposit"]

    var summary: String {
        switch self {
        case .withdrawal: "a validator's withdrawal (EIP-7002)"
        case .consolidation: "a consolidation of two validators (EIP-7251)"
        }
    }
}
