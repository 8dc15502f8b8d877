import ProofProver
import ProofVerifier
import RISCVMachine
import Testing
import ToyMachine

/// Forgeries that the whole machine refuses: the list of what is most often got wrong in machines of this kind.
struct ToyAttack: Sendable, CustomTestStringConvertible {
    let name: String
    /// A bus or constraint that must be among the rules that refuse it.
    let rule: String
    let make: @Sendable () throws -> ToyForgery

    var testDescription: String { name }

    init(_ name: String, refusedBy rule: String, _ make: @escaping @Sendable () throws -> ToyForgery) {
        self.name = name
        self.rule = rule
        self.make = make
    }

    static let all = control + time + memory + boundary

    private static func deviating(
        _ program: ToyProgram,
        at step: Int,
        _ ways: ToyDeviation...
    ) -> ToyForgery {
        ToyForgery(program: program, deviations: ToyDeviations(steps: [step: ways]))
    }

    private static let control = [
        ToyAttack("two halts", refusedBy: "halt") {
            let deviations = ToyDeviations(afterEnd: [ToyLayout.programCounter(2)])
            return ToyForgery(program: try ToyForge.five(), deviations: deviations)
        },
        ToyAttack("no halt", refusedBy: "halt") {
            ToyForgery(program: try ToyForge.five(), deviations: ToyDeviations(stop: 2))
        },
        ToyAttack("a start elsewhere", refusedBy: "execution") {
            let deviations = ToyDeviations(entry: ToyLayout.programCounter(1))
            return ToyForgery(program: try ToyForge.five(), deviations: deviations)
        },
        ToyAttack("a skipped instruction", refusedBy: "execution") {
            deviating(try ToyForge.five(), at: 0, .next(ToyLayout.programCounter(2)))
        },
        ToyAttack("a repeated instruction", refusedBy: "execution") {
            deviating(try ToyForge.five(), at: 0, .next(ToyLayout.programCounter(0)))
        },
        ToyAttack("a loop of rows outside the run", refusedBy: "execution") {
            let program = try ToyProgram([
                .addImmediate(rd: 5, rs1: 0, immediate: 1), .halt, .addImmediate(rd: 6, rs1: 6, immediate: 1),
                .branchNotEqual(rs1: 5, rs2: 0, target: ToyLayout.programCounter(2)),
            ])
            let loop = [2, 3, 2, 3].map(ToyLayout.programCounter)
            return ToyForgery(program: program, deviations: ToyDeviations(afterEnd: loop))
        },
        ToyAttack("an address between instructions", refusedBy: "program") {
            let program = try ToyForge.five()
            return deviating(
                program,
                at: 0,
                .next(ToyLayout.text + 2),
                .instruction(program.instructions[0].fields)
            ).at(step: 1, .instruction(program.instructions[1].fields))
                .at(step: 2, .instruction(ToyInstruction.halt.fields))
        },
    ]

