// Arithmetic for elements of the cyclotomic subgroup, of order p^4 - p^2 + 1, where the final exponentiation's hard
// part happens. There the conjugate is the inverse.
extension DodecicExtension {
    /// Square of an element of the cyclotomic subgroup.
    ///
    /// R. Granger and M. Scott, "Faster squaring in the cyclotomic subgroup of sixth degree extensions"
    /// (https://eprint.iacr.org/2009/565): three squarings in Fp4 = Fp2[w^3].
    package var cyclotomicSquared: Self {
        let (a0, a1) = Self.squareInFp4(c0.c0, c1.c1)
        let (b0, b1) = Self.squareInFp4(c1.c0, c0.c2)
        let (d0, d1) = Self.squareInFp4(c0.c1, c1.c2)
        let d1Shifted = d1.timesNonResidue
        return Self(
            SexticExtension(
                Self.tripleLessDouble(a0, c0.c0),
                Self.tripleLessDouble(b0, c0.c1),
                Self.tripleLessDouble(d0, c0.c2)
            ),
            SexticExtension(
                Self.triplePlusDouble(d1Shifted, c1.c0),
                Self.triplePlusDouble(a1, c1.c1),
                Self.triplePlusDouble(b1, c1.c2)
            )
        )
    }

    /// (x + y s)^2 where s^2 is the non-residue, as coefficients of 1 and s.
    @inline(__always)
    private static func squareInFp4(_ x: QuadraticExtension<Base>, _ y: QuadraticExtension<Base>) -> (
        QuadraticExtension<Base>, QuadraticExtension<Base>
    ) {
        let xx = x.squared
        let yy = y.squared
        return (xx + yy.timesNonResidue, (x + y).squared - xx - yy)
    }

    /// 3 t - 2 z.
    @inline(__always)
    private static func tripleLessDouble(_ t: QuadraticExtension<Base>, _ z: QuadraticExtension<Base>)
        -> QuadraticExtension<Base>
    { (t - z).doubled + t }

    /// 3 t + 2 z.
    @inline(__always)
    private static func triplePlusDouble(_ t: QuadraticExtension<Base>, _ z: QuadraticExtension<Base>)
        -> QuadraticExtension<Base>
    { (t + z).doubled + t }
}
