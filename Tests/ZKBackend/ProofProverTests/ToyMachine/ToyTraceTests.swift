import ProofProver
import ProofVerifier
import TestSupport
import Testing
import ToyMachine

/// A run that every test of the toy machine starts from.
struct ToySample: Sendable, CustomTestStringConvertible {
    let name: String
    let program: ToyProgram
    var input: [UInt64] = []

    var testDescription: String { name }

    static func all() throws -> [ToySample] {
        var generator = SplitMix64(seed: 1)
        let message = (0..<5).map { _ in generator.next() } + [generator.next() & 0xff_ffff]
        return try [
            ToySample(name: "sum", program: ToyPrograms.sum(upTo: 5)),
            ToySample(name: "copy", program: ToyPrograms.copy(), input: message),
            ToySample(name: "every rule", program: ToyPrograms.everyRule(), input: ToyPrograms.everyRuleInput),
            ToySample(name: "shared registers, full tables", program: ToyPrograms.sharedRegisters()),
            ToySample(name: "halt alone", program: ToyProgram([.halt])),
            ToySample(name: "tall tables", program: ToyPrograms.increments(words: 300, passes: 2)),
        ]
    }
}

@Suite("Toy machine: honest runs")
struct ToyTraceTests {
    private let air: ToyAIR
    private let checker: TraceChecker

    init() throws {
        air = try ToyAIR()
        checker = TraceChecker(air.machine)
    }

    private func usedRows(_ chip: String, _ trace: Trace) -> Int? {
        air.machine.chips.firstIndex { $0.name == chip }.map { trace.tables[$0].usedRowCount }
    }

    @Test("Every honest trace keeps every rule", arguments: try ToySample.all())
    func honestTracesAreAccepted(_ sample: ToySample) throws {
        let run = try ToyExecutor.run(sample.program, input: sample.input)
        #expect(run.exitCode == 0)
        let violations = checker.violations(in: try air.trace(of: run))
        #expect(violations.isEmpty, "\(violations.map(\.description))")
    }

    @Test("The samples have full tables, tables of one row and empty ones")
    func heights() throws {
        let full = try air.trace(of: try ToyExecutor.run(try ToyPrograms.sharedRegisters()))
        #expect(["addi", "bne", "ld", "sd", "halt"].map { usedRows($0, full) } == [4, 4, 2, 2, 1])
        let halt = try air.trace(of: try ToyExecutor.run(try ToyProgram([.halt])))
        #expect(
            ["addi", "bne", "ld", "sd", "halt", "image", "program"].map { usedRows($0, halt) } == [0, 0, 0, 0, 1, 0, 1]
        )
    }

    @Test("The prover's choice of more rows than needed changes nothing")
    func tallerTables() throws {
        var trace = try air.trace(of: try ToyExecutor.run(try ToyPrograms.sum(upTo: 3)))
        for (index, chip) in air.machine.chips.enumerated() {
            if case .dynamic(let maximum) = chip.height, maximum >= 8 { trace.tables[index].appendRows(100) }
        }
        #expect(checker.violations(in: trace).isEmpty)
    }

    @Test("The same run gives the same trace")
    func determinism() throws {
        let run = try ToyExecutor.run(try ToyPrograms.everyRule(), input: ToyPrograms.everyRuleInput)
        let (first, second) = (try air.trace(of: run), try air.trace(of: run))
        #expect(first.tables.map(\.columns) == second.tables.map(\.columns))
        #expect(first.publicFractions == second.publicFractions)
        #expect(try ToyAIR().machine.digest == air.machine.digest)
    }
}
