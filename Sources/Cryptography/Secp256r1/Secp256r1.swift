import Primitives

/// The curve P-256, y^2 = x^3 - 3x + b (SP 800-186, section 3.2.1.3), and ECDSA verification on it (FIPS 186-5, section
/// 6.4.2).
///
/// For RISC-V, where nobody else computes it: plain double-and-add, since the precompile is rare. Nothing is constant
/// time.
package enum Secp256r1 {
    /// The prime order n of the group.
    static var order: UInt256 {
        UInt256(
            l0: 0xf3b9_cac2_fc63_2551,
            l1: 0xbce6_faad_a717_9e84,
            l2: 0xffff_ffff_ffff_ffff,
            l3: 0xffff_ffff_0000_0000
        )
    }

    /// Whether `signature` (r || s, s in either half) is valid for `hash`; nil when `publicKey` (x || y) is not a point
    /// other than infinity.
    package static func verify(
        hash: UnsafeRawPointer,
        signature: UnsafeRawPointer,
        publicKey: UnsafeRawPointer
    ) -> Bool? {
        guard let x = Fp(exactly: UInt256(bigEndianAt: publicKey)),
            let y = Fp(exactly: UInt256(bigEndianAt: publicKey + 32)), y * y == Point.curveSide(x)
        else { return nil }
        let r = UInt256(bigEndianAt: signature)
        let s = UInt256(bigEndianAt: signature + 32)
        guard !r.isZero, r < order, !s.isZero, s < order else { return false }
        // n is above 2^255, so one subtraction reduces the hash.
        let hash = UInt256(bigEndianAt: hash)
        let z = hash >= order ? hash &- order : hash
        let inverse = ModularInverter(modulus: order, negatedInverse: 0xccd1_c8aa_ee00_bc4f).inverse(of: s)
        let sum = Point.sum(
            z.multipliedModulo(inverse, order),
            .generator,
            r.multipliedModulo(inverse, order),
            Point(x: x, y: y, z: .one)
        )
        guard !sum.z.isZero else { return false }
        // x modulo n is r: x is r or r + n, and below p.
        if sum.hasAffineX(r) { return true }
        let (second, overflow) = r.addingReportingOverflow(order)
        return !overflow && sum.hasAffineX(second)
    }
}

extension Secp256r1 {
    /// A point (x / z^2, y / z^3); infinity when z is zero.
    ///
    /// Formulas dbl-2001-b and add-1998-cmo-2 of https://hyperelliptic.org/EFD/g1p/auto-shortw-jacobian-3.html, with
    /// every exceptional case handled.
    fileprivate struct Point {
        var x: Fp
        var y: Fp
        var z: Fp

        static var infinity: Point { Point(x: .one, y: .one, z: .zero) }

        static var generator: Point {
            Point(
                x: Fp(
                    montgomery: 0x79e7_30d4_18a9_143c,
                    0x75ba_95fc_5fed_b601,
                    0x79fb_732b_7762_2510,
                    0x1890_5f76_a537_55c6
                ),
                y: Fp(
                    montgomery: 0xddf2_5357_ce95_560a,
                    0x8b4a_b8e4_ba19_e45c,
                    0xd2e8_8688_dd21_f325,
                    0x8571_ff18_2588_5d85
                ),
                z: .one
            )
        }

        /// x^3 - 3x + b.
        static func curveSide(_ x: Fp) -> Fp {
            let b = Fp(
                montgomery: 0xd89c_df62_29c4_bddf,
                0xacf0_05cd_7884_3090,
                0xe5a2_20ab_f721_2ed6,
                0xdc30_061d_0487_4834
            )
            return x * x * x - (x + x + x) + b
        }

        /// j p + k q, by simultaneous doublings.
        static func sum(_ j: UInt256, _ p: Point, _ k: UInt256, _ q: Point) -> Point {
            let both = p + q
            var sum = infinity
            for position in stride(from: 255, through: 0, by: -1) {
                sum = sum.doubled
                let bits = ((j >> position).l0 & 1, (k >> position).l0 & 1)
                switch bits {
                case (0, 0): break
                case (0, _): sum = sum + q
                case (_, 0): sum = sum + p
                default: sum = sum + both
                }
            }
            return sum
        }

        /// Whether the affine x of a point that is not infinity is a certain integer.
        func hasAffineX(_ integer: UInt256) -> Bool {
            guard let x = Fp(exactly: integer) else { return false }
            return x * (z * z) == self.x
        }

        /// Twice the point; no point has order two.
        var doubled: Point {
            let delta = z * z
            let gamma = y * y
            let beta = x * gamma
            let product = (x - delta) * (x + delta)
            let alpha = product + product + product
            let beta2 = beta + beta
            let beta4 = beta2 + beta2
            let x3 = alpha * alpha - (beta4 + beta4)
            let gamma2 = gamma + gamma
            let gammaSquared8 = (gamma2 * gamma2) + (gamma2 * gamma2)
            let sum = y + z
            return Point(x: x3, y: alpha * (beta4 - x3) - gammaSquared8, z: sum * sum - gamma - delta)
        }

        static func + (p: Point, q: Point) -> Point {
            if p.z.isZero { return q }
            if q.z.isZero { return p }
            let zz1 = p.z * p.z
            let zz2 = q.z * q.z
            let u1 = p.x * zz2
            let h = q.x * zz1 - u1
            let s1 = p.y * q.z * zz2
            let r = q.y * p.z * zz1 - s1
            if h.isZero { return r.isZero ? p.doubled : infinity }
            let hh = h * h
            let hhh = h * hh
            let v = u1 * hh
            let x3 = r * r - hhh - v - v
            return Point(x: x3, y: r * (v - x3) - s1 * hhh, z: p.z * q.z * h)
        }
    }
}
