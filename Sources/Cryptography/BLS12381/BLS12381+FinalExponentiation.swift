extension DodecicExtension where Base == BLS12381.Fp {
    /// The power that maps a Miller loop's value, not zero, to the group of r-th roots of one.
    ///
    /// First (p^6 - 1)(p^2 + 1), then 3 (p^4 - p^2 + 1) / r = (x - 1)^2 (x + p)(x^2 + p^2 - 1) + 3, x the curve's
    /// parameter: D. Hayashida, K. Hayasaka, T. Teruya, "Efficient final exponentiation via cyclotomic structure for
    /// pairings over families of elliptic curves" (https://eprint.iacr.org/2020/875). The factor 3 has no divisor in
    /// common with r, so the result is one exactly when the reduced pairing is.
    package var finalExponentiated: Self {
        let easy = conjugate * inverse
        let f = easy.frobeniusSquared * easy

        let a = f.raisedToCurveParameter * f.conjugate
        let b = a.raisedToCurveParameter * a.conjugate
        let c = b.raisedToCurveParameter * b.frobenius
        let d = c.raisedToCurveParameter.raisedToCurveParameter * c.frobeniusSquared * c.conjugate
        return d * f.cyclotomicSquared * f
    }

    /// The power x of an element of the cyclotomic subgroup, where x = -0xd201000000010000 is the curve's parameter.
    package var raisedToCurveParameter: Self {
        var power = self
        for position in stride(from: 62, through: 0, by: -1) {
            power = power.cyclotomicSquared
            if BLS12381.curveParameterMagnitude &>> UInt64(position) & 1 == 1 { power = power * self }
        }
        return power.conjugate
    }
}

extension BLS12381 {
    /// The product of the pairings of points of the subgroups, to the fixed power that the final exponentiation adds.
    package static func pairingProduct(_ pairs: [(p: G1, q: PreparedG2)]) -> Fp12 {
        // A pairing with infinity is one.
        let finite = pairs.filter { !$0.p.isInfinity && !$0.q.lines.isEmpty }
        return finite.isEmpty ? .one : millerLoop(finite).finalExponentiated
    }

    /// Whether the product of the pairings of points of the subgroups is one, as it is for no pairs.
    package static func pairingProductIsOne(_ pairs: [(p: G1, q: PreparedG2)]) -> Bool {
        pairingProduct(pairs) == .one
    }
}
