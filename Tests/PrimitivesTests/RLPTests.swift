import Primitives
import TestSupport
import Testing

@Suite("RLP")
struct RLPTests {
    @Test("Strings, integers and lists encode as the Yellow Paper's appendix B has it")
    func encodings() {
        var encoder = RLPEncoder()
        encoder.append(bytes: Array("dog".utf8))
        encoder.append(UInt64(0))
        encoder.append(UInt64(15))
        encoder.append(UInt64(1024))
        encoder.append(bytes: [0x80])
        encoder.append(bytes: [0x00])
        encoder.append(UInt256(1) << 64)
        encoder.appendList { _ in }
        encoder.appendList { list in
            list.append(bytes: Array("cat".utf8))
            list.append(bytes: Array("dog".utf8))
        }
        #expect(
            Hex.encodeUnprefixed(encoder.bytes)
                == "83646f67" + "80" + "0f" + "820400" + "8180" + "00" + "89010000000000000000" + "c0"
                + "c88363617483646f67"
        )
        var long = RLPEncoder()
        long.append(bytes: [UInt8](repeating: 0x61, count: 56))
        #expect(Array(long.bytes.prefix(2)) == [0xb8, 56])
        long = RLPEncoder()
        long.append(bytes: [UInt8](repeating: 0x61, count: 256))
        #expect(Array(long.bytes.prefix(3)) == [0xb9, 1, 0])
    }

    @Test(
        "Each way of being non-canonical or truncated is refused for its own reason",
        arguments: [
            ("", RLPError.unexpectedEnd), ("8100", .nonCanonicalByte), ("817f", .nonCanonicalByte),
            ("83646f", .unexpectedEnd), ("b8", .unexpectedEnd), ("b80161", .nonCanonicalLength),
            ("b90038" + String(repeating: "61", count: 56), .nonCanonicalLength), ("c0", .expectedString),
            ("bfffffffffffffffff", .unexpectedEnd), ("bf8000000000000000", .unexpectedEnd),
        ]
    )
    func refusesStrings(hex: String, error: RLPError) throws {
        var decoder = RLPDecoder(try #require(Hex.decode(hex)))
        #expect(throws: error) { try decoder.readBytes() }
    }

    @Test("Lists and integers refuse the wrong shape")
    func refusesShapes() throws {
        var string = RLPDecoder([0x83, 1, 2, 3])
        #expect(throws: RLPError.expectedList) { try string.readList() }
        var leadingZero = RLPDecoder([0x82, 0, 1])
        #expect(throws: RLPError.leadingZero) { try leadingZero.readUInt64() }
        var zeroByte = RLPDecoder([0x00])
        #expect(throws: RLPError.leadingZero) { try zeroByte.readUInt64() }
        var nine = RLPDecoder([0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0])
        #expect(throws: RLPError.integerOverflow) { try nine.readUInt64() }
        var nineWithZero = RLPDecoder([0x89, 0, 1, 1, 1, 1, 1, 1, 1, 1])
        #expect(throws: RLPError.integerOverflow) { try nineWithZero.readUInt64() }
        var short = RLPDecoder([0x82, 1, 2])
        #expect(throws: RLPError.wrongLength(expected: 20, got: 2)) { try short.readAddress() }
        var hash = RLPDecoder([0x82, 1, 2])
        #expect(throws: RLPError.wrongLength(expected: 32, got: 2)) { try hash.readBytes32() }
        var list = RLPDecoder([0xc8, 0x83])
        #expect(throws: RLPError.unexpectedEnd) { try list.readList() }
        #expect(throws: RLPError.trailingBytes) { try RLPDecoder([1]).finish() }
    }

    @Test("What was encoded is read back; random bytes never trap and what is accepted re-encodes to itself")
    func roundTrips() {
        let seed: UInt64 = 0x5eed_0010
        var generator = SplitMix64(seed: seed)
        for _ in 0..<50_000 {
            let length = Int(generator.next() % 80)
            var bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
            if !bytes.isEmpty, generator.next() % 2 == 0 {
                bytes[0] = [0x80, 0x81, 0xb8, 0xb9, 0xc1, 0xf8, 0xff][length % 7]
            }
            var decoder = RLPDecoder(bytes)
            if let string = try? decoder.readBytes() {
                var encoder = RLPEncoder()
                encoder.append(bytes: string)
                #expect(Array(bytes.prefix(encoder.bytes.count)) == encoder.bytes, "seed \(seed)")
            }
            var integers = RLPDecoder(bytes)
            if let value = try? integers.readUInt256() {
                var encoder = RLPEncoder()
                encoder.append(value)
                #expect(Array(bytes.prefix(encoder.bytes.count)) == encoder.bytes, "seed \(seed)")
            }
        }
    }
}
