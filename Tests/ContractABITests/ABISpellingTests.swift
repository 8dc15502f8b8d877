import ContractABI
import Primitives
import TestSupport
import Testing

@Suite struct ABISpellingTests {
    @Test(arguments: [
        ("uint256", ABIType.uint(256)), ("int8", .int(8)), ("address", .address), ("bool", .bool), ("string", .string),
        ("bytes", .bytes), ("bytes1", .fixedBytes(1)), ("bytes32", .fixedBytes(32)), ("function", .fixedBytes(24)),
        ("uint8[]", .array(.uint(8))), ("uint8[3]", .fixedArray(.uint(8), count: 3)),
        ("bytes32[4][]", .array(.fixedArray(.fixedBytes(32), count: 4))),
        ("string[][2]", .fixedArray(.array(.string), count: 2)),
    ])
    func everySpellingIsItsTypeAndBack(spelling: String, type: ABIType) {
        #expect(ABIType(spelling: spelling) == type)
        if spelling != "function" { #expect(type.name == spelling) }
    }

    @Test func tupleTakesItsFields() {
        #expect(ABIType(spelling: "tuple[]", fields: [.address, .bool]) == .array(.tuple([.address, .bool])))
        #expect(ABIType(spelling: "tuple") == nil)
        #expect(ABIType(spelling: "tuple", fields: []) == nil)
    }

    @Test(arguments: [
        "", "uint", "int", "uint0", "uint7", "uint264", "uint08", "uint+8", "bytes0", "bytes33", "fixed128x18",
        "uint256[", "uint256]", "uint256[]x", "uint256[0]", "uint256[-1]", "uint256[01]", "uint256[99999]", "[]",
        "uint256[4097]", "uint256[100][100]", "uint8[][][][][][][][][]", "address payable", "mapping", "uint256 ",
        "9999999999999999999999999[9]", "uint99999999999999999999",
    ])
    func malformedOrBoundlessTypeIsRefused(_ spelling: String) {
        #expect(ABIType(spelling: spelling) == nil)
    }

    @Test func limitsHoldJustBelowTheBound() {
        #expect(ABIType(spelling: "uint256[4096]") != nil)
        #expect(ABIType(spelling: "uint256[64][64]") != nil)
        #expect(ABIType(spelling: "uint8[][][][][][][][]") != nil)
        #expect(ABIType(spelling: String(repeating: "u", count: 4_000)) == nil)
    }

    @Test func randomValuesOfRandomTypesComeBackFromTheirEncoding() throws {
        var random = SplitMix64(seed: 51)
        for round in 0..<500 {
            let types = (0..<Int.random(in: 1...4, using: &random)).map { _ in RandomABI.type(depth: 3, &random) }
            let values = types.map { RandomABI.value(of: $0, &random) }
            let encoding = ABI.encode(values)
            #expect(try ABI.decode(encoding, as: types) == values, "round \(round): \(types.map(\.name))")
        }
    }

    @Test func damagedEncodingIsRefusedOrMeansWhatItSays() {
        var random = SplitMix64(seed: 52)
        for _ in 0..<3_000 {
            let types = (0..<Int.random(in: 1...3, using: &random)).map { _ in RandomABI.type(depth: 3, &random) }
            let original = ABI.encode(types.map { RandomABI.value(of: $0, &random) })
            let damaged = ByteMutation.mutate(original, using: &random)
            // What is accepted has one encoding, so it is the bytes themselves.
            if let values = try? ABI.decode(damaged, as: types) { #expect(ABI.encode(values) == damaged) }
        }
    }
}

/// Types and values for properties.
enum RandomABI {
    static func type(depth: Int, _ random: inout SplitMix64) -> ABIType {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 7), using: &random) {
        case 0: .uint(8 * Int.random(in: 1...32, using: &random))
        case 1: .int(8 * Int.random(in: 1...32, using: &random))
        case 2: .address
        case 3: .bool
        case 4: .fixedBytes(Int.random(in: 1...32, using: &random))
        case 5: .bytes
        case 6: .string
        case 7: .array(type(depth: depth - 1, &random))
        case 8: .fixedArray(type(depth: depth - 1, &random), count: Int.random(in: 1...3, using: &random))
        default: .tuple((0..<Int.random(in: 1...3, using: &random)).map { _ in type(depth: depth - 1, &random) })
        }
    }

    static func value(of type: ABIType, _ random: inout SplitMix64) -> ABIValue {
        func word() -> UInt256 { UInt256(truncatingBigEndian: random.bytes(32)[...]) }
        switch type {
        case .uint(let bits): return .uint(word() >> (256 - bits))
        case .int(let bits):
            let magnitude = word() >> (257 - bits)
            return .int(Bool.random(using: &random) ? magnitude : UInt256.max &- magnitude)
        case .address: return .address(Address(truncating: word()))
        case .bool: return .bool(Bool.random(using: &random))
        case .fixedBytes(let count): return .fixedBytes(random.bytes(count))
        case .bytes: return .bytes(random.bytes(Int.random(in: 0...70, using: &random)))
        case .string: return .string(random.bytes(Int.random(in: 0...70, using: &random)))
        case .array(let element):
            let count = Int.random(in: 0...3, using: &random)
            return .array((0..<count).map { _ in value(of: element, &random) })
        case .fixedArray(let element, let count):
            return .fixedArray((0..<count).map { _ in value(of: element, &random) })
        case .tuple(let types): return .tuple(types.map { value(of: $0, &random) })
        }
    }
}
