// Not in the guest, whose image would change by code that it never calls.
#if !hasFeature(Embedded)
package import Primitives

extension BN254.Fr {
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
    package var inverse: Self {
        let inverter = ModularInverter(modulus: Self.modulus, negatedInverse: Self.negatedInverseOfR)
        let inverted = inverter.inverse(of: UInt256(l0: l0, l1: l1, l2: l2, l3: l3))
        // The representative is value * 2^256, so this is value^-1 * 2^-256; the product with 2^768 gives value^-1 *
        // 2^256.
        let cubeOfRadix = Self(
            montgomery: 0x5e94_d8e1_b4bf_0040,
            0x2a48_9cbe_1cfb_b6b8,
            0x893c_c664_a19f_cfed,
            0x0cf8_594b_7fcc_657c
        )
        return Self(montgomery: inverted.l0, inverted.l1, inverted.l2, inverted.l3) * cubeOfRadix
    }

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

extension [BN254.Fr] {
    /// Replaces each element by its inverse, and zero by zero, with one inversion for all.
    ///
    /// P. Montgomery, "Speeding the Pollard and elliptic curve methods of factorization", 1987, section 10.3.1.
    package mutating func invertAll() {
        var prefixes: [BN254.Fr] = []
        prefixes.reserveCapacity(count)
        var product = BN254.Fr.one
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
#endif
