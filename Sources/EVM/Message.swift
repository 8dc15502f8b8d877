public import Primitives

/// How a message was sent.
public enum CallKind: Hashable, Sendable {
    /// CALL, or a transaction's call.
    case call
    /// CALLCODE.
    case callCode
    /// DELEGATECALL (EIP-7).
    case delegateCall
    /// STATICCALL (EIP-214).
    case staticCall
    /// CREATE, or a transaction that creates.
    case create
    /// CREATE2 (EIP-1014).
    case create2

    /// Whether init code runs and its output becomes code.
    public var isCreate: Bool { self == .create || self == .create2 }

    /// Name of the opcode.
    public var name: String {
        switch self {
        case .call: "CALL"
        case .callCode: "CALLCODE"
        case .delegateCall: "DELEGATECALL"
        case .staticCall: "STATICCALL"
        case .create: "CREATE"
        case .create2: "CREATE2"
        }
    }
}

/// A top-level call or creation, as a transaction or the protocol itself sends it (Yellow Paper, section 8).
public struct Message: Sendable {
    /// Call or creation.
    public var isCreate: Bool
    /// Who sends and pays the value.
    public var caller: Address
    /// Who receives the value and whose storage is used; of a creation the new contract.
    public var recipient: Address
    /// Wei that moves from `caller` to `recipient`.
    public var value: UInt256
    /// Calldata, or init code of a creation.
    public var input: [UInt8]
    /// Gas available to the execution.
    public var gas: UInt64

    private init(
        isCreate: Bool,
        caller: Address,
        recipient: Address,
        value: UInt256,
        input: [UInt8],
        gas: UInt64
    ) {
        self.isCreate = isCreate
        self.caller = caller
        self.recipient = recipient
        self.value = value
        self.input = input
        self.gas = gas
    }

    /// A call.
    public static func call(
        from caller: Address,
        to recipient: Address,
        value: UInt256 = .zero,
        input: [UInt8] = [],
        gas: UInt64
    ) -> Message {
        Message(isCreate: false, caller: caller, recipient: recipient, value: value, input: input, gas: gas)
    }

    /// A creation.
    ///
    /// - Parameters:
    ///   - caller: Who creates; the nonce is the business of whoever sends the message.
    ///   - address: Where the contract will be, as `Address.created(by:nonce:)` tells.
    ///   - value: Wei for the new contract.
    ///   - initCode: Code that runs and returns the contract's code.
    ///   - gas: Gas available to the execution.
    /// - Returns: The message.
    public static func create(
        from caller: Address,
        at address: Address,
        value: UInt256 = .zero,
        initCode: [UInt8],
        gas: UInt64
    ) -> Message {
        Message(isCreate: true, caller: caller, recipient: address, value: value, input: initCode, gas: gas)
    }
}
