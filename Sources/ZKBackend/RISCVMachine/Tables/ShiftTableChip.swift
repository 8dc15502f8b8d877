package import ProofVerifier

/// The fixed table of `RISCVBuses.shift`: every shift operation by every amount, and how it is computed.
///
/// Its tuple is (operation, is immediate, amount, P, far left, near right, far right, word left, word right,
/// is arithmetic), as `ShiftCase` says; where none of the five kinds is set it is near left. The last rows repeat one,
/// since 12 operations by 64 amounts are no power of two.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `shift multiplicity` | how often the row is looked up | any | the balance of the bus |
package struct ShiftTableChip: Sendable {
    /// Counts of the lookups.
    package let multiplicity: Column
    /// The declaration.
    package let chip: Chip

    /// log2 of the rows.
    private static let logHeight = 10

    /// Declares the table.
    package init() {
        var rows = ShiftCase.all.map { Self.tuple(of: $0) }
        if let last = rows.last { rows += Array(repeating: last, count: (1 << Self.logHeight) - rows.count) }
        var builder = ChipBuilder("shift table", height: .fixed(logHeight: Self.logHeight))
        let tuple = (0..<RISCVBuses.shift.arity).map { element in builder.constants(rows.map { $0[element] }) }
        multiplicity = builder.lookupTable("shift", on: RISCVBuses.shift, tuple)
        chip = builder.build()
    }

    /// What the table says of a shift.
    package static func tuple(of shift: ShiftCase) -> [Goldilocks] {
        let flags: [Bool] = [.farLeft, .nearRight, .farRight, .wordLeft, .wordRight].map { shift.kind == $0 }
        let numbers = [shift.operation.rawValue, shift.isImmediate ? 1 : 0, shift.amount, shift.power]
        return (numbers + (flags + [shift.isArithmetic]).map { $0 ? 1 : 0 }).map { Goldilocks($0) }
    }
}
