// The optimal ate pairing's Miller loop (F. Vercauteren, "Optimal pairings", https://eprint.iacr.org/2008/096) for all pairs at
// once: the accumulated value is squared once a step for all of them. The twist is of M-type, so a point (x, y) of it is
// (x / w^2, y / w^3) on the curve over Fp12, and a line is a + b w^2 + c w^3, up to a factor in Fp4 that the final
// exponentiation removes.
extension BLS12381 {
    /// A point of G2 as the lines of its Miller loop, which depend on nothing else.
    ///
    /// Each is a + b x w^2 + c y w^3 at a point (x, y) of G1. The points move in homogeneous coordinates with the formulas of
    /// D. Aranha et al., "The Realm of the Pairings" (https://eprint.iacr.org/2013/722), section 4.
    package struct PreparedG2: Sendable {
        /// A line's coefficients.
        struct Line: Sendable {
            let a: Fp2
            let b: Fp2
            let c: Fp2
        }

        /// In the order of the Miller loop; none for infinity.
        let lines: [Line]

        /// Computes the lines of a point of the subgroup of order r.
        package init(_ q: G2) {
            guard !q.isInfinity else {
                lines = []
                return
            }
            var lines: [Line] = []
            lines.reserveCapacity(68)
            var multiple = HomogeneousPoint(x: q.x, y: q.y, z: .one)
            for position in stride(from: 62, through: 0, by: -1) {
                lines.append(multiple.double())
                if curveParameterMagnitude &>> UInt64(position) & 1 == 1 { lines.append(multiple.add(q)) }
            }
            self.lines = lines
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
    fileprivate mutating func multiply(by line: BLS12381.PreparedG2.Line, at p: BLS12381.G1) {
        let b = line.b * p.x
        let c = line.c * p.y
        let v0 = c0.timesSparse(line.a, b)
        let v1 = (c1 * c).timesV
        let cross = (c0 + c1).timesSparse(line.a, b + c)
        c0 = v0 + v1.timesV
        c1 = cross - v0 - v1
    }
}

/// The point (x / z, y / z) of the twist.
private struct HomogeneousPoint {
    var x: BLS12381.Fp2
    var y: BLS12381.Fp2
    var z: BLS12381.Fp2

    /// Doubles the point, and returns the tangent.
    mutating func double() -> BLS12381.PreparedG2.Line {
        let a = (x * y).halved
        let b = y.squared
        let c = z.squared
        // 3 b' z^2 with b' = 4 (1 + i).
        let e = c.tripled.timesNonResidue.doubled.doubled
        let f = e.tripled
        let g = (b + f).halved
        let h = (y + z).squared - b - c
        let xx = x.squared
        x = a * (b - f)
        y = g.squared - e.squared.tripled
        z = b * h
        return BLS12381.PreparedG2.Line(a: b - e, b: -xx.tripled, c: h)
    }

    /// Adds `point`, and returns the chord.
    ///
    /// The multiple never equals plus or minus `point`: both are multiples of a point of prime order r by different scalars.
    mutating func add(_ point: BLS12381.G2) -> BLS12381.PreparedG2.Line {
        let theta = y - point.y * z
        let lambda = x - point.x * z
        let c = theta.squared
        let d = lambda.squared
        let e = lambda * d
        let f = z * c
        let g = x * d
        let h = e + f - g.doubled
        x = lambda * h
        y = theta * (g - h) - e * y
        z = z * e
        return BLS12381.PreparedG2.Line(a: theta * point.x - lambda * point.y, b: -theta, c: lambda)
    }
}
