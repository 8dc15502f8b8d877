extension DodecicExtension where Base == BN254.Fp {
    /// The power x of an element of the cyclotomic subgroup, where x = 4965661367192848881 is the curve's parameter.
    package var raisedToCurveParameter: Self {
        let squared = cyclotomicSquared
        let cubed = squared * self
        let fifth = cubed * squared
        let seventh = fifth * squared
        // Non-adjacent form of x with window 4, below its top digit 1, most significant first: runs of squarings, each
        // run followed by a product with an odd power.
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

    private static var curveParameterDigits: [(squarings: Int, digit: Int)] {
        [
            (6, 5), (5, -3), (4, 3), (5, 5), (4, -5), (4, -3), (4, 1), (5, 5), (5, 7), (4, -7), (7, 5), (5, -1), (4, 1),
        ]
    }
}
