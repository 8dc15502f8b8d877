import HostAccelerators
import Primitives
import TestSupport
import Testing

@Suite("SSZ serialization")
struct SSZSerializationTests {
    /// uint64, byte list, 32 bytes, list of byte lists, boolean, uint16, list of uint64.
    static let layout = SSZLayout([8, nil, 32, nil, 1, 2, nil])

    struct Sample: Equatable {
        var number: UInt64
        var text: [UInt8]
        var hash: Bytes32
        var items: [[UInt8]]
        var flag: Bool
        var small: UInt16
        var numbers: [UInt64]

        init(random: inout SplitMix64) {
            number = random.next()
            text = random.bytes(Int.random(in: 0...40, using: &random))
            hash = Bytes32(random.bytes(32)) ?? .zero
            items = (0..<Int.random(in: 0...5, using: &random)).map { _ in
                random.bytes(Int.random(in: 0...9, using: &random))
            }
            flag = Bool.random(using: &random)
            small = UInt16.random(in: 0...UInt16.max, using: &random)
            numbers = (0..<Int.random(in: 0...4, using: &random)).map { _ in random.next() }
        }

        init(decoding bytes: [UInt8]) throws(SSZError) {
            var reader = try SSZContainerReader(bytes[...], layout: layout)
            number = try reader.readUInt64()
            text = try reader.readByteList(limit: 40)
            hash = try reader.readBytes32()
            items = try SSZ.decodeByteLists(try reader.readField(), limit: 5, elementLimit: 9)
            flag = try reader.readBoolean()
            small = try reader.readUInt16()
            numbers = try SSZ.decodeList(try reader.readField(), elementByteCount: 8, limit: 4) {
                (element) throws(SSZError) in
                element.reversed().reduce(0) { $0 << 8 | UInt64($1) }
            }
        }

