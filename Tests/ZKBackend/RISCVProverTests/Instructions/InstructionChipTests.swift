import GuestExecutor
import MachineTestSupport
import ProofVerifier
import RISCVMachine
import RISCVProver
import TestSupport
import Testing

/// The chips of additions, comparisons, branches, jumps, upper immediates, fences, products and divisions.
@Suite("RISC-V chips: honest rows and single changes")
struct InstructionChipTests {
    private static let random: [(UInt64, UInt64)] = {
        var generator = SplitMix64(seed: 7)
        return (0..<300).map { _ in
            // Numbers of every length, so that halves and limbs differ or agree.
            let (a, b) = (generator.next(), generator.next())
            return (a >> (generator.next() & 63), b >> (generator.next() & 63))
        }
    }()

    private static let pairs = PairProgram.edgePairs + random

    static func registerForms(_ operations: [GuestExecutor.Operation]) -> [UInt32] {
        operations.flatMap { operation in
            [
                Assembly.register(operation, Register.a2, Register.a0, Register.a1),
                // rd is a source too, and then both.
                Assembly.register(operation, Register.a1, Register.a1, Register.a0),
                Assembly.register(operation, Register.a1, Register.a1, Register.a1),
                Assembly.register(operation, 0, Register.a0, Register.a1),
                Assembly.register(operation, Register.a2, 0, Register.a0),
                Assembly.immediate(.ld, Register.a1, Register.t3, 8),
            ]
        }
    }

    static func immediateForms(_ operations: [GuestExecutor.Operation]) -> [UInt32] {
        operations.flatMap { operation in
            [0, 1, 2047, -1, -2048].map { Assembly.immediate(operation, Register.a2, Register.a0, $0) }
                + [Assembly.immediate(operation, 0, Register.a0, 5)]
        }
    }

    static let add = registerForms([.add, .sub, .addw, .subw]) + immediateForms([.addi, .addiw])
    static let compare = registerForms([.slt, .sltu]) + immediateForms([.slti, .sltiu])
    static let multiply = registerForms([.mul, .mulh, .mulhsu, .mulhu, .mulw])
    static let divide = registerForms([.div, .divu, .rem, .remu, .divw, .divuw, .remw, .remuw])
    static let branch = Assembly.branches.flatMap { operation in
        [
            Assembly.branch(operation, Register.a0, Register.a1, 8), Assembly.fence,
            Assembly.branch(operation, Register.a1, Register.a1, 8), Assembly.fence,
            Assembly.branch(operation, 0, Register.a0, 8), Assembly.fence,
        ]
    }
    static let upper = [GuestExecutor.Operation.lui, .auipc].flatMap { operation in
        [0, 1, 0x7ffff, 0x80000, 0x80001, 0xffc00, 0xfffff].flatMap { (bits: UInt32) in
            [Assembly.upper(operation, Register.a2, bits), Assembly.upper(operation, 0, bits)]
        }
    }
    /// Jumps over a word each: to sums with and without bit 0, by distances of both signs, with and without links.
    static let jump: [UInt32] = {
        var text = [Assembly.jal(Register.ra, 8), Assembly.fence, Assembly.jal(0, 8), Assembly.fence]
        // What is added to the register before the jump takes it back.
        for lead: [Int32] in [[], [1024, 1024], [-2000], [7]] {
            for (rd, odd) in [(Register.ra, 0), (Register.t4, 1), (0, 1)] as [(UInt8, Int32)] {
                text.append(Assembly.upper(.auipc, Register.t4, 0))
                text += lead.map { Assembly.immediate(.addi, Register.t4, Register.t4, $0) }
                let target = 4 * Int32(lead.count + 3)
                let distance = target - lead.reduce(0, +) + odd
                text += [Assembly.immediate(.jalr, rd, Register.t4, distance), Assembly.fence]
            }
        }
        // Back and forth.
        return text + [Assembly.jal(0, 12), Assembly.jal(0, 12), Assembly.fence, Assembly.jal(Register.ra, -8)]
    }()

    private func check<Subject: InstructionChip>(
        _ subject: Subject,
        _ family: InstructionFamily,
        _ body: [UInt32],
        pairs: [(UInt64, UInt64)] = Self.pairs,
        free: Set<String>
    ) throws {
        let program = PairProgram.make(pairs, body)
        let trial = try ChipTrial(subject, family, text: program.text, image: program.image)
        #expect(trial.rows.count > pairs.count / 2)
        #expect(trial.violations().prefix(4) == [])
        let forgeries = RowForgeries(trial)
        let stride = max(1, trial.rows.count / 200) | 1
        let survey = try forgeries.survey(rows: Swift.stride(from: 0, to: trial.rows.count, by: stride))
        #expect(survey.successes == [])
        #expect(survey.free == free)
    }

    @Test func additions() throws {
        try check(AddChip(), .add, Self.add, free: ["second previous timestamp", "second gap low"])
    }

    @Test func comparisons() throws {
        try check(CompareChip(), .compare, Self.compare, free: ["second previous timestamp", "second gap low"])
    }

    @Test func branches() throws {
        try check(BranchChip(), .branch, Self.branch, free: [])
    }

    @Test func jumps() throws {
        // `jal` reads nothing; see `JumpChip` for its base's upper half.
        let free: Set = ["base high", "base previous timestamp", "base gap low"]
        try check(JumpChip(), .jump, Self.jump, pairs: Array(Self.random.prefix(20)), free: free)
    }

    @Test func upperImmediates() throws {
        try check(UpperChip(), .upper, Self.upper, pairs: Array(Self.random.prefix(20)), free: [])
    }

    @Test func fences() throws {
        try check(FenceChip(), .fence, [Assembly.fence], pairs: Array(Self.random.prefix(20)), free: [])
    }

    @Test func products() throws {
        try check(MultiplyChip(), .multiply, Self.multiply, free: [])
    }

    @Test func divisions() throws {
        // By zero, nothing is compared and any quotient fits but for its bits.
        let free: Set = ["quotient sign", "borrow", "excess low limb", "excess high limb"]
        try check(DivideChip(), .divide, Self.divide, free: free)
    }
}
