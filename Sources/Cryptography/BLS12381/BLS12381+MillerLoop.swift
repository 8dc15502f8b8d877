// The optimal ate pairing's Miller loop (F. Vercauteren, "Optimal pairings", https://eprint.iacr.org/2008/096) for all
// pairs at once: the accumulated value is squared once per step for all of them. The twist is of M-type, so a point (x,
// y) of it is (x / w^2, y / w^3) on the curve over Fp12, and a line is a + b w^2 + c w^3, up to a factor in Fp4 that
// the final exponentiation removes.
extension BLS12381 {
    /// A point of G2 as the lines of its Miller loop, which depend on nothing else.
    ///
    /// Each is a + b x w^2 + c y w^3 at a point (x, y) of G1.
    package struct PreparedG2: Sendable {
        /// In the order of the Miller loop; none for infinity.
        let lines: [TwistLine<Fp>]

        /// The lines of a point of the twist, or nil when the point is outside the subgroup of order r.
        ///
        /// The loop leaves z Q, with which `AffinePoint.isInSubgroup` compares. Where Q's order is so small that a
        /// chord is no chord, the multiple's z becomes zero and stays zero.
        package init?(_ q: G2) {
            let (lines, multiple) = Self.lines(of: q)
            guard q.isInfinity || multiple.isSamePoint(as: -q.frobenius) else { return nil }
            self.lines = lines
        }

        /// The lines of a point that is known to be in the subgroup.
        init(knownInSubgroup q: G2) {
            lines = Self.lines(of: q).lines
        }

        /// The lines of a point, and its multiple by z.
        private static func lines(of q: G2) -> (lines: [TwistLine<Fp>], multiple: HomogeneousPoint<Fp>) {
            var multiple = HomogeneousPoint(x: q.x, y: q.y, z: .one)
            if q.isInfinity { return ([], multiple) }
            var lines: [TwistLine<Fp>] = []
            lines.reserveCapacity(68)
            for position in stride(from: 62, through: 0, by: -1) {
                lines.append(multiple.double())
                if curveParameterMagnitude &>> UInt64(position) & 1 == 1 { lines.append(multiple.add(q)) }
            }
            return (lines, multiple)
        }
    }

    /// The Miller loop's product over pairs without a point at infinity.
    static func millerLoop(_ pairs: [(p: G1, q: PreparedG2)]) -> Fp12 {
        var value = Fp12.one
        var step = 0
        for position in stride(from: 62, through: 0, by: -1) {
            if position != 62 { value = value.squared }
            for pair in pairs { value.multiply(by: pair.q.lines[step], at: pair.p) }
            step += 1
            if curveParameterMagnitude &>> UInt64(position) & 1 == 1 {
                for pair in pairs { value.multiply(by: pair.q.lines[step], at: pair.p) }
                step += 1
            }
        }
        // The loop ran over z = -x.
        return value.conjugate
    }
}

extension DodecicExtension where Base == BLS12381.Fp {
    /// Multiplies by a line at the point p, with thirteen products in Fp2.
    @inline(__always)
    fileprivate mutating func multiply(by line: TwistLine<Base>, at p: BLS12381.G1) {
        let b = line.b * p.x
        let c = line.c * p.y
        let v0 = c0.timesSparse(line.a, b)
        let v1 = (c1 * c).timesV
        let cross = (c0 + c1).timesSparse(line.a, b + c)
        c0 = v0 + v1.timesV
        c1 = cross - v0 - v1
    }
}
