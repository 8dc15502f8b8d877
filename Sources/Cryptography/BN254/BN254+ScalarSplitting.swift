package import Primitives

extension BN254 {
    /// The prime order r of both groups.
    package static var order: UInt256 {
        UInt256(
            l0: 0x43e1_f593_f000_0001,
            l1: 0x2833_e848_79b9_7091,
            l2: 0xb850_45b6_8181_585d,
            l3: 0x3064_4e72_e131_a029
        )
    }
}

// Scalar multiplication with the curve's endomorphism (R. Gallant, R. Lambert, S. Vanstone, CRYPTO 2001): with a cube
// root of one beta, (x, y) -> (beta x, y) is multiplication by a scalar lambda.
extension BN254.G1Curve: EndomorphismCurve {
    /// Both halves are below 2^128.
    package static var partBitWidth: Int { 128 }

    /// k = k1 + k2 lambda.
    package static func split(_ k: UInt256) -> [ScalarPart] {
        var reduced = k
        // At most five times, since 2^256 < 6r.
        while reduced >= BN254.order { reduced = reduced &- BN254.order }
        let halves = HalfScalars(reduced)
        return [halves.k1, halves.k2].map { half in
            let magnitude = half.magnitude
            return ScalarPart(
                magnitude: UInt128(magnitude.l1) &<< 64 | UInt128(magnitude.l0),
                isNegative: half.isNegative
            )
        }
    }

    /// P and lambda P.
    package static func images(of point: BN254.G1) -> [BN254.G1] {
        [point, BN254.G1(uncheckedX: point.x * BN254.FrobeniusFactor.squaredPower2, y: point.y)]
    }
}

/// Short k1 and k2 with k1 + k2 lambda = k modulo r.
///
/// The lattice of (a, b) with a + b lambda = 0 has the basis (A, B), (C, -A) with A = 2x + 1, B = 6x^2 + 4x + 1,
/// C = 6x^2 + 2x and r = A^2 + BC. Subtracting floor(k A / r) and floor(k B / r) times them from (k, 0) leaves
/// 0 <= k1 < 1.2 (A + C) < 2^128 and |k2| < 1.2 (A + B) < 2^128; the factors 1.2 come from the precomputed quotients.
private struct HalfScalars {
    let k1: UInt256
    /// Two's complement.
    let k2: UInt256

    init(_ k: UInt256) {
        let a = UInt256(0x89d3_2568_94d2_13e3)
        let b = UInt256(l0: 0x0be4_e154_1221_250b, l1: 0x6f4d_8248_eeb8_59fd, l2: 0, l3: 0)
        let c = UInt256(l0: 0x8211_bbeb_7d4f_1128, l1: 0x6f4d_8248_eeb8_59fc, l2: 0, l3: 0)
        // floor(2^256 A / r) and floor(2^256 B / r).
        let aOverR = UInt256(l0: 0xd91d_232e_c7e0_b3d7, l1: 2, l2: 0, l3: 0)
        let bOverR = UInt256(l0: 0x5398_fd03_00ff_6565, l1: 0x4cce_f014_a773_d2d2, l2: 2, l3: 0)
        let c1 = k.multipliedFullWidth(by: aOverR).high
        let c2 = k.multipliedFullWidth(by: bOverR).high
        // c1 <= A and c2 <= B, so all four products are below 2^256.
        k1 = k &- c1 &* a &- c2 &* c
        k2 = c2 &* a &- c1 &* b
    }
}
