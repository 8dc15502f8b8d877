package import ProofVerifier

/// The `ecall` that permutes the 25 words at a0 by Keccak-f[1600].
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | see `CallColumns` and `PointerRead` (`state`) | | | |
/// | `lane L after low`, `lane L after high` | what replaces the word | 32 each | the keccak bus: made of bits there |
/// | `lane L replaced low`, `high`, and its access | what was there; see `WordWrite` | 32 each | the memory bus |
///
/// Interactions: those of the gadgets, `state before` and `state after` (keccak).
package struct KeccakCallChip: Sendable {
    /// The row's place in the run.
    package let call: CallColumns
    /// Where the state is.
    package let state: PointerRead
    /// What replaces the state.
    package let after: [WordColumns]
    /// The accesses to the state.
    package let lanes: [WordWrite]
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        typealias Shape = KeccakPermutationShape
        var builder = ChipBuilder("keccak call", height: InstructionColumns.height)
        let call = CallColumns(.keccakF, in: &builder)
        let state = call.pointer("state", argument: 0, in: &builder)
        let after = (0..<Shape.laneCount).map { WordColumns("lane \($0) after", in: &builder) }
        let lanes = after.enumerated().map { index, word in
            call.write("lane \(index)", word.value, at: state, word: index, slot: .first, in: &builder)
        }
        builder.send(
            "state before",
            to: RISCVBuses.keccak,
            times: call.used,
            [call.identity, Expression(0)] + Self.halves(lanes.map(\.replaced))
        )
        builder.receive(
            "state after",
            from: RISCVBuses.keccak,
            times: call.used,
            [call.identity, Expression(UInt64(Shape.roundCount))] + Self.halves(after)
        )
        (self.call, self.state, self.after, self.lanes) = (call, state, after, lanes)
        chip = builder.build()
    }

    private static func halves(_ words: [WordColumns]) -> [any ExpressionConvertible] {
        words.flatMap { [$0.low, $0.high] }
    }
}
