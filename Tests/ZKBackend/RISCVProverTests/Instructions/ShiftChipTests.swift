import GuestExecutor
import MachineTestSupport
import ProofVerifier
import RISCVMachine
import RISCVProver
import Testing

@Suite("RV64IM machine: shifts")
struct ShiftChipTests {
    private let examination: ChipExamination

    init() throws {
        var body: [UInt32] = []
        for operation: GuestExecutor.Operation in [.sll, .srl, .sra, .sllw, .srlw, .sraw] {
            body.append(Assembly.register(operation, Register.a2, Register.a0, Register.a1))
            body.append(Assembly.register(operation, Register.t5, Register.a1, Register.a1))
        }
        body.append(Assembly.register(.sra, Register.zero, Register.a0, Register.a1))
        for amount: Int32 in 0..<64 {
            for operation: GuestExecutor.Operation in [.slli, .srli, .srai] {
                body.append(Assembly.immediate(operation, Register.a2, Register.a0, amount))
            }
            for operation: GuestExecutor.Operation in [.slliw, .srliw, .sraiw] where amount < 32 {
                body.append(Assembly.immediate(operation, Register.a2, Register.a0, amount))
            }
        }
        // Amounts with other bits set than those that count.
        let amounts: [UInt64] = [0, 16, 32, 33, 63, 64, 96, 0xffff_ffff_ffff_ffff, 0x8000_0000, 0xffff_ffff_0000_0020]
        examination = try ChipExamination(
            ShiftChip(),
            .shift,
            try FamilyPrograms.rows(of: .shift, with: amounts, body)
        )
    }

    @Test("Rows of edge values by every amount keep all rules and say what the instruction set says")
    func honestRows() throws {
        #expect(examination.operations.count == 12)
        try examination.checkHonestRows()
        try examination.checkTraces()
        try examination.checkShownInteractions()
    }

    @Test("A changed cell is refused, but for two ways to split a piece and reads that immediates replace")
    func mutations() throws {
        // An upper piece is x + 2^15 y with x of 16 bits, so bit 15 may stand in either: the piece is the same.
        try examination.checkMutations(
            free: ChipExamination.accessOfImmediates.union(["high piece 0 limb", "high piece 1 limb"]),
            seed: 21
        )
        try examination.checkRandomRows(count: 20_000, seed: 22)
    }

