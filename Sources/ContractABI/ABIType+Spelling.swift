public import Primitives

extension ABIType {
    /// Reads a type as a JSON ABI spells it: `uint256`, `bytes32[4][]`, or `tuple[]` with the types of its fields.
    ///
    /// The aliases `uint` and `int`, which signatures do not have, are not read. `function` is an address and a
    /// selector, 24 bytes. Fixed-point numbers are specified and written by no compiler, so they are unknown. Nil when
    /// the spelling is unknown, or the type exceeds `ContractLimits`.
    ///
    /// - Parameters:
    ///   - spelling: The type's name.
    ///   - fields: Types of the struct's fields; nil when the ABI names none.
    public init?(spelling: String, fields: [ABIType]? = nil) {
        let bytes = Array(spelling.utf8)
        guard bytes.count <= ContractLimits.maxNameByteCount else { return nil }
        let bracket = bytes.firstIndex(of: UInt8(ascii: "[")) ?? bytes.count
        guard var type = ABIType.element(String(decoding: bytes[..<bracket], as: UTF8.self), fields: fields) else {
            return nil
        }
        var position = bracket
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "["),
                let close = bytes[position...].firstIndex(of: UInt8(ascii: "]"))
            else { return nil }
            let digits = bytes[(position + 1)..<close]
            if digits.isEmpty {
                type = .array(type)
            } else {
                guard let count = ABIType.number(digits), count > 0 else { return nil }
                type = .fixedArray(type, count: count)
            }
            position = close + 1
            guard type.isWithinLimits else { return nil }
        }
        guard type.isWithinLimits else { return nil }
        self = type
    }

    private static func element(_ name: String, fields: [ABIType]?) -> ABIType? {
        switch name {
        case "address": return .address
        case "bool": return .bool
        case "string": return .string
        case "bytes": return .bytes
        case "function": return .fixedBytes(24)
        // A struct without fields takes no bytes, and an array of such says nothing about its length.
        case "tuple": return fields.flatMap { $0.isEmpty ? nil : .tuple($0) }
        default: break
        }
        if name.hasPrefix("uint"), let bits = width(name.dropFirst(4)) { return .uint(bits) }
        if name.hasPrefix("int"), let bits = width(name.dropFirst(3)) { return .int(bits) }
        if name.hasPrefix("bytes"), let count = number(name.dropFirst(5).utf8), (1...32).contains(count) {
            return .fixedBytes(count)
        }
        return nil
    }

    private static func width(_ digits: Substring) -> Int? {
        guard let bits = number(digits.utf8), (8...256).contains(bits), bits % 8 == 0 else { return nil }
        return bits
    }

    /// Decimal digits without sign and leading zero, at most four, which is more than any limit needs.
    private static func number(_ digits: some Collection<UInt8>) -> Int? {
        guard (1...4).contains(digits.count), digits.first != UInt8(ascii: "0") else { return nil }
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }

    /// Whether nesting and static size are such that decoding may allocate by the type.
    private var isWithinLimits: Bool {
        let size = self.size
        return size.depth <= ContractLimits.maxTypeDepth && size.words <= ContractLimits.maxStaticWordCount
    }

    /// Nesting, and the words that are there whatever the value, capped just above the limit so that nothing overflows.
    private var size: (depth: Int, words: Int) {
        let cap = ContractLimits.maxStaticWordCount + 1
        switch self {
        case .uint, .int, .address, .bool, .fixedBytes, .bytes, .string:
            return (0, 1)
        case .array(let element):
            return (element.size.depth + 1, max(1, element.size.words))
        case .fixedArray(let element, let count):
            let inner = element.size
            return (inner.depth + 1, min(cap, inner.words * min(count, cap)))
        case .tuple(let types):
            var (depth, words) = (0, 0)
            for type in types {
                depth = max(depth, type.size.depth)
                words = min(cap, words + type.size.words)
            }
            return (depth + 1, words)
        }
    }
}
