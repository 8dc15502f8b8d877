import ContractABI
import Primitives

/// Shape of a value with named parts: several returned values, a struct, the fields of an event.
package struct RecordType: Hashable, Sendable {
    /// What a part is called and is.
    package struct Field: Hashable, Sendable {
        /// Name for expressions.
        package let name: String
        /// Type of the part.
        package let type: ExpressionType
    }

    /// The record with its article, for diagnostics.
    package let noun: String
    /// The parts, in order.
    package let fields: [Field]

    /// A record of ABI values; one without a name is called `value0`, `value1` and so on by its place.
    init(noun: String, _ parameters: [ABIParameter]) {
        self.noun = noun
        self.fields = parameters.enumerated().map { index, parameter in
            let name = parameter.name.isEmpty ? "value\(index)" : parameter.name
            return Field(name: name, type: ExpressionType(parameter))
        }
    }
}

extension ExpressionType {
    /// What an expression makes of a value of an ABI type: numbers are plain, byte strings are text in hexadecimal.
    init(_ parameter: ABIParameter) {
        switch parameter.type {
        case .uint, .int: self = .number(.scalar)
        case .address: self = .address
        case .bool: self = .bool
        case .fixedBytes(32): self = .hash
        case .fixedBytes, .bytes, .string: self = .text
        case .array(let element), .fixedArray(let element, _):
            self = .list(ExpressionType(parameter.element(of: element)))
        case .tuple: self = .record(RecordType(noun: "a struct", parameter.fields))
        }
    }

    /// What a call that returns these values is worth; nil when it returns nothing.
    static func returned(_ outputs: [ABIParameter]) -> ExpressionType? {
        switch outputs.count {
        case 0: nil
        case 1: ExpressionType(outputs[0])
        default: .record(RecordType(noun: "a set of \(outputs.count) values", outputs))
        }
    }
}

extension ExpressionValue {
    /// The value of an expression that an ABI value is.
    init(_ value: ABIValue) {
        switch value {
        case .uint(let number): self = .number(Quantity(Rational(number), .scalar))
        case .int(let word):
            // Two's complement: the words from 2^255 on are below zero.
            let isNegative = word >> 255 != .zero
            let magnitude = Rational(isNegative ? UInt256.zero &- word : word)
            self = .number(Quantity(isNegative ? .zero - magnitude : magnitude, .scalar))
        case .address(let address): self = .address(address)
        case .bool(let flag): self = .bool(flag)
        case .fixedBytes(let bytes): self = Bytes32(bytes).map { .hash($0) } ?? .text(Hex.encode(bytes))
        case .bytes(let bytes): self = .text(Hex.encode(bytes))
        case .string(let bytes): self = .text(String(decoding: bytes, as: UTF8.self))
        case .array(let values), .fixedArray(let values): self = .list(values.map { ExpressionValue($0) })
        case .tuple(let values): self = .record(values.map { ExpressionValue($0) })
        }
    }

    /// What a call that returned these values is worth.
    static func returned(_ values: [ABIValue]) -> ExpressionValue {
        values.count == 1 ? ExpressionValue(values[0]) : .record(values.map { ExpressionValue($0) })
    }
}
