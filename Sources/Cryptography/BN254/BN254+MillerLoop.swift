// The optimal ate pairing's Miller loop (F. Vercauteren, "Optimal pairings", https://eprint.iacr.org/2008/096) for all
// pairs at once: the accumulated value is squared once per step for all of them. The twist is of D-type, so a point (x,
// y) of it is (x w^2, y w^3) on the curve over Fp12, and a line is c + b w + a v w, up to a factor in Fp2 that the
// final exponentiation removes.
extension BN254 {
    /// A point of G2 as the lines of its Miller loop, which depend on nothing else.
    ///
    /// Each is c y + b x w + a v w at a point (x, y) of G1.
    package struct PreparedG2: Sendable {
        /// In the order of the Miller loop; none for infinity.
        let lines: [TwistLine<Fp>]

        /// The lines of a point of the twist, or nil when the point is outside the subgroup of order r.
        ///
        /// The loop leaves (6u + 2) Q + psi(Q) - psi^2(Q), which is -psi^3(Q) exactly for points of the subgroup
        /// (docs/bn254.md). Where Q's order is so small that a chord is no chord, the multiple's z becomes zero and
        /// stays zero.
        package init?(_ q: G2) {
            guard !q.isInfinity else {
                lines = []
                return
            }
            var lines: [TwistLine<Fp>] = []
            lines.reserveCapacity(90)
            var multiple = HomogeneousPoint(x: q.x, y: q.y, z: .one)
            let negated = -q
            for digit in loopDigits {
                lines.append(multiple.double())
                if digit != 0 { lines.append(multiple.add(digit > 0 ? q : negated)) }
            }
            let image = q.frobenius
            let negatedSecondImage = q.negatedFrobeniusSquared
            lines.append(multiple.add(image))
            lines.append(multiple.add(negatedSecondImage))
            guard multiple.isSamePoint(as: negatedSecondImage.frobenius) else { return nil }
            self.lines = lines
        }
    }

    /// The Miller loop's product over pairs without a point at infinity.
    static func millerLoop(_ pairs: [(p: G1, q: PreparedG2)]) -> Fp12 {
        var value = Fp12.one
        var step = 0
        func multiplyByLines() {
            for pair in pairs { value.multiply(by: pair.q.lines[step], at: pair.p) }
            step += 1
        }
        for (index, digit) in loopDigits.enumerated() {
            if index > 0 { value = value.squared }
            multiplyByLines()
            if digit != 0 { multiplyByLines() }
        }
        multiplyByLines()
        multiplyByLines()
        return value
    }

    /// The non-adjacent form of 6x + 2 below its top digit 1, most significant first.
    private static let loopDigits: [Int8] = [
        0, -1, 0, 1, 0, 0, 0, -1, 0, -1, 0, 0, 0, -1, 0, 1, 0, -1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0, 1, 0, 0, -1,
        0, 0, 0, 0, -1, 0, 1, 0, 0, 0, -1, 0, -1, 0, 0, 1, 0, 0, 0, -1, 0, 0, -1, 0, 1, 0, 1, 0, 0, 0,
    ]
}

extension DodecicExtension where Base == BN254.Fp {
    /// Multiplies by a line at the point p, with thirteen products in Fp2.
    @inline(__always)
    fileprivate mutating func multiply(by line: TwistLine<Base>, at p: BN254.G1) {
        let a = line.c * p.y
        let b = line.b * p.x
        let v0 = c0 * a
        let v1 = c1.timesSparse(b, line.a)
        let cross = (c0 + c1).timesSparse(a + b, line.a)
        c0 = v0 + v1.timesV
        c1 = cross - v0 - v1
    }
}
