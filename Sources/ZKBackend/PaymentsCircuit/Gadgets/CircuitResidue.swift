import Cryptography
package import Groth16
import Primitives

/// An integer below 2^255 in a circuit, by limbs of 68, 68 and 119 bits: stands for a residue modulo BLS12-381's scalar
/// order, which is another than the circuit's.
package struct CircuitResidue: Sendable {
    /// The limbs, the lowest first; constraints hold each below its width.
    let limbs: [LinearCombination]

    /// Bits of the two lower limbs.
    static let limbBitCount = 68
    /// Bits of both lower limbs together.
    static let lowBitCount = 2 * limbBitCount
    /// Bits of the highest limb.
    static let highBitCount = 255 - lowBitCount

    /// Joins limbs.
    package init(_ limbs: [LinearCombination]) {
        self.limbs = limbs
    }

    /// The integer of at most 255 bits, least significant first.
    init(bits: [LinearCombination]) {
        let width = Self.limbBitCount
        self.init([
            .integer(bits.prefix(width)), .integer(bits.dropFirst(width).prefix(width)),
            .integer(bits.dropFirst(2 * width)),
        ])
    }

    /// The integer as an element of the circuit's field.
    var element: LinearCombination {
        var sum = LinearCombination.zero
        for (index, limb) in limbs.enumerated() { sum += limb * Self.weight(index * Self.limbBitCount) }
        return sum
    }

    /// The integer, where the builder knows values.
    func integer(_ values: CircuitValues?) -> UInt256 {
        guard let values else { return UInt256() }
        return limbs.reversed().reduce(UInt256()) { ($0 << Self.limbBitCount) &+ values[$1].value }
    }

    /// 2^`exponent` as an element.
    static func weight(_ exponent: Int) -> BN254.Fr { BN254.Fr(reducing: UInt256(1) << exponent) }
}