    private static let time = [
        ToyAttack("a read with the timestamp of its own row", refusedBy: "range") {
            deviating(try ToyForge.five(), at: 0, .read(.first, value: 1, from: .own))
        },
        ToyAttack("a read of an entry that does not exist", refusedBy: "memory") {
            deviating(try ToyForge.five(), at: 0, .read(.first, value: 1, from: .initial))
        },
        ToyAttack("a read of a future value", refusedBy: "range") {
            let program = try ToyProgram([
                .store(rs1: 0, rs2: 5, immediate: ToyLayout.output), .addImmediate(rd: 5, rs1: 0, immediate: 7), .halt,
            ])
            return ToyForgery(program: program, claimedOutput: [7] + [UInt8](repeating: 0, count: 42)) { cells in
                // The store reads x5 at timestamp 2 from the entry that the addition leaves at 8.
                cells["sd", "source low", 0] = 7
                cells["sd", "source previous timestamp", 0] = 8
                cells["sd", "source gap low", 0] = Goldilocks((1 << 16) - 7)
                cells["output", "value low", 0] = 7
                cells["addi", "result previous timestamp", 0] = 0
                cells["addi", "result gap low", 0] = 7
                cells["registers", "value low", 5] = 7
                cells["registers", "timestamp", 5] = 2
            }
        },
        ToyAttack("an old value after a newer write", refusedBy: "memory") {
            let program = try ToyProgram([
                .addImmediate(rd: 5, rs1: 0, immediate: 5), .addImmediate(rd: 5, rs1: 0, immediate: 6),
                .store(rs1: 0, rs2: 5, immediate: ToyLayout.output), .halt,
            ])
            return ToyForgery(program: program, claimedOutput: [5] + [UInt8](repeating: 0, count: 42)) { cells in
                // The store reads x5 from the entry that the first addition left at 4; the second one's stays for the
                // end.
                cells["sd", "source low", 0] = 5
                cells["sd", "source previous timestamp", 0] = 4
                cells["sd", "source gap low", 0] = 5
                cells["output", "value low", 0] = 5
                cells["registers", "value low", 5] = 6
                cells["registers", "timestamp", 5] = 8
            }
        },
        ToyAttack("a stale final value of a register", refusedBy: "memory") {
            ToyForgery(program: try ToyForge.five()) { cells in
                cells["registers", "value low", 5] = 0
                cells["registers", "timestamp", 5] = 0
            }
        },
        ToyAttack("a stale final value of memory", refusedBy: "memory") {
            ToyForgery(program: try ToyForge.five(), claimedOutput: [UInt8](repeating: 0, count: 43)) { cells in
                cells["output", "value low", 0] = 0
                cells["output", "timestamp", 0] = 0
            }
        },
    ]

    private static func load(_ address: UInt64, image: [UInt64] = [11]) throws -> ToyProgram {
        try ToyProgram(
            [
                .load(rd: 5, rs1: 0, immediate: address), .store(rs1: 0, rs2: 5, immediate: ToyLayout.output), .halt,
            ],
            image: image
        )
    }

    private static func loading(
        _ address: UInt64,
        _ space: MemorySpace = .memory,
        image: [UInt64] = [11]
    ) throws -> ToyForgery {
        deviating(try load(address, image: image), at: 0, .cell(ToyCell(space: space, address: address)))
    }

    private static func storing(to address: UInt64) throws -> ToyForgery {
        let program = try ToyForge.storeThrough(address)
        return deviating(program, at: 2, .cell(ToyCell(space: .memory, address: address)))
    }

    private static let regionBytes = UInt64(8) << UInt64(ToyLayout.maximumLogRegionWords)

    private static let memory = [
        ToyAttack("x0 keeps a result", refusedBy: "program") {
            let program = try ToyProgram([
                .addImmediate(rd: 0, rs1: 0, immediate: 7), .store(rs1: 1, rs2: 0, immediate: ToyLayout.output), .halt,
            ])
            var fields = program.instructions[0].fields
            fields.keepsResult = 1
            return deviating(program, at: 0, .instruction(fields))
        },
        ToyAttack("RAM that does not start as zero", refusedBy: "memory") {
            deviating(try load(ToyLayout.ram), at: 0, .read(.memory, value: 5, from: .initial))
        },
        ToyAttack("another word in the image", refusedBy: "memory") {
            let forged = try ToyExecutor.run(try load(ToyLayout.image, image: [12]))
            return ToyForgery(program: try load(ToyLayout.image), claimedOutput: forged.output) { cells in
                cells["ld", "word low", 0] = 12
                cells["sd", "source low", 0] = 12
                cells["image", "value low", 0] = 12
                cells["registers", "value low", 5] = 12
                cells["output", "value low", 0] = 12
            }
        },
        ToyAttack("an input limb of 2^16", refusedBy: "range") {
            ToyForgery(program: try load(ToyLayout.input), input: [1 << 16]) { cells in
                cells["input", "value limb 0", 0] = Goldilocks(1 << 16)
                cells["input", "value limb 1", 0] = 0
            }
        },
        ToyAttack("an input word that changes", refusedBy: "memory") {
            deviating(
                try ToyForge.storeThrough(ToyLayout.input),
                at: 2,
                .cell(ToyCell(space: .input, address: ToyLayout.input))
            )
        },
        ToyAttack("one word past the image", refusedBy: "used words exist") {
            try loading(ToyLayout.image + 24, image: [1, 2, 3])
        },
        ToyAttack("one word past a full image", refusedBy: "image: a table") {
            try loading(ToyLayout.image + 8)
        },
        ToyAttack("one word past RAM", refusedBy: "ram: a table") { try loading(ToyLayout.ram + regionBytes) },
        ToyAttack("one word past the input", refusedBy: "input: a table") {
            try loading(ToyLayout.input + regionBytes, .input)
        },
        ToyAttack("one word past the output", refusedBy: "output") { try storing(to: ToyLayout.output + 48) },
        ToyAttack("one word past the output's table", refusedBy: "output: a table") {
            try storing(to: ToyLayout.output + 64)
        },
        ToyAttack("one word before RAM", refusedBy: "memory") { try loading(ToyLayout.ram - 8) },
        ToyAttack("an address that is not a multiple of 8", refusedBy: "memory") { try loading(ToyLayout.image + 4) },
        ToyAttack("a store into the text", refusedBy: "memory") { try storing(to: ToyLayout.text) },
        ToyAttack("a load from the text", refusedBy: "memory") { try loading(ToyLayout.text) },
        ToyAttack("an unused address as used", refusedBy: "memory") {
            ToyForgery(program: try ToyForge.five()) { cells in
                cells.appendRows(1, to: "ram")
                cells["ram", "used", 0] = 1
                cells["ram", "value low", 0] = 1
            }
        },
        ToyAttack("a used address as unused", refusedBy: "memory") {
            ToyForgery(program: try load(ToyLayout.ram)) { $0["ram", "used", 0] = 0 }
        },
    ]