    @Test("Each rule refuses a lie that no other one does")
    func forgeries() throws {
        var forgeries = [
            ChipForgery(.constraint("used is boolean"), .slli, where: { $0["near left"] == 1 }) { row in
                row["near left"] = 2
                ChipExamination.readSecondRegister(&row)
                Self.complete(&row)
            },
            ChipForgery(.constraint("is immediate is boolean"), nil) { Self.phantomRead(&$0, isImmediate: -.one) },
            ChipForgery(.constraint("reads second is boolean"), nil) { Self.phantomRead(&$0, isImmediate: .one) },
            // Takes 2^16 - 1 from the upper half of a logical shift.
            ChipForgery(
                .constraint("sign is boolean"),
                .srli,
                where: { $0.number("amount") == 16 && $0.number("first high") == 0xffff_ffff }
            ) { row in
                row["sign"] = -Goldilocks.one.divided(byPowerOfTwo: 16)
                Self.complete(&row)
            },
            ChipForgery(.constraint("lower half of the result"), .sraw) { $0["shifted low"] += 1 },
            ChipForgery(.constraint("upper half of the result"), .sll) { $0["shifted high"] += 1 },
            ChipForgery(.lookup("shift"), .slli, where: { $0.number("amount") == 4 && $0.number("first low") == 1 }) {
                Self.multiply(&$0, by: 2 * $0.number("power"))
            },
            // Upper halves that are zero where a negative result has ones.
            ChipForgery(.lookup("sign rest"), .slliw, where: { $0["sign"] == 1 }) { row in
                row["sign"] = 0
                row["sign rest"] = Self.decidingHalf(row)
                Self.complete(&row)
            },
            ChipForgery(.lookup("sign limb"), .srai, where: { $0["sign"] == 1 }) { row in
                row["sign"] = 0
                row["sign rest"] = 0
                Self.complete(&row)
            },
        ]
        for half in 0..<2 {
            let fits = { (row: RowCells) in
                row["near left"] == 1 && row.number("low piece \(half) limb 0") < 0xffff && Self.high(half, row) > 0
            }
            let piece = "piece \(half) limb"
            forgeries += [
                ChipForgery(.lookup("low \(piece) 0"), .sll, where: fits) { row in
                    row["low \(piece) 0"] += Goldilocks(1 << 32)
                    Self.split(half, &row)
                    Self.complete(&row)
                },
                ChipForgery(.lookup("low \(piece) 1"), .sll, where: fits) { row in
                    row["low \(piece) 1"] += Goldilocks(1 << 16)
                    Self.split(half, &row)
                    Self.complete(&row)
                },
                ChipForgery(.lookup("high \(piece)"), .sll, where: fits) { row in
                    row["low \(piece) 0"] += 1
                    row["high \(piece)"] = Self.highPiece(half, row)
                    Self.complete(&row)
                },
                ChipForgery(.lookup("high piece \(half) rest"), .sll, where: fits) { row in
                    row["low \(piece) 0"] += 1
                    row["high \(piece)"] = 0
                    Self.complete(&row)
                },
            ]
        }
        // Another amount than the operand's six lowest bits, as of one that is 64 greater.
        for (limb, isLow) in [("rest low", true), ("rest high", false)] {
            forgeries.append(
                ChipForgery(.lookup(limb), .sll, where: { $0.number("amount") == 0 && $0["first low"] == 1 }) { row in
                    row["amount"] = 1
                    Self.multiply(&row, by: 2)
                    let rest = (row["second low"] - 1).divided(byPowerOfTwo: 6)
                    row["rest low"] = isLow ? rest : 0
                }
            )
        }
        forgeries += ChipForgery.ofTime("first", .sll, slot: 0) + ChipForgery.ofTime("second", .sll, slot: 1)
        forgeries += ChipForgery.ofTime("result", .slli, slot: 3)
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

    private static func lowPiece(_ half: Int, _ row: RowCells) -> Goldilocks {
        row["low piece \(half) limb 0"] + Goldilocks(1 << 16) * row["low piece \(half) limb 1"]
    }

    /// The upper piece that the row's cells imply.
    private static func highPiece(_ half: Int, _ row: RowCells) -> Goldilocks {
        let operand = row[half == 0 ? "first low" : "first high"]
        return (operand * row["power"] - lowPiece(half, row)).divided(byPowerOfTwo: 32)
    }

    private static func high(_ half: Int, _ row: RowCells) -> UInt64 { highPiece(half, row).value }

    /// Writes the limb of an upper piece that is a number.
    private static func split(_ half: Int, _ row: inout RowCells) {
        row["high piece \(half) limb"] = Goldilocks(high(half, row) & 0x7fff)
    }

    /// Writes another power, its pieces and their result.
    private static func multiply(_ row: inout RowCells, by power: UInt64) {
        row["power"] = Goldilocks(power)
        for half in 0..<2 {
            let product = row.number(half == 0 ? "first low" : "first high") &* power
            row["low piece \(half) limb 0"] = Goldilocks(product & 0xffff)
            row["low piece \(half) limb 1"] = Goldilocks(product >> 16 & 0xffff)
            split(half, &row)
        }
        complete(&row)
    }

    private static func decidingHalf(_ row: RowCells) -> Goldilocks {
        if row["word left"] == 1 { return lowPiece(0, row) }
        return row["is arithmetic"] * row[row["word right"] == 1 ? "first low" : "first high"]
    }

    /// Writes the result that the row's other cells imply, so that no rule about it is broken.
    private static func complete(_ row: inout RowCells) {
        let (low0, low1) = (lowPiece(0, row), lowPiece(1, row))
        let (high0, high1) = (highPiece(0, row), highPiece(1, row))
        let fill = row["sign"] * (Goldilocks(1 << 32) - row["power"])
        let extended = row["sign"] * Goldilocks(0xffff_ffff)
        row["shifted low"] =
            (row["near left"] + row["word left"]) * low0 + row["near right"] * (low1 + high0)
            + row["far right"] * (high1 + fill) + row["word right"] * (high0 + fill)
        row["shifted high"] =
            row["near left"] * (low1 + high0) + row["far left"] * low0 + row["near right"] * (high1 + fill)
            + (row["far right"] + row["word left"] + row["word right"]) * extended
    }
}