        var encoded: [UInt8] {
            var writer = SSZContainerWriter(layout: layout)
            writer.append(number)
            writer.append(variable: text)
            writer.append(hash)
            writer.append(variable: SSZ.encodeByteLists(items))
            writer.append(flag)
            writer.append(small)
            writer.append(
                variable: numbers.flatMap { number in (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) } }
            )
            return writer.bytes
        }
    }

    @Test("Containers come back as they were written, and mutations are refused or re-encode to themselves")
    func roundTrips() throws {
        let seed: UInt64 = 0x55a
        var random = SplitMix64(seed: seed)
        for round in 0..<2_000 {
            let sample = Sample(random: &random)
            let bytes = sample.encoded
            #expect(try Sample(decoding: bytes) == sample, "seed \(seed), round \(round)")
            var mutated = bytes
            switch Int.random(in: 0...3, using: &random) {
            case 0: mutated.append(UInt8.random(in: 0...255, using: &random))
            case 1: mutated.removeLast(Int.random(in: 1...mutated.count, using: &random))
            case 2:
                mutated[Int.random(in: 0..<mutated.count, using: &random)] ^=
                    1 << UInt8.random(in: 0...7, using: &random)
            default:
                mutated[Int.random(in: 0..<mutated.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if let accepted = try? Sample(decoding: mutated) {
                #expect(accepted.encoded == mutated, "seed \(seed), round \(round)")
            }
        }
    }

    /// A uint16 and two byte lists: offsets at 2 and 6, fixed part of 10 bytes.
    private func readPair(_ bytes: [UInt8]) throws(SSZError) -> ([UInt8], [UInt8]) {
        var reader = try SSZContainerReader(bytes[...], layout: SSZLayout([2, nil, nil]))
        _ = try reader.readUInt16()
        return (try reader.readByteList(limit: 3), try reader.readByteList())
    }

    @Test("Offsets must begin behind the fixed part, never decrease and stay inside")
    func offsets() throws {
        let head: [UInt8] = [7, 0]
        let valid = try readPair(head + [10, 0, 0, 0, 12, 0, 0, 0] + [1, 2, 3])
        #expect(valid.0 == [1, 2] && valid.1 == [3])
        #expect(throws: SSZError.wrongFirstOffset(expected: 10, got: 11)) {
            try readPair(head + [11, 0, 0, 0, 12, 0, 0, 0] + [1, 2, 3])
        }
        #expect(throws: SSZError.wrongFirstOffset(expected: 10, got: 9)) {
            try readPair(head + [9, 0, 0, 0, 12, 0, 0, 0] + [1, 2, 3])
        }
        #expect(throws: SSZError.offsetOutOfOrder(previous: 10, got: 9)) {
            try readPair(head + [10, 0, 0, 0, 9, 0, 0, 0] + [1, 2, 3])
        }
        #expect(throws: SSZError.offsetOutOfBounds(offset: 14, byteCount: 13)) {
            try readPair(head + [10, 0, 0, 0, 14, 0, 0, 0] + [1, 2, 3])
        }
        #expect(throws: SSZError.offsetOutOfBounds(offset: 0xffff_ffff, byteCount: 13)) {
            try readPair(head + [10, 0, 0, 0, 255, 255, 255, 255] + [1, 2, 3])
        }
        #expect(throws: SSZError.wrongLength(expected: 10, got: 9)) {
            try readPair(head + [10, 0, 0, 0, 12, 0, 0])
        }
        #expect(throws: SSZError.tooManyBytes(limit: 3, got: 4)) {
            try readPair(head + [10, 0, 0, 0, 14, 0, 0, 0] + [1, 2, 3, 4])
        }
    }

    @Test("A container of fixed size admits no trailing byte")
    func fixedContainer() {
        #expect(throws: SSZError.wrongLength(expected: 3, got: 4)) {
            try SSZContainerReader([1, 2, 3, 4], layout: SSZLayout([1, 2]))
        }
        #expect(throws: SSZError.wrongLength(expected: 3, got: 2)) {
            try SSZContainerReader([1, 2], layout: SSZLayout([1, 2]))
        }
    }

    @Test("Booleans are 0 or 1", arguments: [2, 3, 128, 255] as [UInt8])
    func booleans(_ byte: UInt8) throws {
        var reader = try SSZContainerReader([byte], layout: SSZLayout([1]))
        #expect(throws: SSZError.invalidBoolean(byte)) { try reader.readBoolean() }
    }

    @Test("Lists of byte lists refuse unaligned, unordered and excessive offsets")
    func byteLists() throws {
        #expect(try SSZ.decodeByteLists([]) == [])
        #expect(try SSZ.decodeByteLists([4, 0, 0, 0]) == [[]])
        #expect(try SSZ.decodeByteLists([8, 0, 0, 0, 9, 0, 0, 0, 5, 6, 7]) == [[5], [6, 7]])
        #expect(throws: SSZError.wrongLength(expected: 4, got: 3)) { try SSZ.decodeByteLists([4, 0, 0]) }
        #expect(throws: SSZError.offsetNotAligned(0)) { try SSZ.decodeByteLists([0, 0, 0, 0]) }
        #expect(throws: SSZError.offsetNotAligned(5)) { try SSZ.decodeByteLists([5, 0, 0, 0, 1]) }
        #expect(throws: SSZError.offsetOutOfBounds(offset: 8, byteCount: 4)) { try SSZ.decodeByteLists([8, 0, 0, 0]) }
        #expect(throws: SSZError.offsetOutOfOrder(previous: 8, got: 7)) {
            try SSZ.decodeByteLists([8, 0, 0, 0, 7, 0, 0, 0, 1])
        }
        #expect(throws: SSZError.offsetOutOfBounds(offset: 10, byteCount: 9)) {
            try SSZ.decodeByteLists([8, 0, 0, 0, 10, 0, 0, 0, 1])
        }
        #expect(throws: SSZError.tooManyElements(limit: 1, got: 2)) {
            try SSZ.decodeByteLists([8, 0, 0, 0, 8, 0, 0, 0], limit: 1)
        }
        #expect(throws: SSZError.tooManyBytes(limit: 1, got: 2)) {
            try SSZ.decodeByteLists([4, 0, 0, 0, 1, 2], elementLimit: 1)
        }
    }

    @Test("Lists of fixed elements refuse a partial element and too many")
    func fixedElements() {
        func decode(_ bytes: [UInt8], limit: Int?) throws(SSZError) -> [UInt8] {
            try SSZ.decodeList(bytes[...], elementByteCount: 2, limit: limit) { (pair) throws(SSZError) in
                pair.first ?? 0
            }
        }
        #expect(throws: SSZError.partialElement(byteCount: 3, elementByteCount: 2)) {
            try decode([1, 2, 3], limit: nil)
        }
        #expect(throws: SSZError.tooManyElements(limit: 1, got: 2)) { try decode([1, 2, 3, 4], limit: 1) }
    }
}

@Suite("SSZ hash tree roots")
struct SSZMerkleizationTests {
    /// `merkleize` as the specification words it, over a full power of two of leaves.
    private func plainTree(_ chunks: [Bytes32], width: Int) -> Bytes32 {
        if width == 1 { return chunks.first ?? .zero }
        let half = width / 2
        return SSZ.hash(
            plainTree(Array(chunks.prefix(half)), width: half),
            plainTree(Array(chunks.dropFirst(half)), width: half)
        )
    }

