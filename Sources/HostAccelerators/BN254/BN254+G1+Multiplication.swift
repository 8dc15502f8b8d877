package import Primitives

// Scalar multiplication with the curve's endomorphism (R. Gallant, R. Lambert, S. Vanstone, CRYPTO 2001): with a cube root of
// one beta, (x, y) -> (beta x, y) is multiplication by a scalar lambda, so k P = k1 P + k2 (lambda P) with k1 and k2 half as
// long as k.
extension BN254.G1 {
    /// k times the point, for any k.
    package func multiplied(by k: UInt256) -> Self {
        if isInfinity { return .infinity }
        var reduced = k
        // At most five times, since 2^256 < 6r.
        while reduced >= BN254.order { reduced = reduced &- BN254.order }
        let halves = HalfScalars(reduced)
        let first = WindowedDigits(halves.k1.low128)
        let second = WindowedDigits(halves.k2.magnitude.low128)
        let table = oddMultiples

        var sum = JacobianPoint<BN254.Fp>.infinity
        for position in stride(from: max(first.count, second.count) - 1, through: 0, by: -1) {
            sum = sum.doubled
            let firstDigit = first.digits[position]
            if firstDigit != 0 {
                let p = table[Int(firstDigit.magnitude) / 2]
                sum = sum.adding(affineX: p.x, firstDigit < 0 ? -p.y : p.y)
            }
            let secondDigit = second.digits[position]
            if secondDigit != 0 {
                let p = table[Int(secondDigit.magnitude) / 2]
                sum = sum.adding(
                    affineX: p.x * BN254.FrobeniusFactor.squaredPower2,
                    (secondDigit < 0) != halves.k2.isNegative ? -p.y : p.y
                )
            }
        }
        return Self(sum)
    }

    /// The odd multiples of the point up to 15, in affine form, with one inversion for all.
    ///
    /// The point is not infinity, so none of them is.
    private var oddMultiples: InlineArray<8, BN254.G1> {
        var multiples = InlineArray<8, JacobianPoint<BN254.Fp>>(
            repeating: JacobianPoint(x: x, y: y, z: .one)
        )
        let twice = multiples[0].doubled
        for index in 1..<8 { multiples[index] = multiples[index - 1] + twice }

        // Montgomery's trick: prefix products of the z, one inversion, then back.
        var prefixes = InlineArray<8, BN254.Fp>(repeating: .one)
        for index in 1..<8 { prefixes[index] = prefixes[index - 1] * multiples[index - 1].z }
        var suffixInverse = (prefixes[7] * multiples[7].z).inverse
        var affine = InlineArray<8, BN254.G1>(repeating: self)
        for index in stride(from: 7, through: 1, by: -1) {
            let point = multiples[index]
            let zInverse = suffixInverse * prefixes[index]
            let zzInverse = zInverse.squared
            suffixInverse = suffixInverse * point.z
            affine[index] = BN254.G1(uncheckedX: point.x * zzInverse, y: point.y * zzInverse * zInverse)
        }
        return affine
    }
}

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

extension UInt256 {
    fileprivate var low128: UInt128 { UInt128(l1) &<< 64 | UInt128(l0) }
}
