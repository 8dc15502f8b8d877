package import Primitives

#if MACHINE_CALLS
import Accelerators
#endif

/// The curve y^2 = x^3 + 7 of Ethereum's signatures (SEC 2, version 2.0, section 2.4.1), and ECDSA on it.
///
/// Everything works on public data: nothing is constant time.
package enum Secp256k1 {
    /// The prime order n of the group.
    package static var order: UInt256 {
        UInt256(
            l0: 0xbfd2_5e8c_d036_4141,
            l1: 0xbaae_dce6_af48_a03b,
            l2: 0xffff_ffff_ffff_fffe,
            l3: 0xffff_ffff_ffff_ffff
        )
    }

    /// The curve over its base field.
    package enum Curve: ShortWeierstrassCurve {
        package typealias Field = Fp

        /// 7.
        @inline(__always)
        package static var b: Fp { Fp(plain: 7, 0, 0, 0) }
    }

    /// A point of the curve.
    package typealias Point = AffinePoint<Curve>

    /// The inverse modulo n of a number below n that is not zero.
    static func scalarInverse(_ value: UInt256) -> UInt256 {
        #if MACHINE_CALLS
        // Zero has no inverse, and a call without a result ends the run.
        if value.isZero { return value }
        var inverse = value
        withUnsafeMutablePointer(to: &inverse) {
            machine_invert_modulo($0, MACHINE_MODULUS_SECP256K1_ORDER, $0)
        }
        return inverse
        #else
        return ModularInverter(modulus: order, negatedInverse: 0x4b0d_ff66_5588_b13f).inverse(of: value)
        #endif
    }

    /// The product modulo n of any numbers.
    static func scalarProduct(_ a: UInt256, _ b: UInt256) -> UInt256 {
        #if MACHINE_CALLS
        var product = a
        withUnsafePointer(to: b) { b in
            withUnsafeMutablePointer(to: &product) {
                machine_multiply_modulo($0, MACHINE_MODULUS_SECP256K1_ORDER, $0, b)
            }
        }
        return product
        #else
        return a.multipliedModulo(b, order)
        #endif
    }

    /// The remainder modulo n, which is above 2^255.
    static func scalar(reducing value: UInt256) -> UInt256 {
        value >= order ? value &- order : value
    }
}

extension AffinePoint where Curve == Secp256k1.Curve {
    /// The generator G.
    package static var generator: Self {
        Self(
            uncheckedX: Secp256k1.Fp(
                plain: 0x59f2_815b_16f8_1798,
                0x029b_fcdb_2dce_28d9,
                0x55a0_6295_ce87_0b07,
                0x79be_667e_f9dc_bbac
            ),
            y: Secp256k1.Fp(
                plain: 0x9c47_d08f_fb10_d4b8,
                0xfd17_b448_a685_5419,
                0x5da4_fbfc_0e11_08a8,
                0x483a_da77_26a3_c465
            )
        )
    }

    /// The point, not infinity, with an encoding of 64 bytes x || y; nil when a coordinate is not below p or the point
    /// is off the curve.
    package init?(bigEndianAt bytes: UnsafeRawPointer) {
        guard let x = Secp256k1.Fp(bigEndianAt: bytes), let y = Secp256k1.Fp(bigEndianAt: bytes + 32) else {
            return nil
        }
        self.init(x: x, y: y)
        if isInfinity { return nil }
    }

    /// Writes the encoding of a point that is not infinity, 64 bytes.
    package func storeBigEndian(to bytes: UnsafeMutableRawPointer) {
        x.storeBigEndian(to: bytes)
        y.storeBigEndian(to: bytes + 32)
    }
}
