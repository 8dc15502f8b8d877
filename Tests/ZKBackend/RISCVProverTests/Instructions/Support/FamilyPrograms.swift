import GuestExecutor
import MachineTestSupport
import RISCVMachine
import RISCVProver

/// Runs of small programs, of which the rows of one family are looked at.
enum FamilyPrograms {
    /// Numbers at which instructions behave in their own ways.
    static let edges: [UInt64] = [
        0, 1, 2, 15, 16, 31, 32, 33, 63, 64, 96, 127, 128, 0xff, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0x7fff_ffff,
        0x8000_0000, 0xffff_ffff, 0x1_0000_0000, 0x7fff_ffff_ffff_ffff, 0x8000_0000_0000_0000, 0xffff_ffff_0000_0000,
        0xffff_ffff_8000_0000, 0xffff_ffff_7fff_ffff, 0xffff_ffff_ffff_fffe, 0xffff_ffff_ffff_ffff,
        0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210,
    ]

    /// The family's rows of a run of `body` for every pair of edge values in a0 and a1, with t3 at the address of a0's
    /// value and t4 eight bytes further.
    ///
    /// - Parameters:
    ///   - family: Whose rows.
    ///   - others: Values of a1, all edges unless given.
    ///   - body: Instructions that keep t3 and t6.
    /// - Returns: The rows.
    /// - Throws: What the executor throws.
    static func rows(
        of family: InstructionFamily,
        with others: [UInt64] = edges,
        _ body: [UInt32]
    ) throws -> FamilyRows {
        let pairs = edges.flatMap { a in others.flatMap { [a, $0] } }
        let base = Int32(ELFWriter.imageBase)
        var text = Assembly.load(base, into: Register.t3)
        text += Assembly.load(base + Int32(pairs.count * 8), into: Register.t6)
        let loop = text.count
        text.append(Assembly.immediate(.ld, Register.a0, Register.t3, 0))
        text.append(Assembly.immediate(.ld, Register.a1, Register.t3, 8))
        text.append(Assembly.immediate(.addi, Register.t4, Register.t3, 8))
        text += body
        text.append(Assembly.immediate(.addi, Register.t3, Register.t3, 16))
        text.append(Assembly.branch(.bne, Register.t3, Register.t6, 4 * Int32(loop - text.count)))
        return try rows(of: family, text: text, image: pairs.flatMap(\.bytes))
    }

    /// The family's rows of a run of a text.
    static func rows(of family: InstructionFamily, text: [UInt32], image: [UInt8] = []) throws -> FamilyRows {
        let program = try ProgramImage(elf: ELFWriter(text: text + Assembly.exit(), image: image).bytes)
        let input = (0..<64).map { UInt8(truncatingIfNeeded: 37 * $0 + 201) }
        let trace = try Executor(program, cycleLimit: 10_000_000).trace(input: input)
        return FamilyRows(trace[family], of: DecodedProgram(program))
    }
}
