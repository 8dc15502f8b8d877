package import Primitives

extension BLS12381.Fr {
    /// The element to a power, with 0^0 = 1.
    package func power(_ exponent: UInt256) -> Self {
        var result = Self.one
        for position in stride(from: exponent.bitWidthUsed - 1, through: 0, by: -1) {
            result = result.squared
            if (exponent >> position).l0 & 1 == 1 { result *= self }
        }
        return result
    }

    /// Multiplicative inverse, or zero for zero.
    ///
    /// Fermat's little theorem: about 400 products. Where speed counts, inverses are taken in batches.
    package var inverse: Self { power(Self.modulus &- 2) }

    /// `count` powers, from the zeroth on.
    package func powers(count: Int) -> [Self] {
        var powers: [Self] = []
        powers.reserveCapacity(count)
        var power = Self.one
        for _ in 0..<count {
            powers.append(power)
            power *= self
        }
        return powers
    }
}

extension [BLS12381.Fr] {
    /// Replaces each element by its inverse, and zero by zero, with one inversion for all.
    ///
    /// P. Montgomery, "Speeding the Pollard and elliptic curve methods of factorization", 1987, section 10.3.1.
    package mutating func invertAll() {
        var prefixes: [BLS12381.Fr] = []
        prefixes.reserveCapacity(count)
        var product = BLS12381.Fr.one
        for element in self {
            prefixes.append(product)
            if !element.isZero { product *= element }
        }
        var suffixInverse = product.inverse
        for index in indices.reversed() where !self[index].isZero {
            let element = self[index]
            self[index] = suffixInverse * prefixes[index]
            suffixInverse *= element
        }
    }
}
