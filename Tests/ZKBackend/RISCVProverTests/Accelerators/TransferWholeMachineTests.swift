import GuestExecutor
import MachineTestSupport
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import TestSupport
import Testing

/// `copy` and `fill` in programs of the whole machine.
@Suite("RISC-V accelerators: transfers on the whole machine")
struct TransferWholeMachineTests {
    private static let image = ELFWriter.imageBase
    private static let input = MachineRegion.input.addresses.lowerBound

    private static let inputBytes = (0..<200 as Range<UInt8>).map(\.self)

    private static func call(_ call: MachineCall, _ arguments: [UInt64]) -> [UInt32] {
        zip([Register.a7, Register.a0, Register.a1, Register.a2], [call.rawValue] + arguments)
            .flatMap { Assembly.load(Int32(truncatingIfNeeded: $1), into: $0) } + [Assembly.ecall]
    }

    /// Copies between image, stack, RAM, input and output, fills, and calls without words.
    private static func run(callCount: Int, seed: UInt64) throws -> GuestRun {
        var source = SplitMix64(seed: seed)
        let bases = [image, 0x1800_0000, 0x10ff_fe00]
        func place() -> UInt64 { bases[Int(source.next() % 3)] + 8 * (source.next() % 40) }
        var text = call(.copy, [image, image + 16, 8]) + call(.copy, [0x1800_0000, input + 8, 5])
        text += call(.fill, [image + 8, UInt64(bitPattern: -5), 3]) + call(.copy, [0, UInt64(Int32.max), 0])
        for index in 0..<callCount {
            let count = source.next() % 24
            switch index % 3 {
            case 0:
                text += call(
                    .fill,
                    [place(), UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: source.next()))), count]
                )
            case 1: text += call(.copy, [place(), place(), count])
            default: text += call(.copy, [place(), input + 8 * (source.next() % 8), count])
            }
        }
        text += call(.copy, [MachineRegion.output.addresses.lowerBound, image, 5])
        let words = (0..<64).map { _ in source.next() }
        return try GuestRun(
            text + Assembly.exit(),
            image: words.flatMap(\.bytes),
            input: Self.inputBytes
        )
    }

    @Test("Runs with transfers keep every rule, words of the input beyond its bytes included")
    func honestRuns() throws {
        let run = try Self.run(callCount: 90, seed: 1)
        #expect(run.execution[.copy]?.rowCount == 64 && run.execution[.fill]?.rowCount == 31)
        #expect(try run.violations() == [])
    }

    @Test("The proof of a run with transfers is accepted")
    func proof() throws {
        let run = try Self.run(callCount: 9, seed: 2)
        let machine = try GuestRun.machine.get()
        let system = MachineProofSystem(machine.definition, securityBits: 32)
        let key = system.verificationKey(for: run.program)
        let statement = try #require(machine.definition.statement(key, publicValues: run.output))
        let proof = try MachineProver.prove(
            run.trace,
            statement: statement,
            parameters: ProofParameters(securityBits: 32),
            workers: Workers(count: 2)
        )
        try system.verify(key, publicValues: run.output, proof: proof)
    }

    @Test("Each column of each call and of its words is bound")
    func everyColumn() throws {
        let run = try Self.run(callCount: 0, seed: 3)
        let mutations = try TraceMutations(run.trace, of: try GuestRun.machine.get().machine)
        // Rows: a copy in memory, one from the input, one without words, one to the output, and the fill.
        for row in 0..<5 {
            let free = row == 2 ? ["is input": "without words nothing is read"] : [:]
            #expect(try mutations.survivors(ofChip: "transfer call", row: row, free: free) == [])
        }
        // 8 words, 5 of the input, 5 to the output, then the fill's.
        for row in [0, 7, 8, 12, 17] { #expect(try mutations.survivors(ofChip: "transfer word", row: row) == []) }
        let unread = ["source previous timestamp", "source gap low"].map { ($0, "a fill has no source") }
        for row in 18...20 {
            let free = Dictionary(uniqueKeysWithValues: unread)
            #expect(try mutations.survivors(ofChip: "transfer word", row: row, free: free) == [])
        }
    }

    @Test("A word that was not there is refused, and so is one that is left out")
    func forgedWords() throws {
        let run = try Self.run(callCount: 0, seed: 4)
        var forged = run.trace
        let value = try forged.cell("transfer word", "value low", row: 2)
        try forged.set("transfer word", "value low", row: 2, to: value + .one)
        #expect(try run.violations(in: forged) != [])
        var missing = run.trace
        try missing.clear("transfer word", row: 2)
        #expect(try run.violations(in: missing) != [])
        var twice = run.trace
        try twice.duplicate("transfer word", row: 2)
        #expect(try run.violations(in: twice) != [])
        var call = run.trace
        try call.duplicate("transfer call", row: 2)
        #expect(try run.violations(in: call) != [])
    }

    @Test("A transfer behind the program's initial data has no trace")
    func behindImage() throws {
        let text = Self.call(.fill, [Self.image, 1, 2]) + Assembly.exit()
        #expect(try GuestRun(text, image: [UInt8](repeating: 0, count: 16)).violations() == [])
        #expect(throws: ProvableRISCVMachine.RunFailure.self) {
            try GuestRun(text, image: [UInt8](repeating: 0, count: 8))
        }
    }

    @Test("A profile foretells the rows of transfers")
    func prediction() throws {
        let run = try Self.run(callCount: 30, seed: 5)
        let profile = try Executor(#require(ProgramImage(run.program))).profile(input: Self.inputBytes)
        let definition = try GuestRun.machine.get().definition
        let predicted = definition.usedRowCounts(of: profile, program: run.program)
        for chip in [definition.transferCall.chip, definition.transferWord.chip] {
            let index = try #require(definition.machine.chips.firstIndex { $0.name == chip.name })
            #expect(predicted[index] == run.trace.tables[index].usedRowCount && predicted[index] > 30)
        }
    }
}
