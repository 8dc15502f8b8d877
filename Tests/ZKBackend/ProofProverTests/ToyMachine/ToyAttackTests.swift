import ProofProver
import ProofVerifier
import Testing
import ToyMachine

@Suite("Toy machine: known attacks")
struct ToyAttackTests {
    private let air: ToyAIR

    init() throws {
        air = try ToyAIR()
    }

    @Test("The whole machine refuses", arguments: ToyAttack.all)
    func attackIsRefused(_ attack: ToyAttack) throws {
        let violations = TraceChecker(air.machine).violations(in: try attack.make().trace(air))
        let reports = violations.map(\.description)
        #expect(reports.contains { $0.contains(attack.rule) }, "\(reports)")
    }

    @Test("Each byte of the public output is bound", arguments: 0..<ToyLayout.outputByteCount)
    func outputByteIsBound(_ position: Int) throws {
        let run = try ToyExecutor.run(try ToyPrograms.copy(), input: [1, 2, 3, 4, 5, 6])
        var trace = try air.trace(of: run)
        var output = run.output
        output[position] ^= 1
        trace.publicFractions = try ToyAIR.publicFractions(program: run.program, output: output)
        #expect(!TraceChecker(air.machine).violations(in: trace).isEmpty)
    }

    @Test("An output of another length is no statement", arguments: [0, 42, 44, 48])
    func outputLengthIsFixed(_ count: Int) throws {
        #expect(throws: ToyStatementError.outputLength(count)) {
            try ToyAIR.publicFractions(program: try ToyForge.five(), output: [UInt8](repeating: 0, count: count))
        }
    }

    @Test("Output beyond its 43 bytes has no proof")
    func outputPaddingIsZero() throws {
        let run = try ToyExecutor.run(try ToyPrograms.copy(), input: [1, 2, 3, 4, 5, 1 << 24])
        let violations = TraceChecker(air.machine).violations(in: try air.trace(of: run))
        #expect(violations.contains { $0.description.contains("output") })
    }

    @Test("Another program, entry or image is another statement")
    func programIsBound() throws {
        let program = try ToyForge.imageWord()
        var trace = try air.trace(of: try ToyExecutor.run(program))
        var others = [program, program, program]
        others[0].instructions[0] = .load(rd: 5, rs1: 0, immediate: ToyLayout.image + 8)
        others[1].image[0] = 12
        others[2].entry += 4
        for other in others {
            #expect(other.identity != program.identity)
            trace.program = air.programColumns(of: other)
            trace.publicFractions = try ToyAIR.publicFractions(
                program: other,
                output: [11] + [UInt8](repeating: 0, count: 42)
            )
            #expect(!TraceChecker(air.machine).violations(in: trace).isEmpty)
        }
    }

    @Test("No timestamp reaches 2^32")
    func timestampsFitTheirGaps() throws {
        let rows = air.machine.chips.reduce(UInt64(0)) { rows, chip in
            guard chip.column(named: "pc") != nil, case .dynamic(let logHeight) = chip.height else { return rows }
            return rows + 1 << UInt64(logHeight)
        }
        #expect(rows == 5 << 20)
        #expect(ToyLayout.firstTimestamp + rows * ToyLayout.timestampStep < 1 << 32)
    }

    @Test("Regions do not overlap and lie below 2^30")
    func regionsAreDisjoint() throws {
        let bytes = UInt64(8) << UInt64(ToyLayout.maximumLogRegionWords)
        let ends = [
            ToyLayout.text + 4 << UInt64(ToyLayout.maximumLogInstructions), ToyLayout.image + bytes,
            ToyLayout.ram + bytes, ToyLayout.input + bytes, ToyLayout.output + 64,
        ]
        let starts = [ToyLayout.image, ToyLayout.ram, ToyLayout.input, ToyLayout.output, 1 << 30]
        #expect(zip(ends, starts).allSatisfy { $0 <= $1 })
    }
}
