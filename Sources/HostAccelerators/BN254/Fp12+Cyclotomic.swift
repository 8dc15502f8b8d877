// Arithmetic for elements of the cyclotomic subgroup, of order p^4 - p^2 + 1, where the final exponentiation's hard part
// happens. There the conjugate is the inverse.
extension BN254.Fp12 {
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
            BN254.Fp6(
                Self.tripleLessDouble(a0, c0.c0),
                Self.tripleLessDouble(b0, c0.c1),
                Self.tripleLessDouble(d0, c0.c2)
            ),
            BN254.Fp6(
                Self.triplePlusDouble(d1Shifted, c1.c0),
                Self.triplePlusDouble(a1, c1.c1),
                Self.triplePlusDouble(b1, c1.c2)
            )
        )
    }

    /// (x + y s)^2 where s^2 = 9 + i, as coefficients of 1 and s.
    @inline(__always)
    private static func squareInFp4(_ x: BN254.Fp2, _ y: BN254.Fp2) -> (BN254.Fp2, BN254.Fp2) {
        let xx = x.squared
        let yy = y.squared
        return (xx + yy.timesNonResidue, (x + y).squared - xx - yy)
    }

    /// 3 t - 2 z.
    @inline(__always)
    private static func tripleLessDouble(_ t: BN254.Fp2, _ z: BN254.Fp2) -> BN254.Fp2 { (t - z).doubled + t }

    /// 3 t + 2 z.
    @inline(__always)
    private static func triplePlusDouble(_ t: BN254.Fp2, _ z: BN254.Fp2) -> BN254.Fp2 { (t + z).doubled + t }

    /// The power x of an element of the cyclotomic subgroup, where x = 4965661367192848881 is the curve's parameter.
    package var raisedToCurveParameter: Self {
        let squared = cyclotomicSquared
        let cubed = squared * self
        let fifth = cubed * squared
        let seventh = fifth * squared
        // Non-adjacent form of x with window 4, below its top digit 1, most significant first: runs of squarings, each run
        // followed by a product with an odd power.
        var power = self
        for (squarings, digit) in Self.curveParameterDigits {
            for _ in 0..<squarings { power = power.cyclotomicSquared }
            let factor =
                switch digit.magnitude {
                case 1: self
                case 3: cubed
                case 5: fifth
                default: seventh
                }
            power = power * (digit < 0 ? factor.conjugate : factor)
        }
        return power
    }

    private static let curveParameterDigits: [(squarings: Int, digit: Int)] = [
        (6, 5), (5, -3), (4, 3), (5, 5), (4, -5), (4, -3), (4, 1), (5, 5), (5, 7), (4, -7), (7, 5), (5, -1), (4, 1),
    ]
}
