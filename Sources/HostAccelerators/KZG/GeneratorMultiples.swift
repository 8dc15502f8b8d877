/// Multiples of G1's generator, kept because every opening needs one.
struct GeneratorMultiples: Sendable {
    /// Bits of a digit: 64 odd multiples, 6 kB, for each half of a scalar.
    private static let digitBitWidth = 8

    /// The odd multiples of the generator up to 127.
    private let multiples: [BLS12381.G1]
    /// Their images under the curve's endomorphism.
    private let images: [BLS12381.G1]

    static let shared = GeneratorMultiples()

    private init() {
        let generator = JacobianPoint(BLS12381.G1.generator)
        let twice = generator.doubled
        var sums = [generator]
        for index in 1..<1 << (Self.digitBitWidth - 2) { sums.append(sums[index - 1] + twice) }
        multiples = BLS12381.G1.normalized(sums)
        images = multiples.map(\.endomorphism)
    }

    /// `factor` times a point of the subgroup and `generatorFactor` times the generator, with doublings in common.
    ///
    /// P. Straus, "Addition chains of vectors", 1964, on four halves of scalars.
    func sum(
        _ factor: BLS12381.Fr,
        times point: BLS12381.G1,
        plusGeneratorTimes generatorFactor: BLS12381.Fr
    ) -> JacobianPoint<BLS12381.Fp> {
        var terms: [(digits: NonAdjacentDigits, table: [BLS12381.G1])] = []
        let generatorHalves = generatorFactor.halves
        terms.append((NonAdjacentDigits(generatorHalves.low, bitWidth: Self.digitBitWidth), multiples))
        terms.append((NonAdjacentDigits(generatorHalves.high, bitWidth: Self.digitBitWidth), images))
        if !point.isInfinity {
            var sums = [JacobianPoint(point)]
            let twice = sums[0].doubled
            for index in 1..<8 { sums.append(sums[index - 1] + twice) }
            let table = BLS12381.G1.normalized(sums)
            let halves = factor.halves
            terms.append((NonAdjacentDigits(halves.low, bitWidth: 5), table))
            terms.append((NonAdjacentDigits(halves.high, bitWidth: 5), table.map(\.endomorphism)))
        }
        var sum = JacobianPoint<BLS12381.Fp>.infinity
        let length = terms.map(\.digits.count).max() ?? 0
        for position in stride(from: length - 1, through: 0, by: -1) {
            sum = sum.doubled
            for term in terms {
                let digit = term.digits[position]
                if digit == 0 { continue }
                let multiple = term.table[Int(digit.magnitude) / 2]
                sum = sum + (digit < 0 ? -multiple : multiple)
            }
        }
        return sum
    }
}

/// The non-adjacent form of a number below 2^128 with odd digits of at most a number of bits, the sign among them, and zeros;
/// least significant first.
struct NonAdjacentDigits {
    private var digits = InlineArray<136, Int8>(repeating: 0)
    /// Digits up to the last one that is not zero.
    private(set) var count = 0

    /// The digits of a number, of a width of at most 8.
    init(_ number: UInt128, bitWidth: Int) {
        var rest = number
        var position = 0
        let radix = 1 << bitWidth
        while rest != 0 {
            let zeros = rest.trailingZeroBitCount
            rest = rest &>> UInt128(zeros)
            position += zeros
            let window = Int(truncatingIfNeeded: rest & UInt128(radix - 1))
            let digit = window < radix / 2 ? window : window - radix
            digits[position] = Int8(truncatingIfNeeded: digit)
            // Shifted before the carry is added, which may need another bit.
            rest = rest &>> UInt128(bitWidth)
            if digit < 0 { rest &+= 1 }
            count = position + 1
            position += bitWidth
        }
    }

    /// The digit of the weight 2^position, zero beyond the last.
    @inline(__always)
    subscript(position: Int) -> Int8 { position < count ? digits[position] : 0 }
}
