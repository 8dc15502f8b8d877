import GuestExecutor
import MachineTestSupport
import ProofVerifier
import RISCVMachine
import RISCVProver
import Testing

@Suite("RV64IM machine: loads")
struct LoadChipTests {
    private let examination: ChipExamination

    private static let loads: [(operation: GuestExecutor.Operation, width: Int32)] = [
        (.lb, 1), (.lbu, 1), (.lh, 2), (.lhu, 2), (.lw, 4), (.lwu, 4), (.ld, 8),
    ]

    init() throws {
        let inputBase: UInt32 = 0x30000
        var body: [UInt32] = []
        for (operation, width) in Self.loads {
            for offset in stride(from: Int32(0), to: 8, by: Int(width)) {
                body.append(Assembly.immediate(operation, Register.a2, Register.t3, offset))
                body.append(Assembly.immediate(operation, Register.a2, Register.t4, offset - 8))
            }
            body.append(Assembly.immediate(operation, Register.zero, Register.t3, 8 - width))
            body.append(Assembly.immediate(operation, Register.t4, Register.t4, 0))
            body.append(Assembly.immediate(.addi, Register.t4, Register.t3, 8))
            // The input, from its length word on; an address whose offset is negative crosses no word.
            body.append(Assembly.upper(.lui, Register.t5, inputBase))
            body.append(Assembly.immediate(operation, Register.a2, Register.t5, 16 - width))
            body.append(Assembly.immediate(.addi, Register.t5, Register.t5, 2047))
            body.append(Assembly.immediate(operation, Register.a2, Register.t5, 1 - 2040))
        }
        examination = try ChipExamination(
            LoadChip(),
            .load,
            try FamilyPrograms.rows(of: .load, with: [0], body)
        )
    }

    @Test("Rows of every width at every place keep all rules and say what the instruction set says")
    func honestRows() throws {
        #expect(examination.operations == [.lb, .lh, .lw, .ld, .lbu, .lhu, .lwu])
        try examination.checkHonestRows()
        try examination.checkTraces()
        try examination.checkShownInteractions()
    }

    @Test("A changed cell is refused, in every column but one")
    func mutations() throws {
        // `ld` has no sign to extend: whether it would is nobody's.
        try examination.checkMutations(free: ["is signed"], seed: 31)
        try examination.checkRandomRows(count: 20_000, seed: 32)
    }

    @Test("A base between the data regions and the end of 32 bits is all that can reach one")
    func addressesNeedNoUpperHalf() {
        let reach: UInt64 = 1 << 11
        for region in MachineRegion.allCases where region != .text {
            #expect(region.addresses.lowerBound >= reach && region.addresses.upperBound <= 1 << 32 - reach)
        }
    }

