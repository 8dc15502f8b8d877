package import ContractABI
import Primitives
import RollupActors
import RollupContracts
import TextOutput

/// `send_message`: an actor sends a message with data from L1 to a rollup, or from a rollup to L1.
///
/// A rollup's next block delivers a message from L1; one to L1 is kept under `save` and delivered by a claim with a
/// proof, as a withdrawal is (docs/decisions/0009-message-contracts.md).
package struct SendMessage: ReadableVerb {
    package static let name = "send_message"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock, .l2Failed]
    package static let products: Set<StepProduct> = [.transaction]
    package static let savableForm: String? = "a `send_message` to l1"

    /// The rollup at one end.
    package let rollup: String
    package var subject: String? { rollup }
    /// The chain that it is sent on.
    package let origin: ChainReference
    /// Who receives it on the other chain.
    package let receiver: AccountReference
    /// What the receiver is called with.
    package let content: Content
    /// Wei that the receiver gets; nil for none.
    package let value: Amount?
    /// Wei that whoever delivers it earns; nil for none.
    package let fee: Amount?
    /// The transaction's gas limit; nil for one that suffices.
    package let gasLimit: GasAmount?

    /// What the receiver of a message is called with.
    package enum Content: Hashable, Sendable {
        /// These bytes.
        case data([UInt8])
        /// A call of a function.
        case call(ContractFunction, [ContractArgument])
    }

    /// A message to L1 can be claimed later.
    package var savedKind: SavedKind? { origin == .l1 ? nil : .withdrawal }

    /// Keys of `send_message`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let from = Field<ChainReference>.end("from", "The chain on which it is sent; one end is `l1`.")
        let to = Field<ChainReference>.end("to", "The chain on which it is delivered; the other end.")
        let receiver = Field<AccountReference>.account(
            "receiver",
            "The account that is called when it is delivered.",
            absent: nil
        )
        let data = Field<HexBytes>.optional(
            "data",
            "What the receiver is called with.",
            absent: "nothing, or the call of `function`",
            range: "at most \(RollupMessage.maxDataByteCount.grouped) bytes"
        )
        let function = Field<DocumentNode>.node(
            "function",
            "The function of a deployed receiver that is called, in the place of `data`.",
            String.shape,
            absent: "`data`"
        )
        let arguments = Field<DocumentNode>.arguments(of: "the function")
        let value = Field<Amount>.optional("value", "Ether that the receiver gets.", absent: "none")
        let fee = Field<Amount>.optional("fee", "Ether that whoever delivers it earns.", absent: "none")
        let gasLimit = Field<GasAmount>.optional(
            "gas_limit",
            "Gas limit of the transaction that sends it.",
            absent: "\(SendMessage.baseGas.grouped), and what the data costs"
        )
    }

    static let reference = VerbReference(
        """
        An actor sends a message with data from L1 to a rollup, or from a rollup to L1. A rollup's next block delivers a \
        message from L1; one to L1 is kept under `save`, and delivered by a claim with a proof, as a withdrawal is.
        """,
        value: Fields.shape,
        examples: [
            """
            - send_message: {from: l1, to: nat, receiver: bob, data: 0x01ff, value: 1 ETH, fee: 0.01 ETH, gas_limit: 700k}
              by: alice
            - send_message: {to: nat, receiver: bob}
              by: alice
            - seal: {rollup: nat}
              assert: l2(nat).balance(bob) == 1 ETH
            """,
            """
            - deploy: {contract: token, on: nat, args: [Euro, EUR, 18, 5 ETH]}
              by: alice
            - seal: {rollup: nat}
            - send_message: {from: l1, to: nat, receiver: token, function: approve, args: [bob, 1 ETH]}
              by: alice
            - seal: {rollup: nat}
              assert: events(token, "Approval").count == 1
            """,
        ],
        source: "decision 0009"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        let context = step.context
        guard var fields = FieldReader(node, Fields.self, owner: "`send_message`", context: context) else { return nil }
        self.value = fields.read(\.value)
        self.fee = fields.read(\.fee)
        self.gasLimit = fields.read(\.gasLimit)
        let ends = Self.ends(&fields)
        let receiver = fields.read(\.receiver)
        if let ends, let receiver, let section = context.scope.rollupSections[ends.rollup],
            !Self.ledgers.contains(section.design.ledger)
        {
            // The step tells that the rollup knows no messages; what this one holds says nothing beside it.
            self.rollup = ends.rollup
            self.origin = ends.origin
            self.receiver = receiver
            self.content = .data([])
            return
        }
        let content = Self.content(&fields, receiver: receiver, on: ends?.destination)
        fields.finish()
        if let ends { step.checkExpectedLayers(on: ends.origin) }
        guard let ends, let receiver, let content else { return nil }
        self.rollup = ends.rollup
        self.origin = ends.origin
        self.receiver = receiver
        self.content = content
    }

    /// Both ends: one is L1, the other a rollup; an absent one is L1 or the default rollup, whichever the other is not.
    private static func ends(_ fields: inout FieldReader<Fields>)
        -> (origin: ChainReference, destination: ChainReference, rollup: String)?
    {
        let (from, to) = (fields.read(\.from), fields.read(\.to))
        // What was refused has been reported; an absent end follows from one that was read.
        if fields.has(\.from), from == nil { return nil }
        if fields.has(\.to), to == nil { return nil }
        let defaultRollup = fields.context.defaults.rollup.map { ChainReference.l2($0) }
        func opposite(_ end: ChainReference?) -> ChainReference? { end.flatMap { $0 == .l1 ? defaultRollup : .l1 } }
        guard let origin = from ?? opposite(to), let destination = to ?? opposite(from) else {
            let key = from == nil ? "from" : "to"
            let help = "one end is `l1`, the other a rollup"
            fields.context.report(.missingKey, "`send_message` lacks the key `\(key)`", at: fields.location, help: help)
            return nil
        }
        switch (origin, destination) {
        case (.l1, .l2(let rollup)), (.l2(let rollup), .l1):
            return (origin, destination, rollup)
        case (.l1, .l1), (.l2, .l2):
            let message = "a message goes from l1 to a rollup, or from a rollup to l1"
            fields.context.report(.invalidValue, message, at: fields.valuePlace(of: \.to))
            return nil
        }
    }

    private static func content(
        _ fields: inout FieldReader<Fields>,
        receiver: AccountReference?,
        on destination: ChainReference?
    ) -> Content? {
        var declared: NameScope.DeployedName?
        if case .contract(let name)? = receiver { declared = fields.context.scope.deployed[name] }
        if let declared, let destination, declared.chain != destination {
            let message = "the receiver stands on \(declared.chain.label), but the message goes to \(destination.label)"
            fields.context.report(.invalidValue, message, at: fields.valuePlace(of: \.receiver))
            return nil
        }
        if fields.has(\.function) {
            if fields.has(\.data) {
                let message = "`data` and `function` exclude each other"
                fields.context.report(.conflictingKeys, message, at: fields.place(of: \.data))
            }
            _ = fields.read(\.data)
            guard declared != nil || receiver == nil else {
                let message = "`function` needs a receiver that a step has deployed; others get `data`"
                fields.context.report(.unknownContract, message, at: fields.valuePlace(of: \.receiver))
                _ = fields.read(\.function)
                _ = fields.read(\.arguments)
                return nil
            }
            return fields.functionCall(\.function, \.arguments, of: declared?.interface).map {
                .call($0.function, $0.arguments)
            }
        }
        let data = fields.read(\.data)
        guard let bytes = data?.bytes else { return fields.has(\.data) ? nil : .data([]) }
        guard bytes.count <= RollupMessage.maxDataByteCount else {
            let message = "a message has at most \(RollupMessage.maxDataByteCount) bytes of data, found \(bytes.count)"
            fields.context.report(.outOfRange, message, at: fields.valuePlace(of: \.data))
            return nil
        }
        return .data(bytes)
    }
}

