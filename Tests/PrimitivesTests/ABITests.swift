import Primitives
import TestSupport
import Testing

/// Encodings of the same values by eth_abi 5.
private let vectors: [(types: [ABIType], values: [ABIValue], encoding: String)] = [
    (
        [.uint(256), .bytes, .tuple([.address, .bool]), .fixedArray(.uint(16), count: 2)],
        [
            .uint(69), .bytes(Array("dave".utf8)),
            .tuple([
                .address(Address(w0: 0x1111_1111, w1: 0x1111_1111_1111_1111, w2: 0x1111_1111_1111_1111)), .bool(true),
            ]),
            .fixedArray([.uint(1), .uint(65535)]),
        ],
        """
        0000000000000000000000000000000000000000000000000000000000000045\
        00000000000000000000000000000000000000000000000000000000000000c0\
        0000000000000000000000001111111111111111111111111111111111111111\
        0000000000000000000000000000000000000000000000000000000000000001\
        0000000000000000000000000000000000000000000000000000000000000001\
        000000000000000000000000000000000000000000000000000000000000ffff\
        0000000000000000000000000000000000000000000000000000000000000004\
        6461766500000000000000000000000000000000000000000000000000000000
        """
    ),
    (
        [
            .tuple([.address, .address, .uint(256), .uint(256), .bytes, .uint(256)]), .array(.bytes),
            .fixedArray(.fixedBytes(32), count: 2), .int(16),
        ],
        [
            .tuple([
                .address(Address(w0: 0x0101_0101, w1: 0x0101_0101_0101_0101, w2: 0x0101_0101_0101_0101)),
                .address(Address(w0: 0x0202_0202, w1: 0x0202_0202_0202_0202, w2: 0x0202_0202_0202_0202)),
                .uint(3), .uint(4), .bytes([UInt8](repeating: 0xab, count: 33)), .uint(5),
            ]),
            .array([.bytes([]), .bytes([1, 2]), .bytes([UInt8](repeating: 7, count: 32))]),
            .fixedArray([
                .fixedBytes([UInt8](repeating: 10, count: 32)), .fixedBytes([UInt8](repeating: 11, count: 32)),
            ]),
            .int(UInt256.max &- 1),
        ],
        """
        00000000000000000000000000000000000000000000000000000000000000a0\
        00000000000000000000000000000000000000000000000000000000000001c0\
        0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a\
        0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b\
        fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe\
        0000000000000000000000000101010101010101010101010101010101010101\
        0000000000000000000000000202020202020202020202020202020202020202\
        0000000000000000000000000000000000000000000000000000000000000003\
        0000000000000000000000000000000000000000000000000000000000000004\
        00000000000000000000000000000000000000000000000000000000000000c0\
        0000000000000000000000000000000000000000000000000000000000000005\
        0000000000000000000000000000000000000000000000000000000000000021\
        abababababababababababababababababababababababababababababababab\
        ab00000000000000000000000000000000000000000000000000000000000000\
        0000000000000000000000000000000000000000000000000000000000000003\
        0000000000000000000000000000000000000000000000000000000000000060\
        0000000000000000000000000000000000000000000000000000000000000080\
        00000000000000000000000000000000000000000000000000000000000000c0\
        0000000000000000000000000000000000000000000000000000000000000000\
        0000000000000000000000000000000000000000000000000000000000000002\
        0102000000000000000000000000000000000000000000000000000000000000\
        0000000000000000000000000000000000000000000000000000000000000020\
        0707070707070707070707070707070707070707070707070707070707070707
        """
    ),
    (
        [.fixedArray(.tuple([.uint(8), .string]), count: 2), .array(.array(.uint(256))), .fixedBytes(3)],
        [
            .fixedArray([
                .tuple([.uint(1), .string(Array("a".utf8))]), .tuple([.uint(2), .string(Array("bc".utf8))]),
            ]),
            .array([.array([.uint(1), .uint(2)]), .array([]), .array([.uint(3)])]), .fixedBytes(Array("xyz".utf8)),
        ],
        """
        0000000000000000000000000000000000000000000000000000000000000060\
        00000000000000000000000000000000000000000000000000000000000001a0\
        78797a0000000000000000000000000000000000000000000000000000000000\
        0000000000000000000000000000000000000000000000000000000000000040\
        00000000000000000000000000000000000000000000000000000000000000c0\
        0000000000000000000000000000000000000000000000000000000000000001\
        0000000000000000000000000000000000000000000000000000000000000040\
        0000000000000000000000000000000000000000000000000000000000000001\
        6100000000000000000000000000000000000000000000000000000000000000\
        0000000000000000000000000000000000000000000000000000000000000002\
        0000000000000000000000000000000000000000000000000000000000000040\
        0000000000000000000000000000000000000000000000000000000000000002\
        6263000000000000000000000000000000000000000000000000000000000000\
        0000000000000000000000000000000000000000000000000000000000000003\
        0000000000000000000000000000000000000000000000000000000000000060\
        00000000000000000000000000000000000000000000000000000000000000c0\
        00000000000000000000000000000000000000000000000000000000000000e0\
        0000000000000000000000000000000000000000000000000000000000000002\
        0000000000000000000000000000000000000000000000000000000000000001\
        0000000000000000000000000000000000000000000000000000000000000002\
        0000000000000000000000000000000000000000000000000000000000000000\
        0000000000000000000000000000000000000000000000000000000000000001\
        0000000000000000000000000000000000000000000000000000000000000003
        """
    ),
]

