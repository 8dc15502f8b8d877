// The optimal ate pairing's Miller loop (F. Vercauteren, "Optimal pairings", https://eprint.iacr.org/2008/096) for all pairs at
// once: the accumulated value is squared once a step for all of them. Points move in homogeneous coordinates with the formulas
// of D. Aranha et al., "The Realm of the Pairings" (https://eprint.iacr.org/2013/722), section 4; a line is
// a + b w + c v w in Fp12, up to a factor in Fp2 that the final exponentiation removes.
extension BN254 {
    /// The Miller loop's product over pairs without a point at infinity.
    static func millerLoop(_ pairs: [(p: G1, q: G2)]) -> Fp12 {
        var states = pairs.map { MillerState(p: $0.p, q: $0.q) }
        var value = Fp12.one
        var isFirst = true
        for digit in loopDigits {
            if !isFirst { value = value.squared }
            isFirst = false
            for index in states.indices {
                states[index].double(into: &value)
                if digit == 1 {
                    states[index].add(states[index].q, into: &value)
                } else if digit == -1 {
                    states[index].add(-states[index].q, into: &value)
                }
            }
        }
        for index in states.indices {
            let q = states[index].q
            states[index].add(q.frobenius, into: &value)
            states[index].add(q.negatedFrobeniusSquared, into: &value)
        }
        return value
    }

    /// The non-adjacent form of 6x + 2 below its top digit 1, most significant first.
    private static let loopDigits: [Int8] = [
        0, -1, 0, 1, 0, 0, 0, -1, 0, -1, 0, 0, 0, -1, 0, 1, 0, -1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0, 1, 0, 0, -1,
        0, 0, 0, 0, -1, 0, 1, 0, 0, 0, -1, 0, -1, 0, 0, 1, 0, 0, 0, -1, 0, 0, -1, 0, 1, 0, 1, 0, 0, 0,
    ]
}

extension DodecicExtension where Base == BN254.Fp {
    /// Multiplies by the line a + b w + c v w, with thirteen products in Fp2.
    fileprivate mutating func multiply(byLine a: BN254.Fp2, _ b: BN254.Fp2, _ c: BN254.Fp2) {
        let v0 = c0 * a
        let v1 = c1.timesSparse(b, c)
        let cross = (c0 + c1).timesSparse(a + b, c)
        c0 = v0 + v1.timesV
        c1 = cross - v0 - v1
    }
}

/// One pair's progress through the Miller loop: the multiple (x / z, y / z) of q on the twist.
private struct MillerState {
    let q: BN254.G2
    let negatedX: BN254.Fp
    let y: BN254.Fp
    var tx: BN254.Fp2
    var ty: BN254.Fp2
    var tz: BN254.Fp2

    init(p: BN254.G1, q: BN254.G2) {
        self.q = q
        negatedX = -p.x
        y = p.y
        tx = q.x
        ty = q.y
        tz = .one
    }

    /// Doubles the multiple and multiplies `value` by the tangent, evaluated at the pair's point of G1.
    mutating func double(into value: inout BN254.Fp12) {
        let a = (tx * ty).halved
        let b = ty.squared
        let c = tz.squared
        let e = BN254.G2.b * c.tripled
        let f = e.tripled
        let g = (b + f).halved
        let h = (ty + tz).squared - b - c
        let xx = tx.squared
        tx = a * (b - f)
        ty = g.squared - e.squared.tripled
        tz = b * h
        value.multiply(byLine: h * y, xx.tripled * negatedX, b - e)
    }

    /// Adds `point` to the multiple and multiplies `value` by the chord, evaluated at the pair's point of G1.
    ///
    /// The multiple never equals plus or minus `point`: both are multiples of q, of prime order r, by different scalars.
    mutating func add(_ point: BN254.G2, into value: inout BN254.Fp12) {
        let theta = ty - point.y * tz
        let lambda = tx - point.x * tz
        let c = theta.squared
        let d = lambda.squared
        let e = lambda * d
        let f = tz * c
        let g = tx * d
        let h = e + f - g.doubled
        tx = lambda * h
        ty = theta * (g - h) - e * ty
        tz = tz * e
        value.multiply(byLine: lambda * y, theta * negatedX, theta * point.x - lambda * point.y)
    }
}
