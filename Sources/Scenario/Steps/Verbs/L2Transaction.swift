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
    package static let savableForm: String? = "an `l2_tx` with `withdraw`"

    /// What the transaction does.
    package enum Action: Hashable, Sendable {
        /// Calls an account, with value in wei and call data.
        case call(to: AccountReference, value: Amount?, data: HexBytes?)
        /// Sends ether to L1 by the messenger; nil goes to the actor's own L1 account.
        case withdraw(Amount, to: AccountReference?)
        /// Spends about this much gas in computation.
        case burnGas(GasAmount)
        /// Files an execution request (EIP-7685) at its system contract on L2.
        case request(SystemRequest.Kind)
    }

    /// The rollup.
    package let rollup: String
    /// What it does.
    package let action: Action
    /// The transaction's gas limit; nil lets the actor choose.
    package let gasLimit: GasAmount?

    /// A withdrawal can be claimed later.
    package var savedKind: SavedKind? { if case .withdraw = action { .withdrawal } else { nil } }

    init?(_ node: DocumentNode, step: inout FieldReader) {
        guard var fields = FieldReader(node, owner: "`l2_tx`", context: step.context) else { return nil }
        let rollup = fields.rollup("rollup")
        let action = Self.action(&fields)
        self.gasLimit = fields.optional("gas_limit")
        fields.finish()
        guard let rollup, let action else { return nil }
        self.rollup = rollup
        self.action = action
        guard let section = step.context.scope.rollupSections[rollup] else { return }
        let most = TransactionGasLimit.most(on: section)
        if let gasLimit {
            TransactionGasLimit.check(gasLimit.units, key: "gas_limit", most: most, fields, step: step)
        } else if case .burnGas(let gas) = action {
            let limit = GasBurner.intent(gas: gas.units).gasLimit
            TransactionGasLimit.check(limit, key: "burn_gas", most: most, fields, step: step)
        }
    }

    private static func action(_ fields: inout FieldReader) -> Action? {
        let withdrawn: Amount? = fields.optional("withdraw")
        let burnt: GasAmount? = fields.optional("burn_gas")
        let request: SystemRequest.Kind? = fields.optional("request")
        let recipient = fields.account("to")
        let value: Amount? = fields.optional("value")
        let data: HexBytes? = fields.optional("data")

        let kinds = ["withdraw", "burn_gas", "request"].filter(fields.has)
        let companions: Set<String> = kinds.first == "withdraw" ? ["to"] : []
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
        default:
            guard fields.has("to") else {
                let help = "add `to`, `withdraw`, `burn_gas` or `request`"
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

    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        var intent = try intent(of: actor, in: simulation)
        if let gasLimit { intent.gasLimit = gasLimit.units }
        let outcome = try simulation.submit(intent, by: actor, to: rollup, for: step)
        return StepEffect(outcome: outcome, summary: summary(actor: actor), actor: actor.name)
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
        case .request(let kind):
            return try SystemRequest(kind).intent(from: actor, on: simulation.rollup(rollup).sequencer.chain)
        }
    }
}

extension SystemRequest.Kind: ChoiceField {
    static let planned = ["deposit"]
}
