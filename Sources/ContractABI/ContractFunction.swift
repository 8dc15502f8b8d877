public import Primitives

/// Function of a contract, with the names that its source gives to parameters and returned values.
public struct ContractFunction: Hashable, Sendable {
    /// Whether a call may change the state, and may bring ether.
    public enum Mutability: String, Hashable, Sendable {
        /// Reads nothing.
        case pure
        /// Reads only.
        case view
        /// May write, takes no ether.
        case nonpayable
        /// May write, takes ether.
        case payable
    }

    /// Name without parameters.
    public let name: String
    /// Parameters.
    public let inputs: [ABIParameter]
    /// Returned values.
    public let outputs: [ABIParameter]
    /// Whether a call may change the state, and may bring ether.
    public let mutability: Mutability

    /// Describes a function.
    public init(name: String, inputs: [ABIParameter], outputs: [ABIParameter], mutability: Mutability) {
        self.name = name
        self.inputs = inputs
        self.outputs = outputs
        self.mutability = mutability
    }

    /// Encodes calls and decodes what they return.
    public var codec: ABIFunction {
        ABIFunction(name: name, inputs: inputs.map(\.type), outputs: outputs.map(\.type))
    }

    /// Name and canonical parameter types, such as `transfer(address,uint256)`.
    public var signature: String { codec.signature }

    /// Whether a call leaves the state as it is.
    public var isReadOnly: Bool { mutability == .view || mutability == .pure }
}

/// Event of a contract, with the names that its source gives to its fields.
public struct ContractEvent: Hashable, Sendable {
    /// Name without fields.
    public let name: String
    /// Fields in the order of the signature.
    public let fields: [ABIParameter]
    /// The first topic of its logs.
    public let topic: Bytes32

    /// Describes an event that announces itself by its first topic.
    public init(name: String, fields: [ABIParameter]) {
        self.name = name
        self.fields = fields
        topic = Self.codec(name, fields).topic
    }

    /// Decodes logs.
    public var codec: ABIEvent { Self.codec(name, fields) }

    private static func codec(_ name: String, _ fields: [ABIParameter]) -> ABIEvent {
        ABIEvent(name: name, fields: fields.map { .init(name: $0.name, type: $0.type, isIndexed: $0.isIndexed) })
    }

    /// The fields as a log tells them: an indexed value longer than a word is only its hash there.
    public var loggedFields: [ABIParameter] {
        fields.map { field in
            switch field.type {
            case .bytes, .string, .array, .fixedArray, .tuple:
                field.isIndexed ? ABIParameter(name: field.name, type: .fixedBytes(32), isIndexed: true) : field
            case .uint, .int, .address, .bool, .fixedBytes:
                field
            }
        }
    }
}

/// Custom error of a contract: what a revert says, in a form with a name.
public struct ContractFailure: Hashable, Sendable {
    /// Name without parameters.
    public let name: String
    /// Values that go with it.
    public let inputs: [ABIParameter]

    /// Describes an error.
    public init(name: String, inputs: [ABIParameter]) {
        self.name = name
        self.inputs = inputs
    }

    /// An error is encoded as a call of a function would be (Solidity ABI specification, "Errors").
    public var codec: ABIFunction { ABIFunction(name: name, inputs: inputs.map(\.type), outputs: []) }
}
