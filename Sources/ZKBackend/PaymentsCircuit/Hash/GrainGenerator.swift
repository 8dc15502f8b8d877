import Cryptography
import Primitives

/// The stream of numbers that Poseidon's constants are taken from.
///
/// A Grain LFSR of 80 bits in self-shrinking mode: Grassi, Khovratovich, Rechberger, Roy and Schofnegger, "Poseidon: a
/// new hash function for zero-knowledge proof systems", USENIX Security 2021, appendix F. Nobody chose the constants:
/// the first state spells the parameters, and everything follows.
struct GrainGenerator {
    /// Bit 0 of the state is bit 0 of `low`, bit 79 is bit 15 of `high`.
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    private static var fieldBitCount: Int { 254 }

    /// The generator for x^5 over a prime field of 254 bits.
    init(width: Int, fullRounds: Int, partialRounds: Int) {
        // A prime field is 1, the S-box x^alpha is 0; numbers stand with their most significant bit first.
        let fields = [(1, 2), (0, 4), (Self.fieldBitCount, 12), (width, 12), (fullRounds, 10), (partialRounds, 10)]
        var position = 0
        func append(_ bit: Int) {
            if position < 64 {
                low |= UInt64(bit) << UInt64(position)
            } else {
                high |= UInt64(bit) << UInt64(position - 64)
            }
            position += 1
        }
        for (value, bitCount) in fields {
            for bit in (0..<bitCount).reversed() { append(value >> bit & 1) }
        }
        while position < 80 { append(1) }
        for _ in 0..<160 { _ = step() }
    }

    /// Shifts the register once and gives the bit that came in.
    private mutating func step() -> UInt64 {
        let fresh = (low ^ low >> 13 ^ low >> 23 ^ low >> 38 ^ low >> 51 ^ low >> 62) & 1
        low = low >> 1 | high << 63
        high = high >> 1 | fresh << 15
        return fresh
    }

    /// The next bit that the shrinking keeps: of each pair, the second counts if the first is one.
    private mutating func bit() -> UInt64 {
        while true {
            let isKept = step() == 1
            let bit = step()
            if isKept { return bit }
        }
    }

    private mutating func integer() -> UInt256 {
        var value = UInt256()
        for _ in 0..<Self.fieldBitCount { value = value << 1 | UInt256(bit()) }
        return value
    }

    /// The next element by rejection: numbers that are not below r are passed over.
    mutating func element() -> BN254.Fr {
        while true {
            if let element = BN254.Fr(exactly: integer()) { return element }
        }
    }

    /// The next element by reduction, as the published script draws the matrix.
    mutating func reducedElement() -> BN254.Fr { BN254.Fr(reducing: integer()) }
}
