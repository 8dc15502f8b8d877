package import Primitives

extension BN254.Fp {
    /// p.
    package static var modulus: UInt256 { UInt256(l0: p0, l1: p1, l2: p2, l3: p3) }

    /// Multiplicative inverse modulo p, or zero for zero.
    package var inverse: Self {
        let inverter = ModularInverter(modulus: Self.modulus, negatedInverse: Self.negatedInverseOfP)
        let inverted = inverter.inverse(of: UInt256(l0: l0, l1: l1, l2: l2, l3: l3))
        // The representative is value * 2^256, so this is value^-1 * 2^-256; the product with 2^768 gives value^-1 *
        // 2^256.
        let cubeOfRadix = Self(
            montgomery: 0xb1cd_6daf_da15_30df,
            0x62f2_10e6_a728_3db6,
            0xef7f_0b0c_0ada_0afb,
            0x20fd_6e90_2d59_2544
        )
        return Self(montgomery: inverted.l0, inverted.l1, inverted.l2, inverted.l3) * cubeOfRadix
    }
}
