package import ProofVerifier

/// The rounds of SHA-256's compression: number, constant, and whether the message schedule grows.
///
/// | column | meaning | constrained by |
/// |---|---|---|
/// | `round multiplicity` | how often the round is looked up | the round table's bus |
package struct SHA256TableChip: Sendable {
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        typealias Shape = SHA256Shape
        var builder = ChipBuilder("sha256 rounds", height: .fixed(logHeight: 6))
        let rounds = 0..<Shape.roundCount
        let constant = builder.constants(Shape.roundConstants.map { Goldilocks($0) })
        let extends = builder.constants(rounds.map { $0 < Shape.scheduleRoundCount ? .one : .zero })
        _ = builder.lookupTable("round", on: RISCVBuses.sha256Round, [builder.rowIndex(), constant, extends])
        chip = builder.build()
    }
}