@Suite("ABI")
struct ABITests {
    private func words(_ values: UInt64...) -> [UInt8] {
        values.flatMap { UInt256($0).bigEndianBytes }
    }

    @Test("Encodes and decodes as an independent implementation does", arguments: vectors.indices)
    func vectorsAgree(_ index: Int) throws {
        let vector = vectors[index]
        let bytes = try #require(Hex.decode(vector.encoding))
        #expect(ABI.encode(vector.values) == bytes)
        #expect(try ABI.decode(bytes, as: vector.types) == vector.values)
        for (value, type) in zip(vector.values, vector.types) {
            #expect(value.conforms(to: type))
        }
    }

    @Test("Selectors and event topics are hashes of canonical signatures")
    func selectors() {
        #expect(ABI.selector("transfer(address,uint256)") == 0xa905_9cbb)
        let nested = ABIFunction(
            name: "f",
            inputs: [
                .fixedArray(.tuple([.address, .array(.uint(8))]), count: 3), .fixedBytes(4), .int(64),
            ],
            outputs: []
        )
        #expect(nested.signature == "f((address,uint8[])[3],bytes4,int64)")
        #expect(nested.selector == 0x39e8_9e25)
        let event = ABIEvent(
            name: "Transfer",
            fields: [
                .init(name: "from", type: .address, isIndexed: true),
                .init(name: "to", type: .address, isIndexed: true),
                .init(name: "value", type: .uint(256), isIndexed: false),
            ]
        )
        #expect(event.topic.hex == "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef")
    }

