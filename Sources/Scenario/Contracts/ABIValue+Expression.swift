import BigInt
import ContractABI
import Primitives

extension ABIValue {
    /// An argument of a call that an expression makes.
    ///
    /// - Throws: `EvaluationError` when the value lies outside the parameter's type.
    init(_ value: ExpressionValue, as type: ABIType) throws(EvaluationError) {
        let result: ABIValue
        switch (type, value) {
        case (.uint, .number(let quantity)):
            guard let word = quantity.value.asUInt256 else { throw Self.misfit(value, type) }
            result = .uint(word)
        case (.int, .number(let quantity)):
            guard let word = quantity.value.magnitude.asUInt256 else { throw Self.misfit(value, type) }
            // A magnitude above 2^255 would come back with the other sign.
            guard word <= UInt256(1) << 255, quantity.value.isNegative || word < UInt256(1) << 255 else {
                throw Self.misfit(value, type)
            }
            result = .int(quantity.value.isNegative ? UInt256.zero &- word : word)
        case (.address, .address(let address)): result = .address(address)
        case (.bool, .bool(let flag)): result = .bool(flag)
        case (.fixedBytes, .hash(let hash)): result = .fixedBytes(hash.bytes)
        case (.fixedBytes, .text(let text)):
            guard text.hasPrefix("0x"), let bytes = Hex.decode(text) else { throw Self.misfit(value, type) }
            result = .fixedBytes(bytes)
        case (.bytes, .text(let text)):
            guard text.hasPrefix("0x"), let bytes = Hex.decode(text) else { throw Self.misfit(value, type) }
            result = .bytes(bytes)
        case (.string, .text(let text)): result = .string(Array(text.utf8))
        case (.array(let element), .list(let items)):
            result = .array(try Self.elements(items, as: element))
        case (.fixedArray(let element, _), .list(let items)):
            result = .fixedArray(try Self.elements(items, as: element))
        // Written out, or what another call has returned.
        case (.tuple(let types), .list(let items)), (.tuple(let types), .record(let items)):
            guard types.count == items.count else { throw Self.misfit(value, type) }
            var values: [ABIValue] = []
            for (item, type) in zip(items, types) { values.append(try ABIValue(item, as: type)) }
            result = .tuple(values)
        default: throw Self.misfit(value, type)
        }
        guard result.conforms(to: type) else { throw Self.misfit(value, type) }
        self = result
    }

    private static func elements(_ items: [ExpressionValue], as type: ABIType) throws(EvaluationError) -> [ABIValue] {
        var values: [ABIValue] = []
        for item in items { values.append(try ABIValue(item, as: type)) }
        return values
    }

    private static func misfit(_ value: ExpressionValue, _ type: ABIType) -> EvaluationError {
        EvaluationError("\(value) is no \(type.name)")
    }
}
