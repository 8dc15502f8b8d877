/// Multiples of G1's generator, kept because every opening needs one.
struct GeneratorMultiples: Sendable {
    /// Bits of a window: 64 odd multiples, 6 kB, for each half of a scalar.
    private static let windowWidth = 8

    /// The odd multiples of the generator up to 127.
    private let multiples: [BLS12381.G1]
    /// Their images under the curve's endomorphism.
    private let images: [BLS12381.G1]

    static let shared = GeneratorMultiples()

    private init() {
        let generator = JacobianPoint(BLS12381.G1.generator)
        let twice = generator.doubled
        var sums = [generator]
        for index in 1..<1 << (Self.windowWidth - 2) { sums.append(sums[index - 1] + twice) }
        multiples = BLS12381.G1.normalized(sums)
        images = multiples.map { $0.endomorphism }
    }

    /// `factor` times a point of the subgroup and `generatorFactor` times the generator, with doublings in common.
    ///
    /// P. Straus, "Addition chains of vectors", 1964, on four halves of scalars.
    func sum(
        _ factor: BLS12381.Fr,
        times point: BLS12381.G1,
        plusGeneratorTimes generatorFactor: BLS12381.Fr
    ) -> JacobianPoint<BLS12381.Fp> {
        var terms: [(digits: WindowedDigits, table: [BLS12381.G1])] = []
        let generatorHalves = generatorFactor.halves
        terms.append((WindowedDigits(generatorHalves.low, windowWidth: Self.windowWidth), multiples))
        terms.append((WindowedDigits(generatorHalves.high, windowWidth: Self.windowWidth), images))
        if !point.isInfinity {
            var sums = [JacobianPoint(point)]
            let twice = sums[0].doubled
            for index in 1..<8 { sums.append(sums[index - 1] + twice) }
            let table = BLS12381.G1.normalized(sums)
            let halves = factor.halves
            terms.append((WindowedDigits(halves.low), table))
            terms.append((WindowedDigits(halves.high), table.map { $0.endomorphism }))
        }
        var sum = JacobianPoint<BLS12381.Fp>.infinity
        let length = terms.map { $0.digits.count }.max() ?? 0
        for position in stride(from: length - 1, through: 0, by: -1) {
            sum = sum.doubled
            for index in terms.indices {
                let digit = terms[index].digits.digits[position]
                if digit == 0 { continue }
                let multiple = terms[index].table[Int(digit.magnitude) / 2]
                sum = sum + (digit < 0 ? -multiple : multiple)
            }
        }
        return sum
    }
}
