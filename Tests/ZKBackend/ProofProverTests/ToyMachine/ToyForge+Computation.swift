import ProofProver
import ProofVerifier
import Testing
import ToyMachine

extension ToyForge {
    private static let limbBase = Goldilocks(1 << 32)
    private static let halfLimbBase = Goldilocks(1 << 16)

    // Outputs 5.
    @Sendable
    static func five() throws -> ToyProgram {
        try ToyProgram([
            .addImmediate(rd: 5, rs1: 0, immediate: 5), .store(rs1: 0, rs2: 5, immediate: ToyLayout.output), .halt,
        ])
    }

    /// Two rows that never ran and differ only in what they replace, one of them with selector -1: together they
    /// receive x5 = 5 and send x5 = 100 with the same timestamp, and everything else cancels.
    private static func exchange() throws -> ToyForgery {
        ToyForgery(program: try five(), claimedOutput: [100] + [UInt8](repeating: 0, count: 42)) { cells in
            let first = cells.appendRows(2, to: "addi")
            for row in [first, first + 1] {
                for name in ["pc", "rd", "keeps result", "immediate low", "result limb 0"] {
                    cells["addi", name, row] = cells["addi", name, 0]
                }
                cells["addi", "timestamp", row] = 41
                cells["addi", "operand gap low", row] = 40
                cells["addi", "result previous timestamp", row] = 4
                cells["addi", "result gap low", row] = 39
            }
            cells["addi", "used", first] = 1
            cells["addi", "result replaced low", first] = 5
            cells["addi", "used", first + 1] = -.one
            cells["addi", "result replaced low", first + 1] = 100
            cells["sd", "source low", 0] = 100
            cells["output", "value low", 0] = 100
            cells["registers", "value low", 5] = 100
        }
    }

    static let addImmediate: [ToyForge] =
        [
            selector(of: "addi", in: five),
            forge("a value exchanged by selectors 1 and -1", against: .constraint("used is boolean", of: "addi")) {
                try exchange()
            },
            forge("the result plus p", against: .constraint("lower carry is boolean", of: "addi")) {
                ToyForgery(
                    program: try five(),
                    deviations: ToyDeviations(steps: [0: [.result(5 &+ Goldilocks.order)]])
                )
            },
            forge("the result plus 2^40", against: .constraint("upper carry is boolean", of: "addi")) {
                ToyForgery(program: try five(), deviations: ToyDeviations(steps: [0: [.result(5 + 1 << 40)]]))
            },
            decoding("addi", step: 0, in: five, as: .addImmediate(rd: 5, rs1: 0, immediate: 6)),
            unreached("addi", { try ToyProgram([.halt, .addImmediate(rd: 5, rs1: 0, immediate: 1)]) }, at: 1),
        ]
        + access("operand", of: "addi", step: 0, in: five) { .read(.first, value: 100, from: $0) }
        + access("result", of: "addi", step: 0, in: five) { .dropWrite(.destination, from: $0) }
        + (0..<4).map(limb)

    /// A result whose word is not canonical: one half has lost 2^32, and the carry says otherwise.
    private static func limb(_ index: Int) -> ToyForge {
        forge("a negative limb", against: .interactions(["result limb \(index)"], of: "addi")) {
            let program = try ToyProgram([.addImmediate(rd: 5, rs1: 0, immediate: 5), .halt])
            return ToyForgery(program: program) { cells in
                cells["addi", "result limb \(index)", 0] -= index % 2 == 0 ? limbBase : halfLimbBase
                cells["registers", index < 2 ? "value low" : "value high", 5] -= limbBase
                guard index < 2 else { return }
                cells["addi", "result limb 2", 0] += 1
                cells["registers", "value high", 5] += 1
            }
        }
    }

    // Outputs 0, and 7 when the branch is not taken.
    @Sendable
    private static func different() throws -> ToyProgram {
        try ToyProgram([
            .addImmediate(rd: 5, rs1: 0, immediate: 1),
            .branchNotEqual(rs1: 5, rs2: 0, target: ToyLayout.programCounter(3)),
            .addImmediate(rd: 6, rs1: 0, immediate: 7),
            .store(rs1: 0, rs2: 6, immediate: ToyLayout.output),
            .halt,
        ])
    }

    // Outputs 7, and 0 when the branch is taken.
    @Sendable
    private static func equal() throws -> ToyProgram {
        try ToyProgram([
            .branchNotEqual(rs1: 5, rs2: 0, target: ToyLayout.programCounter(2)),
            .addImmediate(rd: 6, rs1: 0, immediate: 7),
            .store(rs1: 0, rs2: 6, immediate: ToyLayout.output),
            .halt,
        ])
    }

    static let branchNotEqual: [ToyForge] =
        [
            selector(of: "bne", in: different),
            forge("taken though equal", against: .constraint("taken shows a difference", of: "bne")) {
                ToyForgery(program: try equal(), deviations: ToyDeviations(steps: [0: [.taken(true)]]))
            },
            forge("not taken though different", against: .constraint("not taken shows equality", of: "bne")) {
                ToyForgery(program: try different(), deviations: ToyDeviations(steps: [1: [.taken(false)]]))
            },
            forge("an inverse of zero", against: .constraint("no hint for equality", of: "bne")) {
                ToyForgery(program: try equal()) { $0["bne", "inverse", 0] = 1 }
            },
            decoding(
                "bne",
                step: 1,
                in: different,
                as: .branchNotEqual(rs1: 5, rs2: 0, target: ToyLayout.programCounter(2))
            ),
            unreached(
                "bne",
                { try ToyProgram([.halt, .branchNotEqual(rs1: 0, rs2: 0, target: ToyLayout.text)]) },
                at: 1
            ),
        ]
        + access("first", of: "bne", step: 1, in: different) { .read(.first, value: 0, from: $0) }
        + access("second", of: "bne", step: 1, in: different) { .read(.second, value: 1, from: $0) }

    // Ends with exit code 1.
    @Sendable
    private static func failing() throws -> ToyProgram {
        try ToyProgram([.addImmediate(rd: 10, rs1: 0, immediate: 1), .halt])
    }

    static let halt: [ToyForge] =
        [
            selector(of: "halt", in: five),
            decoding("halt", step: 0, in: five, as: .halt),
            forge("a failed run", against: .bus(ToyBuses.halt)) { ToyForgery(program: try failing()) },
        ]
        + access("exit code", of: "halt", step: 1, in: failing) { .read(.first, value: 0, from: $0) }
}