    @Test("A call decodes to its arguments, and another function's does not")
    func calls() throws {
        let function = ABIFunction(name: "set", inputs: [.uint(8), .bytes], outputs: [.bool])
        let arguments: [ABIValue] = [.uint(200), .bytes([1, 2, 3])]
        #expect(function.accepts(arguments))
        #expect(!function.accepts([.uint(256), .bytes([])]))
        let call = function.encodeCall(arguments)
        #expect(try function.decodeCall(call) == arguments)
        #expect(throws: ABIError.wrongSelector(expected: function.selector)) {
            try function.decodeCall([0, 0, 0, 0] + call.dropFirst(4))
        }
        #expect(throws: ABIError.wrongSelector(expected: function.selector)) { try function.decodeCall([1]) }
        #expect(try function.decodeOutput(words(1)) == [.bool(true)])
    }

    @Test("Events read indexed values from topics and the others from data")
    func events() throws {
        let event = ABIEvent(
            name: "E",
            fields: [
                .init(name: "a", type: .uint(64), isIndexed: false), .init(name: "b", type: .address, isIndexed: true),
                .init(name: "c", type: .bytes, isIndexed: false), .init(name: "d", type: .string, isIndexed: true),
            ]
        )
        let topics = [event.topic, Bytes32(UInt256(5)), Bytes32(UInt256.max)]
        let data = ABI.encode([.uint(7), .bytes([9])])
        #expect(
            try event.decode(topics: topics, data: data) == [
                .uint(7), .address(Address(5)), .bytes([9]), .bytes32(Bytes32(UInt256.max)),
            ]
        )
        #expect(throws: ABIError.wrongTopics) { try event.decode(topics: Array(topics.dropLast()), data: data) }
        #expect(throws: ABIError.wrongTopics) { try event.decode(topics: [.zero] + topics.dropFirst(), data: data) }
        #expect(throws: ABIError.outOfRange(at: 0)) {
            try event.decode(topics: [topics[0], topics[2], topics[2]], data: data)
        }
    }

    @Test("Values outside their type are refused")
    func ranges() {
        #expect(throws: ABIError.outOfRange(at: 0)) { try ABI.decode(words(256), as: [.uint(8)]) }
        #expect(throws: ABIError.outOfRange(at: 0)) { try ABI.decode(words(128), as: [.int(8)]) }
        #expect(throws: ABIError.outOfRange(at: 0)) { try ABI.decode(words(2), as: [.bool]) }
        #expect(throws: ABIError.outOfRange(at: 0)) { try ABI.decode(words(1), as: [.fixedBytes(31)]) }
        #expect(throws: ABIError.outOfRange(at: 32)) {
            try ABI.decode(words(1) + [UInt8](repeating: 1, count: 32), as: [.bool, .address])
        }
        #expect(throws: ABIError.outOfRange(at: 64)) {
            try ABI.decode(words(32, 1) + [7, 1] + [UInt8](repeating: 0, count: 30), as: [.bytes])
        }
        #expect(!ABIValue.int(UInt256(128)).conforms(to: .int(8)))
        #expect(ABIValue.int(UInt256.max &- 127).conforms(to: .int(8)))
        #expect(!ABIValue.int(UInt256.max &- 128).conforms(to: .int(8)))
    }

    @Test(
        "Offsets that leave gaps, overlap or point back are refused",
        arguments: [0, 31, 33, 64, 96, .max] as [UInt64]
    )
    func offsets(_ offset: UInt64) {
        #expect(throws: ABIError.wrongOffset(expected: 32)) {
            try ABI.decode(words(offset, 1) + [UInt8](repeating: 0, count: 32), as: [.bytes])
        }
    }

    @Test(
        "Lengths beyond the data are refused before anything is allocated",
        arguments: [1, 32, 1 << 40, .max] as [UInt64]
    )
    func lengths(_ length: UInt64) {
        #expect(throws: ABIError.unexpectedEnd(byteCount: 64)) { try ABI.decode(words(32, length), as: [.bytes]) }
        #expect(throws: ABIError.unexpectedEnd(byteCount: 64)) {
            try ABI.decode(words(32, length), as: [.array(.uint(256))])
        }
        #expect(throws: ABIError.unexpectedEnd(byteCount: 64)) {
            try ABI.decode(words(32, length), as: [.array(.bytes)])
        }
    }

    @Test("Missing and trailing bytes are refused")
    func ends() {
        #expect(throws: ABIError.unexpectedEnd(byteCount: 31)) {
            try ABI.decode([UInt8](repeating: 0, count: 31), as: [.uint(256)])
        }
        #expect(throws: ABIError.trailingBytes(32)) { try ABI.decode(words(1, 2), as: [.uint(256)]) }
        #expect(throws: ABIError.trailingBytes(1)) { try ABI.decode([0], as: []) }
        #expect(throws: ABIError.unsupportedType) {
            try ABI.decode(words(32, 2), as: [.array(.tuple([]))])
        }
        var nested = ABIType.uint(256)
        for _ in 0..<20 { nested = .fixedArray(nested, count: 1) }
        #expect(throws: ABIError.unsupportedType) { try ABI.decode(words(0), as: [nested]) }
    }

    @Test("Random values survive, and no mutated encoding decodes to another canonical form")
    func randomValues() throws {
        let seed: UInt64 = 0xab1
        var random = SplitMix64(seed: seed)
        for round in 0..<300 {
            let types = (0..<Int.random(in: 1...4, using: &random)).map { _ in randomType(depth: 0, &random) }
            let values = types.map { randomValue($0, &random) }
            var bytes = ABI.encode(values)
            #expect(try ABI.decode(bytes, as: types) == values, "seed \(seed), round \(round)")
            let position = Int.random(in: 0..<bytes.count, using: &random)
            bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            guard let others = try? ABI.decode(bytes, as: types) else { continue }
            #expect(ABI.encode(others) == bytes, "seed \(seed), round \(round)")
        }
    }

    private func randomType(depth: Int, _ random: inout SplitMix64) -> ABIType {
        switch Int.random(in: 0..<(depth < 3 ? 10 : 7), using: &random) {
        case 0: .uint(8 * Int.random(in: 1...32, using: &random))
        case 1: .int(8 * Int.random(in: 1...32, using: &random))
        case 2: .address
        case 3: .bool
        case 4: .fixedBytes(Int.random(in: 1...32, using: &random))
        case 5: .bytes
        case 6: .string
        case 7: .array(randomType(depth: depth + 1, &random))
        case 8: .fixedArray(randomType(depth: depth + 1, &random), count: Int.random(in: 1...3, using: &random))
        default:
            .tuple((0..<Int.random(in: 1...3, using: &random)).map { _ in randomType(depth: depth + 1, &random) })
        }
    }

    private func randomValue(_ type: ABIType, _ random: inout SplitMix64) -> ABIValue {
        func bytes(_ count: Int) -> [UInt8] { random.bytes(count) }
        switch type {
        case .uint(let bits): return .uint(UInt256(truncatingBigEndian: bytes(bits / 8)))
        case .int(let bits):
            let magnitude = UInt256(truncatingBigEndian: bytes(bits / 8)) >> 1
            return .int(Bool.random(using: &random) ? magnitude : ~magnitude)
        case .address: return .address(Address(truncating: UInt256(truncatingBigEndian: bytes(20))))
        case .bool: return .bool(Bool.random(using: &random))
        case .fixedBytes(let count): return .fixedBytes(bytes(count))
        case .bytes: return .bytes(bytes(Int.random(in: 0...70, using: &random)))
        case .string: return .string(bytes(Int.random(in: 0...40, using: &random)))
        case .array(let element):
            return .array((0..<Int.random(in: 0...3, using: &random)).map { _ in randomValue(element, &random) })
        case .fixedArray(let element, let count):
            return .fixedArray((0..<count).map { _ in randomValue(element, &random) })
        case .tuple(let types): return .tuple(types.map { randomValue($0, &random) })
        }
    }
}