    @Test("Each rule refuses a lie that no other one does")
    func forgeries() throws {
        typealias Flags = (Goldilocks, Goldilocks, Goldilocks, Goldilocks)
        func width(_ flags: Flags) -> (inout RowCells) -> Void {
            return { row in
                (row["is byte"], row["is half"], row["is word"], row["is double"]) = flags
            }
        }
        let isFirst = { (row: RowCells) in Self.offset(row) == 0 && !row["other limb"].isZero && !row["byte"].isZero }
        func word(_ word: UInt64, at offset: UInt64) -> (RowCells) -> Bool {
            return { $0.number("word low") | $0.number("word high") << 32 == word && Self.offset($0) == offset }
        }
        var forgeries = [
            // Numbers of `lbu`, `lhu`, `lwu` follow each other; the sums are those of `sb`, `lhu`, `ld` and `lwu`.
            ChipForgery(.constraint("is byte is boolean"), .lbu, where: isFirst, width((-.one, 1, 1, 0))),
            ChipForgery(.constraint("is half is boolean"), .lbu, where: isFirst, width((1, -.one, 1, 0))),
            ChipForgery(.constraint("is word is boolean"), .lbu, where: isFirst, width((1, 1, -.one, 0))),
            ChipForgery(.constraint("is double is boolean"), .lbu, where: isFirst, width((1, 1, 0, -.one))),
            ChipForgery(.constraint("used is boolean"), .lbu, where: isFirst, width((1, 1, 0, 0))),
            ChipForgery(.constraint("is signed is boolean"), .lbu, where: { $0.number("byte") == 1 }) {
                $0["is signed"] = 2
            },
            // Reads x8 in place of memory.
            ChipForgery(.constraint("is input is boolean"), .ld) { row in
                row["is input"] = -.one
                row["base low"] = 8 - row["immediate low"] + Goldilocks(1 << 32) * row["immediate is negative"]
            },
            // Other bytes of the word.
            ChipForgery(.constraint("offset bit 0 is boolean"), .lbu, where: word(0x1_0000, at: 2)) {
                $0["offset bit 0"] = 2
                $0["offset bit 1"] = 0
                Self.part(&$0, limb: 0, other: 1, byte: 0)
            },
            ChipForgery(.constraint("offset bit 1 is boolean"), .lbu, where: word(0x1_0000_0000, at: 4)) {
                $0["offset bit 1"] = 2
                $0["offset bit 2"] = 0
                Self.part(&$0, limb: 0, other: 0, byte: 0)
            },
            ChipForgery(.constraint("offset bit 2 is boolean"), .lbu, where: word(0x1_0000, at: 2)) {
                $0["offset bit 1"] = 0
                $0["offset bit 2"] = Goldilocks.one.divided(byPowerOfTwo: 1)
                Self.part(&$0, limb: 0x8000, other: 0, byte: 0)
            },
            // Misaligned accesses, which have no proof.
            ChipForgery(.constraint("halves are aligned"), .lhu, where: isFirst) {
                $0["base low"] += 1
                $0["offset bit 0"] = 1
                $0["byte"] = Goldilocks($0.number("limb") >> 8)
            },
            ChipForgery(.constraint("words are aligned"), .lwu, where: isFirst) {
                $0["base low"] += 2
                $0["offset bit 1"] = 1
                let (limb, other) = ($0.number("limb"), $0.number("other limb"))
                Self.part(&$0, limb: other, other: limb, byte: other & 0xff)
            },
            ChipForgery(.constraint("doubles are aligned"), .ld, where: isFirst) {
                $0["base low"] += 4
                $0["offset bit 2"] = 1
                let half = $0.number("word high")
                Self.part(&$0, limb: half & 0xffff, other: half >> 16, byte: half & 0xff)
            },
            ChipForgery(.constraint("limbs of the selected half"), .lhu, where: { $0.number("limb") < 0xff00 }) {
                $0["limb"] += Goldilocks(1 << 8)
            },
            ChipForgery(.constraint("sign is boolean"), .lh, where: { $0.number("limb") == 2 }) {
                $0["sign"] = Goldilocks(4).divided(byPowerOfTwo: 16)
            },
            // Ones in the upper bits of an unsigned load.
            ChipForgery(.constraint("unsigned loads extend zeros"), .lhu) { $0["sign"] = 1 },
            ChipForgery(.lookup("other limb"), .lhu, where: { isFirst($0) && $0.number("limb") < 0xff00 }) {
                $0["limb"] += Goldilocks(1 << 8)
                let half = $0["word low"]
                $0["other limb"] = (half - $0["limb"]).divided(byPowerOfTwo: 16)
            },
            // A byte less by 256, and its neighbour greater by 1.
            ChipForgery(.lookup("byte"), .lbu, where: { isFirst($0) && $0.number("limb") < 0xff00 }) {
                $0["byte"] -= Goldilocks(1 << 8)
            },
            ChipForgery(.lookup("other byte"), .lbu, where: { isFirst($0) && $0.number("byte") < 0xff }) {
                $0["byte"] += 1
            },
            ChipForgery(.lookup("sign"), .lw, where: { $0["sign"] == 1 }) { $0["sign"] = 0 },
        ]
        forgeries += ChipForgery.ofTime("base", .ld, slot: 0) + ChipForgery.ofTime("word", .lb, slot: 2)
        forgeries += ChipForgery.ofTime("result", .lwu, slot: 3)
        try examination.checkForgeries(forgeries)
    }

    @Test("The address is the base plus the immediate: another word, and a base of 64 bits, are false")
    func addresses() throws {
        let index = try #require(
            (0..<examination.rows.count).first {
                examination.rows.instruction($0).operation == .ld
            }
        )
        let honest = examination.row(index)
        for step: Goldilocks in [8, -Goldilocks(8), Goldilocks(1 << 32)] {
            var row = honest
            row["base low"] += step
            let verdict = try examination.isolated.verdict(on: row.cells)
            // The base that the row claims leads to the word that it claims: only the register says otherwise.
            #expect(verdict.broken.isEmpty)
            #expect(verdict.shown["base old"] != (try examination.isolated.verdict(on: honest.cells)).shown["base old"])
        }
        for entry in ["base old", "base new"] {
            let shown = try examination.isolated.verdict(on: honest.cells).shown
            #expect(shown[entry]?.tuple[3] == .zero, "the register's upper half")
        }
    }

    private static func offset(_ row: RowCells) -> UInt64 {
        row.number("offset bit 0") + 2 * row.number("offset bit 1") + 4 * row.number("offset bit 2")
    }

    private static func part(_ row: inout RowCells, limb: UInt64, other: UInt64, byte: UInt64) {
        row["limb"] = Goldilocks(limb)
        row["other limb"] = Goldilocks(other)
        row["byte"] = Goldilocks(byte)
    }
}
