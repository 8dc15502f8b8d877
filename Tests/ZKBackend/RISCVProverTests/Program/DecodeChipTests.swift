import GuestExecutor
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import TestSupport
import Testing

/// The decode chip and the executor's decoder take the same words for the same instructions.
@Suite struct DecodeChipTests {
    private let decode = DecodeChip()

    /// Every encoding class: each opcode with each funct3, each funct7 that means something somewhere, and operands
    /// that are zero, all ones and mixed.
    @Test func everyEncodingClassIsDecodedAsByTheExecutor() throws {
        let decoder = try WordDecoder(decode)
        var accepted = Set<MachineOperation>()
        for opcode in 0..<UInt32(128) {
            for function3 in 0..<UInt32(8) {
                for function7: UInt32 in [0, 1, 2, 3, 0x10, 0x20, 0x21, 0x40, 0x7f] {
                    for operands: (UInt32, UInt32, UInt32) in [(0, 0, 0), (31, 31, 31), (1, 0, 0), (0, 9, 1), (5, 6, 7)] {
                        let (rd, rs1, rs2) = operands
                        let word =
                            opcode | rd << 7 | function3 << 12 | rs1 << 15 | rs2 << 20 | function7 << 25
                        if let operation = try decoder.check(word)?.operation { accepted.insert(operation) }
                    }
                }
            }
        }
        #expect(accepted == Set(MachineOperation.allCases))
    }

    @Test func randomWordsAreDecodedAsByTheExecutor() throws {
        let decoder = try WordDecoder(decode)
        var random = SplitMix64(seed: 7)
        var accepted = 0
        for index in 0..<100_000 {
            var word = UInt32(truncatingIfNeeded: random.next())
            // Half of them have an opcode of the machine, or few would be instructions.
            if index % 2 == 0 {
                let encodings = InstructionEncoding.all
                let opcode = encodings[Int(random.next() % UInt64(encodings.count))].opcode
                word = word & ~0x7f | UInt32(opcode)
            }
            if try decoder.check(word) != nil { accepted += 1 }
        }
        #expect(accepted > 20_000)
    }

    /// `unimp`, CSR instructions, compressed code, FENCE.I and `ebreak` have no operation.
    @Test func whatTheMachineLacksHasNoRow() throws {
        let decoder = try WordDecoder(decode)
        for word: UInt32 in [0, 0xffff_ffff, 0xc000_1073, 0x3000_2573, 0x0000_100f, 0x0010_0073, 0x0000_4501] {
            #expect(try decoder.check(word) == nil, "\(word)")
        }
    }
}

/// Decodes words by a row of the chip.
private struct WordDecoder {
    let decode: DecodeChip
    let polynomials: ChipPolynomials
    let encodings: Set<[Goldilocks]>

    init(_ decode: DecodeChip) throws {
        self.decode = decode
        let machine = try Machine(chips: [decode.chip], buses: RISCVBuses.all)
        polynomials = machine.polynomials[0]
        encodings = Set(
            InstructionEncoding.all.map { row in
                [row.opcode, row.key, row.operation.rawValue, row.formatNumber].map { Goldilocks($0) }
            }
        )
    }

    /// Compares the chip's decoding with the executor's; what both say.
    func check(_ word: UInt32) throws -> DecodedInstruction? {
        var table = TraceTable(chip: decode.chip, rowCount: 1)
        decode.write(word, to: &table, row: 0)
        table[decode.programCounter, 0] = Goldilocks(MachineMap.text)
        table[decode.executions, 0] = .one
        let values = try polynomials.values(on: table.columns.map { CubicExtension($0[0]) })
        let expected = DecodedInstruction(word: word)
        let isKept = values.prefix(polynomials.constraintCount).allSatisfy(\.isZero)
        try #require(isKept, "\(word)")
        var tuples: [String: [Goldilocks]] = [:]
        for (interaction, outputs) in zip(decode.chip.interactions, polynomials.interactionOutputs) {
            tuples[interaction.name] = values[outputs.dropFirst()].map(\.c0)
        }
        try #require(tuples["word"] == [1, MachineMap.text, UInt64(word)].map { Goldilocks($0) })
        for (name, tuple) in tuples where name.hasSuffix("width") {
            try #require(tuple[0] == tuple[2] && tuple[0].value & tuple[1].value == tuple[0].value, "\(word)")
        }
        guard let encoding = tuples["encoding"], encodings.contains(encoding) else {
            try #require(expected == nil, "\(word)")
            return nil
        }
        let instruction = try #require(expected, "\(word)")
        let fields: [UInt64] = [
            MachineMap.text, instruction.operation.rawValue, UInt64(instruction.rd), instruction.keepsResult ? 1 : 0,
            UInt64(instruction.rs1), UInt64(instruction.rs2), instruction.immediate & 0xffff_ffff,
            instruction.immediate >> 32,
        ]
        try #require(tuples["instruction"] == fields.map { Goldilocks($0) }, "\(word)")
        return instruction
    }
}
