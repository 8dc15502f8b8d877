import ProofProver
import ProofVerifier
import TestSupport
import Testing
import ToyMachine

@Suite("Toy machine: executor")
struct ToyExecutorTests {
    private func words(_ output: [UInt8]) -> [UInt64] {
        stride(from: 0, to: output.count, by: 8).map { start in
            output[start..<min(start + 8, output.count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    @Test("Programs compute what they say", arguments: [1, 2, 7] as [UInt64])
    func sums(_ n: UInt64) throws {
        let run = try ToyExecutor.run(try ToyPrograms.sum(upTo: n))
        #expect(words(run.output) == [n * (n + 1) / 2, 0, 0, 0, 0, 0])
        #expect(run.output.count == ToyLayout.outputByteCount)
        #expect(run.exitCode == 0)
    }

    @Test("Input words reach the output through RAM")
    func copies() throws {
        var generator = SplitMix64(seed: 3)
        let input = (0..<5).map { _ in generator.next() } + [generator.next() & 0xff_ffff]
        let run = try ToyExecutor.run(try ToyPrograms.copy(), input: input)
        #expect(words(run.output) == input)
        #expect(run.steps.count == 38)
    }

    @Test(
        "The timing program has the steps that it promises",
        arguments: [(1, 1), (3, 2), (64, 5)] as [(UInt64, UInt64)]
    )
    func increments(words count: UInt64, passes: UInt64) throws {
        let run = try ToyExecutor.run(try ToyPrograms.increments(words: count, passes: passes))
        #expect(UInt64(run.steps.count) == (5 * count + 3) * passes + 4)
        #expect(words(run.output)[0] == passes)
    }

    @Test("x0 stays zero and arithmetic wraps at 2^64")
    func registers() throws {
        let program = try ToyProgram([
            .addImmediate(rd: 0, rs1: 0, immediate: 9), .addImmediate(rd: 5, rs1: 0, immediate: UInt64.max),
            .addImmediate(rd: 5, rs1: 5, immediate: 3), .store(rs1: 0, rs2: 5, immediate: ToyLayout.output),
            .store(rs1: 0, rs2: 0, immediate: ToyLayout.output + 8), .halt,
        ])
        #expect(words(try ToyExecutor.run(program).output).prefix(2) == [2, 0])
    }

    @Test("Accesses outside their regions end the run with a typed error")
    func accesses() throws {
        func expectRefusal(_ instruction: ToyInstruction, _ address: UInt64) throws {
            let program = try ToyProgram([instruction, .halt], image: [1])
            #expect(throws: ToyExecutionError.access(programCounter: ToyLayout.text, address: address)) {
                try ToyExecutor.run(program, input: [1])
            }
        }
        let regionBytes = UInt64(8) << UInt64(ToyLayout.maximumLogRegionWords)
        for address in [
            0, ToyLayout.text, ToyLayout.image - 8, ToyLayout.image + 4, ToyLayout.image + 8, ToyLayout.ram - 8,
            ToyLayout.ram + regionBytes, ToyLayout.input + 8, ToyLayout.output + 48, ToyLayout.image + 1 << 32,
            ToyLayout.image + 1 << 63, ToyLayout.image &+ Goldilocks.order, UInt64.max - 7,
        ] {
            try expectRefusal(.load(rd: 5, rs1: 0, immediate: address), address)
            try expectRefusal(.store(rs1: 0, rs2: 5, immediate: address), address)
        }
        try expectRefusal(.store(rs1: 0, rs2: 5, immediate: ToyLayout.input), ToyLayout.input)
    }

    @Test("Control outside the text and endless loops end the run with a typed error")
    func control() throws {
        #expect(throws: ToyExecutionError.programCounter(ToyLayout.programCounter(1))) {
            try ToyExecutor.run(try ToyProgram([.addImmediate(rd: 1, rs1: 0, immediate: 1)]))
        }
        #expect(throws: ToyExecutionError.programCounter(ToyLayout.text + 2)) {
            try ToyExecutor.run(try ToyProgram([.halt], entry: ToyLayout.text + 2))
        }
        let loop = try ToyProgram([
            .addImmediate(rd: 1, rs1: 0, immediate: 1), .branchNotEqual(rs1: 1, rs2: 0, target: ToyLayout.text),
        ])
        #expect(throws: ToyExecutionError.stepLimit(1 << ToyLayout.maximumLogRows)) { try ToyExecutor.run(loop) }
    }

    @Test("Programs that do not fit the machine are refused")
    func loading() {
        #expect(throws: ToyProgram.LoadError.register(instruction: 1)) {
            try ToyProgram([.halt, .addImmediate(rd: 32, rs1: 0, immediate: 0)])
        }
        // p + 0x40000c has the residue of the fourth instruction's address: such a program would borrow another one's
        // proof.
        let alias = Goldilocks.order + ToyLayout.text + 12
        #expect(throws: ToyProgram.LoadError.address(alias)) {
            try ToyProgram([.branchNotEqual(rs1: 5, rs2: 0, target: alias), .halt])
        }
        #expect(throws: ToyProgram.LoadError.address(Goldilocks.order + ToyLayout.text)) {
            try ToyProgram([.halt], entry: Goldilocks.order + ToyLayout.text)
        }
        #expect(throws: ToyProgram.LoadError.tooManyInstructions) {
            try ToyProgram([ToyInstruction](repeating: .halt, count: 1 << ToyLayout.maximumLogInstructions + 1))
        }
        #expect(throws: ToyProgram.LoadError.imageTooLarge) {
            try ToyProgram([.halt], image: [UInt64](repeating: 0, count: 1 << ToyLayout.maximumLogRegionWords + 1))
        }
    }

    @Test("The identity depends on every field of every instruction, the image and the entry")
    func identity() throws {
        var identities = try [
            ToyProgram([]), ToyProgram([.halt]), ToyProgram([.halt], image: [0]), ToyProgram([.halt], image: [1]),
            ToyProgram([.halt], entry: ToyLayout.text + 4),
        ].map(\.identity)
        let instructions: [ToyInstruction] = [
            .addImmediate(rd: 1, rs1: 2, immediate: 3), .addImmediate(rd: 2, rs1: 2, immediate: 3),
            .addImmediate(rd: 0, rs1: 2, immediate: 3), .addImmediate(rd: 1, rs1: 1, immediate: 3),
            .addImmediate(rd: 1, rs1: 2, immediate: 3 + 1 << 32), .load(rd: 1, rs1: 2, immediate: 3),
            .store(rs1: 1, rs2: 2, immediate: 3), .store(rs1: 2, rs2: 1, immediate: 3),
            .branchNotEqual(rs1: 1, rs2: 2, target: 3), .branchNotEqual(rs1: 1, rs2: 2, target: 4),
        ]
        identities += try instructions.map { try ToyProgram([$0]).identity }
        #expect(Set(identities).count == identities.count)
    }
}
