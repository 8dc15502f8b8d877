import Primitives

extension FuzzRandom {
    /// A word that is likely to sit on an edge of some rule: small, a power of two and its neighbours, a sign change.
    mutating func word() -> UInt256 {
        switch below(10) {
        case 0, 1: return UInt256(UInt64(below(5)))
        case 2: return UInt256(pick([31, 32, 33, 63, 64, 127, 128, 254, 255, 256, 257, 1023, 1024, 0xffff, 0x10000]))
        case 3: return powerOfTwo(nudged: true)
        case 4: return ~powerOfTwo(nudged: true)
        case 5:
            return pick([.max, .max &- 1, UInt256.one << 255, (UInt256.one << 255) &- 1, (UInt256.one << 255) &+ 1])
        case 6: return UInt256(next() >> UInt64(below(64)))
        case 7: return uniformWord() >> below(256)
        case 8: return ~(uniformWord() >> below(256))
        default: return uniformWord()
        }
    }

    /// 2^k, or a neighbour of it.
    private mutating func powerOfTwo(nudged: Bool) -> UInt256 {
        let power = UInt256.one << below(256)
        switch below(3) {
        case 0: return power
        case 1: return power &- 1
        default: return power &+ 1
        }
    }

    /// An offset or size in memory: mostly small, now and then one that no gas pays for.
    mutating func memoryOffset() -> UInt256 {
        switch below(400) {
        case 0: word()
        case 1...3: UInt256(UInt64(below(40_000)))
        case 4...60: UInt256(UInt64(below(1200)))
        case 61...200: UInt256(UInt64(below(8) &* 32))
        default: UInt256(UInt64(below(160)))
        }
    }

    /// A length of a range of memory: often 0 or 32, now and then one that no gas pays for.
    mutating func memorySize() -> UInt256 {
        switch below(400) {
        case 0: word()
        case 1...3: UInt256(UInt64(below(10_000)))
        case 4...100: .zero
        case 101...220: 32
        case 221...260: UInt256(UInt64(pick([1, 31, 33, 63, 64, 65])))
        default: UInt256(UInt64(below(200)))
        }
    }

    /// A storage slot; few of them, so that accesses meet.
    mutating func slot() -> UInt256 {
        below(20) == 0 ? word() : UInt256(UInt64(below(4)))
    }

    /// A storage value; few of them, so that writes restore and clear.
    mutating func slotValue() -> UInt256 {
        switch below(6) {
        case 0, 1: return .zero
        case 2: return 1
        case 3: return 2
        case 4: return UInt256(UInt64(below(256)))
        default: return word()
        }
    }
}
