extension DodecicExtension where Base == BN254.Fp {
    /// The power that maps a Miller loop's value, not zero, to the group of r-th roots of one.
    ///
    /// First (p^6 - 1)(p^2 + 1), then 2u(6u^2 + 3u + 1) (p^4 - p^2 + 1) / r, u the curve's parameter, by the chain of
    /// L. Fuentes-Castañeda, E. Knapp and F. Rodríguez-Henríquez, "Faster hashing to G2" (SAC 2011). The extra factor
    /// has no divisor in common with r, so the result is one exactly when the reduced pairing is.
    package var finalExponentiated: Self {
        let easy = conjugate * inverse
        let f = easy.frobeniusSquared * easy

        let y0 = f.raisedToCurveParameter.conjugate
        let y1 = y0.cyclotomicSquared
        let y3 = y1.cyclotomicSquared * y1
        let y4 = y3.raisedToCurveParameter.conjugate
        let y6 = y4.cyclotomicSquared.raisedToCurveParameter
        let y7 = y6 * y4
        let y8 = y7 * y3.conjugate
        let y9 = y8 * y1
        let y11 = y8 * y4 * f
        let y13 = y9.frobenius * y11
        let y14 = y8.frobeniusSquared * y13
        return (f.conjugate * y9).frobeniusSquared.frobenius * y14
    }
}