extension SendMessage {
    /// Gas limit of a message without data: 32 levels of the tree on L1, two slots on L2, and the event.
    private static let baseGas: UInt64 = 600_000
    /// Gas of a byte of data: calldata with its floor, its hash, and its place in the event.
    private static let gasPerByte: UInt64 = 60

    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        let to = try simulation.address(of: receiver)
        let data: [UInt8]
        let what: String
        switch content {
        case .data(let bytes):
            data = bytes
            what = "a message of \(bytes.count) bytes to \(ExpressionValue.account(receiver))"
        case .call(let function, let arguments):
            let values = try arguments.resolved(in: simulation)
            data = function.codec.encodeCall(values)
            let list = simulation.contracts.list(values, function.inputs, on: origin == .l1 ? .l2(rollup) : .l1)
            what = "a message to \(ExpressionValue.account(receiver)).\(function.name)(\(list))"
        }
        let (total, overflow) = (value?.wei ?? .zero).addingReportingOverflow(fee?.wei ?? .zero)
        guard !overflow else { throw .setup("value and fee exceed 2^256 - 1 wei") }
        let intent = TransactionIntent(
            to: origin == .l1 ? try simulation.rollup(rollup).bridge : L2Messenger.address,
            value: total,
            data: origin == .l1
                ? NativeRollup.sendMessage(to: to, fee: fee?.wei ?? .zero, data: data)
                : L2Messenger.sendMessage(to: to, fee: fee?.wei ?? .zero, data: data),
            gasLimit: gasLimit?.units ?? Self.baseGas + Self.gasPerByte * UInt64(data.count)
        )
        let paid = value.map { " with \(ExpressionValue.amount($0.wei))" } ?? ""
        let way = origin == .l1 ? "L1 to \(rollup)" : "\(rollup) to L1"
        return try simulation.transact(
            intent,
            by: actor,
            on: origin,
            for: step,
            summary: "sends \(what)\(paid), \(way)"
        )
    }

    package func mismatch(between expectation: ExpectedOutcome, and outcome: StepOutcome) -> String? {
        expectation.mismatch(with: outcome, on: origin)
    }
}
