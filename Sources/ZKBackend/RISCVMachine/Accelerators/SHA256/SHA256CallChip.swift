package import ProofVerifier

/// The `ecall` that compresses the 8 words at a1, a block, into the 4 words at a0, eight numbers of 32 bits.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | see `CallColumns` and `PointerRead` (`state`, `block`) | | | |
/// | `block W low`, `high`, and its access | a word of the block; see `WordRead` | 32 each | the memory bus |
/// | `message I` | a word of the message: a half of the block with its bytes swapped | 32 | the byte swap bus |
/// | `state W limb L` | what replaces a word of the state | 16 each | the range table |
/// | `state W replaced low`, `high`, and its access | what was there; see `WordWrite` | 32 each | the memory bus |
/// | `output I` | a working variable after the last round | 33 or more | the sha256 bus |
///
/// The new state is the old one plus the rounds' output modulo 2^32: it is below 2^32 by its limbs, and what the sum
/// exceeds it by is 0 or 2^32. The block is read before the state is written, so that they may overlap.
///
/// Interactions: those of the gadgets, `swap I` (byte swap), `rounds begin` and `rounds end` (sha256).
package struct SHA256CallChip: Sendable {
    /// The row's place in the run.
    package let call: CallColumns
    /// Where the state is.
    package let state: PointerRead
    /// Where the block is.
    package let block: PointerRead
    /// The reads of the block.
    package let blockWords: [WordRead]
    /// The 16 words of the message.
    package let message: [Column]
    /// What replaces the state.
    package let after: [LimbColumns]
    /// The accesses to the state.
    package let stateWords: [WordWrite]
    /// The eight working variables after the last round.
    package let output: [Column]
    /// The declaration.
    package let chip: Chip

    /// Words of the state.
    package static let stateWordCount = 4
    /// Words of a block.
    package static let blockWordCount = 8

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("sha256 call", height: InstructionColumns.height)
        let call = CallColumns(.sha256Block, in: &builder)
        let state = call.pointer("state", argument: 0, in: &builder)
        let block = call.pointer("block", argument: 1, in: &builder)
        let blockWords = (0..<Self.blockWordCount).map { index in
            call.read("block \(index)", at: block, word: index, slot: .first, in: &builder)
        }
        let message = (0..<2 * Self.blockWordCount).map { builder.column("message \($0)") }
        let after = (0..<Self.stateWordCount).map { index in
            LimbColumns("state \(index)", in: &builder, times: call.used, range: RISCVBuses.range)
        }
        let stateWords = after.enumerated().map { index, word in
            call.write("state \(index)", word.value, at: state, word: index, slot: .second, in: &builder)
        }
        let output = (0..<2 * Self.stateWordCount).map { builder.column("output \($0)") }

        let blockHalves = blockWords.flatMap { [$0.word.low, $0.word.high] }
        for (index, half) in blockHalves.enumerated() {
            builder.send("swap \(index)", to: RISCVBuses.byteSwap, times: call.used, [half, message[index]])
        }
        let before = stateWords.flatMap { [$0.replaced.low, $0.replaced.high] }
        for (index, half) in after.flatMap({ [$0.value.low, $0.value.high] }).enumerated() {
            let excess = (before[index] + output[index] - half) * WordExpression.carryScale
            builder.require("state half \(index) is the sum modulo 2^32", isBoolean: excess)
        }
        builder.send(
            "rounds begin",
            to: RISCVBuses.sha256,
            times: call.used,
            [call.identity, Expression(0)] + before + message
        )
        let noSchedule = [Expression](repeating: 0, count: 16)
        builder.receive(
            "rounds end",
            from: RISCVBuses.sha256,
            times: call.used,
            [call.identity, Expression(UInt64(SHA256Shape.roundCount))] + output + noSchedule
        )
        (self.call, self.state, self.block) = (call, state, block)
        (self.blockWords, self.message, self.after) = (blockWords, message, after)
        (self.stateWords, self.output) = (stateWords, output)
        chip = builder.build()
    }
}
