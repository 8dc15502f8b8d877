package import ProofVerifier

/// The program's text: one row a word, received as often as it is decoded.
///
/// Fixed columns: whether the program has the row, and the word; row i is at address `MachineMap.text` + 4 i.
///
/// | column | meaning | constrained by |
/// |---|---|---|
/// | `word multiplicity` | rows of the decode chip that decode the word | the program bus |
package struct ProgramChip: Sendable {
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("program", height: .program(maximumLogHeight: MachineMap.maximumLogTextWords))
        let exists = builder.programRow()
        let address = Expression(MachineMap.text) + 4 * builder.rowIndex()
        let word = builder.programColumn(0)
        _ = builder.lookupTable("word", on: RISCVBuses.program, [exists, address, word])
        chip = builder.build()
    }

    /// The words; rows before the text's first are no instructions.
    package func programColumns(of program: RISCVProgram) -> [[Goldilocks]] {
        let before = repeatElement(Goldilocks.zero, count: program.textRow)
        return [before + program.textWords.map { Goldilocks(UInt64($0)) }]
    }
}
