package import ProofVerifier

/// The rounds of Keccak-f: number, and the seven bits of its constant that are not always 0.
///
/// The table has a power of two of rows; those beyond the last round repeat it.
///
/// | column | meaning | constrained by |
/// |---|---|---|
/// | `round multiplicity` | how often the round is looked up | the round table's bus |
package struct KeccakRoundTableChip: Sendable {
    /// The declaration.
    package let chip: Chip

    private static let logHeight = 5

    /// Declares the chip.
    package init() {
        typealias Shape = KeccakPermutationShape
        var builder = ChipBuilder("keccak rounds", height: .fixed(logHeight: Self.logHeight))
        let rounds = (0..<1 << Self.logHeight).map { min($0, Shape.roundCount - 1) }
        let number = builder.constants(rounds.map { Goldilocks(UInt64($0)) })
        let constant = builder.constants(rounds.map { Goldilocks(Shape.packedConstants[$0]) })
        _ = builder.lookupTable("round", on: RISCVBuses.keccakRound, [number, constant])
        chip = builder.build()
    }
}

/// The numbers of five hexadecimal digits that are all even: digit I is twice the row's bits 3 I to 3 I + 2.
///
/// | column | meaning | constrained by |
/// |---|---|---|
/// | `number multiplicity` | how often the number is looked up | the even digits' bus |
package struct EvenDigitsChip: Sendable {
    /// The declaration.
    package let chip: Chip

    private static let digitCount = 5

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("even digits", height: .fixed(logHeight: 3 * Self.digitCount))
        let digits = (0..<Self.digitCount).map { builder.rowBits(from: 3 * $0, count: 3) }
        let number = digits.reversed().reduce(Expression(0)) { 16 * $0 + 2 * $1 }
        _ = builder.lookupTable("number", on: RISCVBuses.evenDigits, [number])
        chip = builder.build()
    }
}
