import Cryptography
package import Groth16
package import Primitives

// Bits are combinations that constraints hold to 0 or 1. Lists of bits begin with the least significant, except where
// SHA-256 reads them.
extension ConstraintBuilder {
    /// The product of two combinations: without a constraint if one of them is constant, else by one.
    mutating func multiplied(
        _ name: String,
        _ a: LinearCombination,
        _ b: LinearCombination
    ) -> LinearCombination {
        // A product of constants has one term, whatever its factors have: sums of such products would double otherwise.
        if let factor = a.constant { return b.constant.map { LinearCombination($0 * factor) } ?? b * factor }
        if let factor = b.constant { return a * factor }
        return LinearCombination(product(name, a, b))
    }

    /// Demands that a combination is 0 or 1.
    ///
    /// One constraint.
    mutating func constrainBit(_ name: String, _ bit: LinearCombination) {
        constrain(name, bit, bit - .one, .zero)
    }

    /// A new private bit.
    ///
    /// One constraint.
    mutating func allocateBit(_ name: String, _ value: Bool) -> LinearCombination {
        let bit = LinearCombination(allocatePrivate { _ in value ? .one : .zero })
        constrainBit(name, bit)
        return bit
    }

    /// New private bits of an integer.
    ///
    /// `count` constraints.
    package mutating func allocateBits(_ name: String, _ value: UInt256, count: Int) -> [LinearCombination] {
        (0..<count).map { allocateBit(name, (value >> $0).l0 & 1 == 1) }
    }

    /// Demands that a combination is below 2^`width`, and gives its lowest bits.
    ///
    /// `width` constraints.
    ///
    /// The highest bit is what the others leave, so that no constraint is needed for their sum; it is not among the
    /// bits that are given.
    /// - Requires: `lowCount < width`, and `width` is at most 253, so that bits mean one integer.
    package mutating func lowBits(
        _ name: String,
        of combination: LinearCombination,
        lowCount: Int,
        width: Int
    ) -> [LinearCombination] {
        let value = values?[combination].value ?? UInt256()
        let bits = allocateBits(name, value, count: width - 1)
        let weight = BN254.Fr(reducing: UInt256(1) << (width - 1))
        constrainBit(name, (combination - .integer(bits)) * weight.inverse)
        return Array(bits.prefix(lowCount))
    }

    /// Demands that a combination is below 2^`width`.
    ///
    /// `width` constraints.
    package mutating func constrainRange(_ name: String, _ combination: LinearCombination, width: Int) {
        _ = lowBits(name, of: combination, lowCount: 0, width: width)
    }

    /// Demands that a combination is zero if a bit is one.
    ///
    /// One constraint.
    mutating func constrainZero(_ name: String, _ combination: LinearCombination, if bit: LinearCombination) {
        constrain(name, bit, combination, .zero)
    }

    /// `first` if a bit is one, else `second`.
    ///
    /// One constraint.
    mutating func select(
        _ name: String,
        _ bit: LinearCombination,
        _ first: LinearCombination,
        else second: LinearCombination
    ) -> LinearCombination {
        second + multiplied(name, bit, first - second)
    }

    /// One if a combination is zero, else zero.
    ///
    /// Three constraints.
    ///
    /// The last takes the prover's choice of an inverse of zero away.
    package mutating func isZero(_ name: String, _ combination: LinearCombination) -> LinearCombination {
        let inverse = LinearCombination(allocatePrivate { $0[combination].inverse })
        let isZero = LinearCombination(allocatePrivate { $0[combination].isZero ? .one : .zero })
        constrain(name, combination, inverse, .one - isZero)
        constrain(name, combination, isZero, .zero)
        constrain(name, inverse, isZero, .zero)
        return isZero
    }
}
