import Cryptography
package import Groth16
import Primitives

extension ConstraintBuilder {
    /// Bits of an element.
    package static var elementBitCount: Int { 254 }

    /// The 254 bits of the one integer below the modulus that a combination is.
    ///
    /// Without the comparison, bits could also spell the integer plus the modulus, where that is below 2^254.
    package mutating func canonicalBits(_ name: String, of combination: LinearCombination) -> [LinearCombination] {
        let value = values?[combination].value ?? UInt256()
        let bits = allocateBits(name, value, count: Self.elementBitCount)
        constrainEqual("sum of bits", .integer(bits), combination)
        constrainBelowModulus(bits)
        return bits
    }

    /// Demands that 254 bits spell an integer below the modulus.
    ///
    /// From the top, `isEqual` is one while every bit is that of the greatest integer allowed, r - 1. Where that one
    /// has ones, it stays one if the bits are ones. Where it has zeros, a one would be greater, unless an earlier bit
    /// was less. A sum of bits of a run of zeros cannot wrap, so that one constraint serves for the run.
    package mutating func constrainBelowModulus(_ bits: [LinearCombination]) {
        let greatest = BN254.Fr.modulus &- 1
        var isEqual = LinearCombination.one
        var zeros = LinearCombination.zero
        for position in bits.indices.reversed() {
            if (greatest >> position).l0 & 1 == 1 {
                if !zeros.terms.isEmpty {
                    constrainZero("below the modulus", zeros, if: isEqual)
                    zeros = .zero
                }
                isEqual = multiplied("equal to the modulus so far", isEqual, bits[position])
            } else {
                zeros += bits[position]
            }
        }
        constrainZero("below the modulus", zeros, if: isEqual)
    }
}
