import Primitives
import RollupActors
import TextOutput

/// `l1_tx`: an actor sends a transaction on L1: a transfer, a call with raw data, or the creation of a contract.
package struct L1Transaction: ReadableVerb {
    package static let name = "l1_tx"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// What the transaction does.
    package enum Action: Hashable, Sendable {
        /// Calls an account, with value in wei and call data.
        case call(to: AccountReference, value: Amount?, data: HexBytes?)
        /// Runs init code that may leave a contract behind.
        case create(HexBytes, value: Amount?)
    }

    /// What it does.
    package let action: Action
    /// The transaction's gas limit; nil for the one of a transfer or call of unknown code.
    package let gasLimit: GasAmount?
    /// Access list and delegations.
    package let lists: TransactionLists

    /// Keys of `l1_tx`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let to = Field<AccountReference>.account(
            "to",
            "The account that is called or paid.",
            absent: "`create` has to stand"
        )
        let value = Field<Amount>.optional("value", "Ether that the transaction sends.", absent: "none")
        let data = Field<HexBytes>.optional("data", "Call data.", absent: "none")
        let create = Field<HexBytes>.optional(
            "create",
            "Init code that may leave a contract behind. Stands alone or beside `value`.",
            absent: "no contract is created"
        )
        let gasLimit = Field<GasAmount>.optional(
            "gas_limit",
            "Gas limit of the transaction.",
            absent: "\(L1Transaction.callGasLimit.grouped), and what code and lists cost"
        )
        let accessList = TransactionLists.accessField
        let authorizations = TransactionLists.authorizationField
    }

    static let reference = VerbReference(
        """
        An actor sends a transaction on L1: a transfer, a call with raw data, or the creation of a contract. It says \
        which by `to` or `create`.
        """,
        value: Fields.shape,
        examples: [
            """
            - l1_tx: {to: bob, value: 1 ETH, data: 0x01ff, gas_limit: 100k}
              by: alice
              assert: l1.balance(bob) == 1 ETH
            - l1_tx: {create: 0x6001600c60003960016000f300}
              by: alice
            - l1_tx: {to: bob, access_list: [{account: bob, slots: [0]}], authorizations: [{authority: bob, delegate: alice}]}
              by: alice
              assert: l1.code_size(bob) == 23 B
            """
        ]
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`l1_tx`", context: step.context) else { return nil }
        let recipient = fields.read(\.to)
        let code = fields.read(\.create)
        let value = fields.read(\.value)
        let data = fields.read(\.data)
        self.gasLimit = fields.read(\.gasLimit)
        let creates = fields.has(\.create)
        self.lists = TransactionLists(
            &fields,
            access: \.accessList,
            authorizations: creates ? nil : \.authorizations
        )
        fields.finish()
        if creates {
            for other in ["to", "data"] where fields.has(other) {
                let message = "`\(other)` and `create` exclude each other"
                fields.context.report(.conflictingKeys, message, at: fields.place(of: other))
            }
            guard let code else { return nil }
            self.action = .create(code, value: value)
        } else {
            guard fields.has("to") else {
                let message = "`l1_tx` does not say what the transaction does"
                fields.context.report(.missingKey, message, at: fields.location, help: "add `to` or `create`")
                return nil
            }
            guard let recipient else { return nil }
            self.action = .call(to: recipient, value: value, data: data)
        }
    }
}

extension L1Transaction {
    /// Gas limit of a transfer or call of unknown code, unless the step gives one.
    private static let callGasLimit: UInt64 = 500_000
    /// Gas of a byte of init code: calldata with its floor, the words of EIP-3860, and 200 where it is kept.
    private static let gasPerByte: UInt64 = 241

    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        var intent: TransactionIntent
        let summary: String
        switch action {
        case .call(let to, let value, let data):
            intent = TransactionIntent(
                to: try simulation.address(of: to),
                value: value?.wei ?? .zero,
                data: data?.bytes ?? [],
                gasLimit: Self.callGasLimit
            )
            let what = value.map { "sends \(ExpressionValue.amount($0.wei)) to" } ?? "calls"
            let bytes = data.map { " with \($0.bytes.count) bytes" } ?? ""
            summary = "\(what) \(ExpressionValue.account(to)) on L1\(bytes)"
        case .create(let code, let value):
            intent = TransactionIntent(
                to: nil,
                value: value?.wei ?? .zero,
                data: code.bytes,
                gasLimit: Self.callGasLimit + Self.gasPerByte * UInt64(code.bytes.count)
            )
            summary = "creates a contract on L1 from \(code.bytes.count) bytes of init code"
        }
        intent.gasLimit = gasLimit?.units ?? intent.gasLimit + lists.gas
        try lists.apply(to: &intent, by: actor, on: .l1, in: simulation)
        return try simulation.transact(intent, by: actor, on: .l1, for: step, summary: summary)
    }
}
