package import Primitives

// Scalar multiplication with the curve's endomorphism (R. Gallant, R. Lambert, S. Vanstone, CRYPTO 2001): with a cube
// root of one beta, (x, y) -> (beta x, y) is multiplication by a scalar lambda.
extension Secp256k1.Curve: EndomorphismCurve {
    /// Both halves are below 2^128 in magnitude.
    package static var partBitWidth: Int { 128 }

    /// k = k1 + k2 lambda, for k reduced modulo n.
    ///
    /// The lattice of (a, b) with a + b lambda = 0 has the basis (A, -B), (C, A) with A^2 + B C = n. Subtracting k A /
    /// n and k B / n times them, rounded to the nearest, from (k, 0) leaves |k1| <= (A + C) / 2 and |k2| <= (A + B) /
    /// 2, both below 2^128.
    package static func split(_ k: UInt256) -> [ScalarPart] {
        let k = Secp256k1.scalar(reducing: k)
        let a = UInt256(l0: 0xe86c_90e4_9284_eb15, l1: 0x3086_d221_a7d4_6bcd, l2: 0, l3: 0)
        let b = UInt256(l0: 0x6f54_7fa9_0abf_e4c3, l1: 0xe443_7ed6_010e_8828, l2: 0, l3: 0)
        let c = UInt256(l0: 0x57c1_108d_9d44_cfd8, l1: 0x14ca_50f7_a8e2_f3f6, l2: 1, l3: 0)
        // 2^384 A / n and 2^384 B / n to the nearest integer.
        let aOverN = UInt256(
            l0: 0xe893_209a_45db_b031,
            l1: 0x3daa_8a14_71e8_ca7f,
            l2: 0xe86c_90e4_9284_eb15,
            l3: 0x3086_d221_a7d4_6bcd
        )
        let bOverN = UInt256(
            l0: 0x1571_b4ae_8ac4_7f71,
            l1: 0x2212_08ac_9df5_06c6,
            l2: 0x6f54_7fa9_0abf_e4c4,
            l3: 0xe443_7ed6_010e_8828
        )
        let c1 = roundedUpperHalf(k.multipliedFullWidth(by: aOverN).high)
        let c2 = roundedUpperHalf(k.multipliedFullWidth(by: bOverN).high)
        // In two's complement: the results are short, so nothing is lost modulo 2^256.
        let k1 = k &- c1 &* a &- c2 &* c
        let k2 = c1 &* b &- c2 &* a
        return [ScalarPart(signed: k1), ScalarPart(signed: k2)]
    }

    /// P and lambda P.
    package static func images(of point: Secp256k1.Point) -> [Secp256k1.Point] {
        [point, image(of: point)]
    }

    /// lambda P.
    package static func image(of point: Secp256k1.Point) -> Secp256k1.Point {
        Secp256k1.Point(uncheckedX: point.x * cubeRootOfOne, y: point.y)
    }

    private static var cubeRootOfOne: Secp256k1.Fp {
        Secp256k1.Fp(plain: 0xc139_6c28_7195_01ee, 0x9cf0_4975_12f5_8995, 0x6e64_479e_ac34_34e9, 0x7ae9_6a2b_657c_0710)
    }

    /// x / 2^128 to the nearest integer.
    private static func roundedUpperHalf(_ x: UInt256) -> UInt256 {
        UInt256(l0: x.l2, l1: x.l3, l2: 0, l3: 0) &+ UInt256(x.l1 &>> 63)
    }
}

extension ScalarPart {
    /// The part that a number in two's complement stands for, below 2^128 in magnitude.
    init(signed value: UInt256) {
        let isNegative = value.l3 &>> 63 == 1
        let magnitude = isNegative ? .zero &- value : value
        self.init(magnitude: UInt128(magnitude.l1) &<< 64 | UInt128(magnitude.l0), isNegative: isNegative)
    }
}
