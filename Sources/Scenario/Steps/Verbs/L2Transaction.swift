/// `l2_tx`: an actor signs a transaction for a rollup and hands it to the sequencer.
package struct L2Transaction: ReadableVerb {
    package static let name = "l2_tx"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .l2Failed]

    /// What the transaction does.
    package enum Action: Hashable, Sendable {
        /// Calls an account, with value in wei and call data.
        case call(to: AccountReference, value: Amount?, data: HexBytes?)
        /// Sends ether to L1 by the messenger; nil goes to the actor's own L1 account.
        case withdraw(Amount, to: AccountReference?)
        /// Spends about this much gas in computation.
        case burnGas(GasAmount)
        /// Files an execution request (EIP-7685) at its system contract on L2.
        case request(RequestKind)
    }

    /// Execution requests that a transaction can file.
    package enum RequestKind: String, CaseIterable, Sendable, ChoiceField {
        /// EIP-7002.
        case withdrawal
        /// EIP-7251.
        case consolidation
        static let planned = ["deposit"]
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
    }

    private static func action(_ fields: inout FieldReader) -> Action? {
        let withdrawn: Amount? = fields.optional("withdraw")
        let burnt: GasAmount? = fields.optional("burn_gas")
        let request: RequestKind? = fields.optional("request")
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