    /// `merkleize_progressive` as EIP-7916 words it.
    private func progressiveTree(_ chunks: [Bytes32], width: Int = 1) -> Bytes32 {
        if chunks.isEmpty { return .zero }
        return SSZ.hash(
            plainTree(Array(chunks.prefix(width)), width: width),
            progressiveTree(Array(chunks.dropFirst(width)), width: width * 4)
        )
    }

    @Test("SHA-256 is the standard's")
    func sha256() {
        #expect(SSZ.sha256([]).hex == "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            SSZ.sha256(Array("abc".utf8)).hex == "0xba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(SSZ.hash(.zero, .zero) == SSZ.sha256([UInt8](repeating: 0, count: 64)))
    }

    @Test("Roots of empty lists are the published ones")
    func emptyLists() {
        #expect(
            SSZ.progressiveListRoot([]).hex == "0xf5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"
        )
        #expect(
            SSZ.listRoot([], limit: 4_096).hex == "0xdba9671bac9513c9482f1416a53aabd2c6ce90d5a5f865ce5a55c775325c9136"
        )
    }

    @Test("Trees of zero chunks have the roots that hashing gives, up to the greatest height")
    func zeroRoots() {
        var root = Bytes32.zero
        for height in 0..<63 {
            #expect(SSZ.merkleize([], limit: 1 << height) == root, "height \(height)")
            #expect(SSZ.merkleize([.zero], limit: 1 << height) == root, "height \(height)")
            root = SSZ.hash(root, root)
        }
        #expect(SSZ.merkleize([], limit: .max) == root)
    }

    @Test("Trees of any number of leaves equal the recursive definitions")
    func recursiveDefinitions() {
        let seed: UInt64 = 0x7916
        var random = SplitMix64(seed: seed)
        for count in Array(0...90) + [340, 341, 342] {
            let chunks = (0..<count).map { _ in Bytes32(random.bytes(32)) ?? .zero }
            var width = 1
            while width < count { width *= 2 }
            #expect(SSZ.merkleize(chunks) == plainTree(chunks, width: width), "seed \(seed), \(count) chunks")
            #expect(SSZ.merkleize(chunks, limit: 512) == plainTree(chunks, width: 512), "seed \(seed), \(count) chunks")
            #expect(SSZ.merkleizeProgressively(chunks) == progressiveTree(chunks), "seed \(seed), \(count) chunks")
        }
    }

    @Test("Active fields are mixed in as a bit vector")
    func activeFields() {
        for (count, bits) in [(4, "0f"), (8, "ff"), (17, "ffff01"), (19, "ffff07")] {
            let roots = (0..<count).map { SSZ.chunk(UInt64($0)) }
            let activeFields = Bytes32(hex: bits + String(repeating: "00", count: 32 - bits.count / 2)) ?? .zero
            #expect(SSZ.progressiveContainerRoot(roots) == SSZ.hash(progressiveTree(roots), activeFields))
        }
    }

    @Test("Byte lists are packed into padded chunks with their length mixed in")
    func byteLists() {
        let bytes = (0..<33).map { UInt8($0 + 1) }
        let first = Bytes32(Array(bytes.prefix(32))) ?? .zero
        let second = Bytes32([33] + [UInt8](repeating: 0, count: 31)) ?? .zero
        let length = SSZ.chunk(33 as UInt64)
        #expect(SSZ.byteVectorRoot(bytes) == SSZ.hash(first, second))
        #expect(
            SSZ.byteListRoot(bytes, limit: 128)
                == SSZ.hash(SSZ.hash(SSZ.hash(first, second), SSZ.hash(.zero, .zero)), length)
        )
        #expect(SSZ.progressiveByteListRoot(bytes) == SSZ.hash(progressiveTree([first, second]), length))
    }

    @Test("Integers are little-endian chunks, addresses left-aligned")
    func chunks() {
        #expect(SSZ.chunk(0x0102 as UInt64).hex == "0x0201" + String(repeating: "0", count: 60))
        #expect(SSZ.chunk(UInt256(0x0102) << 240).hex == "0x" + String(repeating: "0", count: 60) + "0201")
        let aligned = String(repeating: "0", count: 38) + "ff" + String(repeating: "0", count: 24)
        #expect(SSZ.chunk(Address(0xff)).hex == "0x" + aligned)
        #expect(SSZ.chunk(true).hex == "0x01" + String(repeating: "0", count: 62))
    }
}
