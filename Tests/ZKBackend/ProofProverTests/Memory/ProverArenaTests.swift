import ProofProver
import ProofVerifier
import TestSupport
import Testing

@Suite("The prover's arena")
struct ProverArenaTests {
    @Test("Buffers are aligned, disjoint, and as long as asked for")
    func disjoint() throws {
        let arena = try ProverArena(capacity: 1 << 16)
        let words = try arena.allocate(UInt64.self, count: 3)
        let elements = try arena.allocate(CubicExtension.self, count: 7)
        let empty = try arena.allocate(UInt64.self, count: 0)
        let more = try arena.allocate(UInt64.self, count: 1)
        func place(_ buffer: borrowing ArenaBuffer<UInt64>) -> Int {
            buffer.withUnsafeMutableBufferPointer { Int(bitPattern: $0.baseAddress) }
        }
        let elementPlace = elements.withUnsafeMutableBufferPointer { Int(bitPattern: $0.baseAddress) }
        let places = [place(words), elementPlace, place(empty), place(more)]
        #expect(places.allSatisfy { $0 % ArenaMap.alignment == 0 })
        #expect(places.map { $0 - places[0] } == [0, 64, 256, 320])
        #expect([words.count, elements.count, empty.count, more.count] == [3, 7, 0, 1])
        #expect(arena.takenByteCount == 384)
    }

    @Test("What a buffer held is taken again, at the lowest place where it fits")
    func reuse() throws {
        let arena = try ProverArena(capacity: 1 << 12)
        let first = try arena.allocate(UInt64.self, count: 16)
        do {
            let second = try arena.allocate(UInt64.self, count: 16)
            second[5] = 0x5eed
            #expect(arena.takenByteCount == 256)
        }
        #expect(arena.takenByteCount == 128)
        let smaller = try arena.allocate(UInt64.self, count: 8)
        #expect(smaller[5] == 0x5eed, "the same bytes")
        let larger = try arena.allocate(UInt64.self, count: 32)
        larger[31] = 1
        #expect(arena.takenByteCount == 448)
        #expect(arena.peakByteCount == 448)
        first[0] = 1
    }

    @Test("A buffer that does not fit is refused, and leaves the arena as it was")
    func exhausted() throws {
        let arena = try ProverArena(capacity: 1_000)
        let buffer = try arena.allocate(UInt64.self, count: 100)
        #expect(throws: ArenaError.exhausted(byteCount: 192, capacity: 1_000)) {
            _ = try arena.allocate(UInt64.self, count: 24)
        }
        #expect(arena.takenByteCount == 832)
        #expect(arena.peakByteCount == 832)
        let fitting = try arena.allocate(UInt64.self, count: 16)
        #expect(fitting.count + buffer.count == 116)
    }

    @Test("Sizes that are no number of bytes are refused, and memory that the machine has not")
    func refused() throws {
        for capacity in [-1, .min, .max, ProverArena.maximumCapacity + 1] {
            #expect(throws: ArenaError.sizeOutOfRange) { _ = try ProverArena(capacity: capacity) }
        }
        let arena = try ProverArena(capacity: 64)
        for count in [-1, .min, .max, .max / 8, .max / 24 + 1] {
            #expect(throws: ArenaError.sizeOutOfRange) { _ = try arena.allocate(UInt64.self, count: count) }
        }
        // 64 TiB are more than a machine and its overcommitment give.
        let error = #expect(throws: ArenaError.self) { _ = try ProverArena(capacity: ProverArena.maximumCapacity) }
        guard case .refused(ProverArena.maximumCapacity, let code) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(code != 0)
    }

    @Test("Large arenas hold what is written to them by several threads")
    func large() throws {
        let count = 1 << 20
        let arena = try ProverArena(capacity: 8 * count)
        let buffer = try arena.allocate(UInt64.self, count: count)
        buffer.fill(0..<count, with: 7, workers: Workers(count: 3))
        buffer.fill(5..<(count - 5), with: 9, workers: Workers(count: 2))
        let sum = buffer.withUnsafeMutableBufferPointer { $0.reduce(0, +) }
        #expect(sum == UInt64(9 * count - 20))
    }

    @Test("A map holds ranges apart under any order of taking and giving back")
    func mapAgreesWithBytes() throws {
        var random = SplitMix64(seed: 0x41_5245_4e41)
        var map = ArenaMap()
        var held: [Range<Int>] = []
        var owners = [Bool](repeating: false, count: 1 << 16)
        for _ in 0..<2_000 {
            if held.count < 20, random.next() % 2 == 0 {
                let range = try map.take(UInt8.self, count: Int(random.next() % 2_000))
                #expect(range.lowerBound % ArenaMap.alignment == 0)
                #expect(!owners[range].contains(true))
                for byte in range { owners[byte] = true }
                held.append(range)
            } else if !held.isEmpty {
                let range = held.remove(at: Int(random.next() % UInt64(held.count)))
                map.give(range)
                for byte in range { owners[byte] = false }
            }
            #expect(map.takenByteCount == held.reduce(0) { $0 + $1.count })
        }
        #expect(map.peakByteCount >= held.map(\.upperBound).max() ?? 0)
    }
}