    private static let boundary = [
        ToyAttack("an exit code of 1", refusedBy: "halt") {
            ToyForgery(program: try ToyProgram([.addImmediate(rd: 10, rs1: 0, immediate: 1), .halt]))
        },
        ToyAttack("an exit code of 2^32", refusedBy: "halt") {
            ToyForgery(program: try ToyProgram([.addImmediate(rd: 10, rs1: 0, immediate: 1 << 32), .halt]))
        },
        ToyAttack("a missing output word", refusedBy: "output") {
            ToyForgery(program: try ToyForge.five()) { $0["output", "used", 5] = 0 }
        },
        ToyAttack("an output word twice", refusedBy: "output") {
            ToyForgery(program: try ToyForge.five()) { $0["output", "used", 5] = 2 }
        },
        ToyAttack("output words out of order", refusedBy: "output") {
            ToyForgery(program: try ToyForge.five()) { cells in
                cells.trace.publicFractions = cells.trace.publicFractions.map { fraction in
                    guard fraction.busID == ToyBuses.output.id, fraction.tuple[0].value < 2 else { return fraction }
                    return .receiving([1 - fraction.tuple[0]] + fraction.tuple.dropFirst(), from: ToyBuses.output)
                }
            }
        },
        ToyAttack("a limb beyond 32 bits in the public values", refusedBy: "output") {
            ToyForgery(program: try ToyForge.five()) { cells in
                cells.trace.publicFractions = cells.trace.publicFractions.map { fraction in
                    guard fraction.busID == ToyBuses.output.id, fraction.tuple[0].isZero else { return fraction }
                    return .receiving([0, fraction.tuple[1] + Goldilocks(1 << 32), -.one], from: ToyBuses.output)
                }
            }
        },
        ToyAttack("a padding row that sends", refusedBy: "program") {
            ToyForgery(program: try ToyPrograms.sum(upTo: 2)) { cells in
                let row = cells.appendRows(1, to: "addi")
                cells["addi", "used", row] = 1
            }
        },
        ToyAttack("selector -1", refusedBy: "used is boolean") {
            ToyForgery(program: try ToyForge.five()) { $0["addi", "used", 0] = -.one }
        },
        ToyAttack("selector 2", refusedBy: "used is boolean") {
            ToyForgery(program: try ToyForge.five()) { $0["sd", "used", 0] = 2 }
        },
    ]
}

extension ToyForgery {
    /// The forgery with more deviations at a step.
    func at(step: Int, _ ways: ToyDeviation...) -> ToyForgery {
        var forgery = self
        forgery.deviations.steps[step, default: []] += ways
        return forgery
    }
}
