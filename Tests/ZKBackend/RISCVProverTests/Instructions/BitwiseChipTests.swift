import GuestExecutor
import MachineTestSupport
import ProofVerifier
import RISCVMachine
import RISCVProver
import Testing

@Suite("RV64IM machine: bitwise operations")
struct BitwiseChipTests {
    private let examination: ChipExamination

    init() throws {
        var body: [UInt32] = []
        for operation: GuestExecutor.Operation in [.and, .or, .xor] {
            body.append(Assembly.register(operation, Register.a2, Register.a0, Register.a1))
            body.append(Assembly.register(operation, Register.zero, Register.a0, Register.a1))
            body.append(Assembly.register(operation, Register.t5, Register.a1, Register.a1))
            body.append(Assembly.register(operation, Register.t5, Register.t5, Register.t5))
        }
        for operation: GuestExecutor.Operation in [.andi, .ori, .xori] {
            for immediate: Int32 in [0, 1, 255, 2047, -1, -256, -2048] {
                body.append(Assembly.immediate(operation, Register.a2, Register.a0, immediate))
            }
            body.append(Assembly.immediate(operation, Register.zero, Register.a0, -1))
        }
        examination = try ChipExamination(
            BitwiseChip(),
            .bitwise,
            try FamilyPrograms.rows(of: .bitwise, with: Array(FamilyPrograms.edges.suffix(8)), body)
        )
    }

    @Test("Rows of edge values keep all rules and say what the instruction set says")
    func honestRows() throws {
        #expect(examination.operations == [.and, .andi, .or, .ori, .xor, .xori])
        try examination.checkHonestRows()
        try examination.checkTraces()
        try examination.checkShownInteractions()
    }

    @Test("A changed cell is refused, but for the read of a register that an immediate replaces")
    func mutations() throws {
        try examination.checkMutations(free: ChipExamination.accessOfImmediates, seed: 11)
        try examination.checkRandomRows(count: 20_000, seed: 12)
    }

    @Test("Each rule refuses a lie that no other one does")
    func forgeries() throws {
        func flags(_ and: Goldilocks, _ or: Goldilocks, _ xor: Goldilocks) -> (inout RowCells) -> Void {
            return { row in (row["is and"], row["is or"], row["is xor"]) = (and, or, xor) }
        }
        let hasBits = { (row: RowCells) in !row["first byte 0"].isZero && row["first byte 0"] != row["common byte 0"] }
        var forgeries = [
            // 13 + 15 - 11 is the number of `sll`, 11 + 15 - 13 that of `or`, 11 + 13 - 15 that of `sltu`.
            ChipForgery(.constraint("is and is boolean"), .or, flags(-.one, 1, 1)),
            ChipForgery(.constraint("is or is boolean"), .or, where: hasBits, flags(1, -.one, 1)),
            ChipForgery(.constraint("is xor is boolean"), .or, flags(1, 1, -.one)),
            ChipForgery(.constraint("used is boolean"), .andi) { row in
                flags(1, 0, 1)(&row)
                ChipExamination.readSecondRegister(&row)
            },
            ChipForgery(.constraint("is immediate is boolean"), nil) { Self.phantomRead(&$0, isImmediate: -.one) },
            ChipForgery(.constraint("reads second is boolean"), nil) { Self.phantomRead(&$0, isImmediate: .one) },
        ]
        forgeries += (0..<8).map { byte in
            ChipForgery(.lookup("byte \(byte)"), .and) { $0["common byte \(byte)"] += 1 }
        }
        forgeries += ChipForgery.ofTime("first", .and, slot: 0) + ChipForgery.ofTime("second", .and, slot: 1)
        forgeries += ChipForgery.ofTime("result", .andi, slot: 3)
        try examination.checkForgeries(forgeries)
    }

    /// A row that is not used and reads x5 all the same, at a time of its own.
    private static func phantomRead(_ row: inout RowCells, isImmediate: Goldilocks) {
        row["is immediate"] = isImmediate
        row["rs2"] = 5
        row["timestamp"] = 400
        row["second previous timestamp"] = 300
        row["second gap low"] = 100
    }
}
