import GuestExecutor
import MachineTestSupport
import ProofVerifier
import RISCVMachine
import RISCVProver
import Testing

@Suite("RV64IM machine: stores")
struct StoreChipTests {
    private let examination: ChipExamination

    init() throws {
        var body: [UInt32] = []
        for (operation, width) in Assembly.stores {
            for offset in stride(from: Int32(0), to: 8, by: Int(width)) {
                body.append(Assembly.store(.sd, Register.a0, -8, Register.sp))
                body.append(Assembly.store(operation, Register.a1, offset - 8, Register.sp))
            }
            body.append(Assembly.immediate(.addi, Register.t5, Register.sp, -16))
            body.append(Assembly.store(operation, Register.t5, 0, Register.t5))
            body.append(Assembly.store(operation, Register.zero, 8, Register.t5))
            body.append(Assembly.store(operation, Register.a1, 8 - width, Register.t5))
        }
        examination = try ChipExamination(
            StoreChip(),
            .store,
            try FamilyPrograms.rows(of: .store, with: Array(FamilyPrograms.edges.suffix(14)), body)
        )
    }

    @Test("Rows of every width at every place keep all rules and say what the instruction set says")
    func honestRows() throws {
        #expect(examination.operations == [.sb, .sh, .sw, .sd])
        try examination.checkHonestRows()
        try examination.checkTraces()
        try examination.checkShownInteractions()
    }

    @Test("A changed cell is refused, in every column")
    func mutations() throws {
        try examination.checkMutations(free: [], seed: 41)
        try examination.checkRandomRows(count: 20_000, seed: 42)
    }

    @Test("Each rule refuses a lie that no other one does")
    func forgeries() throws {
        typealias Flags = (Goldilocks, Goldilocks, Goldilocks, Goldilocks)
        func width(_ flags: Flags) -> (inout RowCells) -> Void {
            return { row in
                (row["is byte"], row["is half"], row["is word"], row["is double"]) = flags
                Self.complete(&row)
            }
        }
        /// `sb` of a source of zeros into a word whose lower half has bits in every limb.
        func zeros(at offset: UInt64) -> (RowCells) -> Bool {
            return { row in
                row["source low"].isZero && Self.offset(row) == offset && !row["limb"].isZero
                    && !row["other limb"].isZero && !row["byte"].isZero
            }
        }
        func lower(_ half: UInt64, at offset: UInt64) -> (RowCells) -> Bool {
            return { row in
                row.number("word replaced low") == half && Self.offset(row) == offset && !row["stored"].isZero
            }
        }
        func at(_ flags: (Goldilocks, Goldilocks, Goldilocks)) -> (inout RowCells) -> Void {
            return { row in
                (row["at byte 1"], row["at byte 2"], row["at byte 3"]) = flags
                Self.complete(&row)
            }
        }
        let isPlain = { (row: RowCells) in
            Self.offset(row) == 0 && row.number("limb") < 0xff00 && !row["byte"].isZero && row["byte"] != 0xff
                && row.number("source low") >> 16 > 0 && row["stored"] != row["byte"]
        }
        var forgeries = [
            // Numbers of the stores follow each other: the sums are those of `sd`, `sh`, `lwu` and `lhu`.
            ChipForgery(.constraint("is byte is boolean"), .sb, where: zeros(at: 0), width((-.one, 1, 1, 0))),
            ChipForgery(.constraint("is half is boolean"), .sb, where: zeros(at: 0), width((1, -.one, 1, 0))),
            ChipForgery(.constraint("is word is boolean"), .sb, where: zeros(at: 0), width((1, 1, -.one, 0))),
            ChipForgery(.constraint("is double is boolean"), .sb, where: zeros(at: 0), width((1, 1, 0, -.one))),
            ChipForgery(.constraint("used is boolean"), .sb, where: zeros(at: 2), width((1, 1, 0, 0))),
            // Places at which nothing is, whose numbers add up to the address.
            ChipForgery(.constraint("at byte 1 is boolean"), .sb, where: lower(0, at: 1), at((-.one, 1, 0))),
            ChipForgery(.constraint("at byte 2 is boolean"), .sb, where: lower(0, at: 2), at((1, -.one, 1))),
            ChipForgery(.constraint("at byte 3 is boolean"), .sb, where: lower(0, at: 0), at((1, 1, -.one))),
            ChipForgery(.constraint("at byte 0 is boolean"), .sb, where: lower(0, at: 3), at((1, 1, 0))),
            ChipForgery(
                .constraint("in upper half is boolean"),
                .sb,
                where: { row in
                    row.number("word replaced low") == 0x1_0000 && row["word replaced high"].isZero
                        && Self.offset(row) == 2 && !row["stored"].isZero
                }
            ) { row in
                row["at byte 2"] = 0
                row["in upper half"] = Goldilocks.one.divided(byPowerOfTwo: 1)
                Self.part(&row, limb: 0x8000, other: 0, byte: 0)
                Self.complete(&row)
            },
            // Misaligned accesses, which have no proof.
            ChipForgery(.constraint("halves are aligned"), .sh, where: isPlain) { row in
                row["base low"] += 1
                row["at byte 1"] = 1
                row["byte"] = Goldilocks(row.number("limb") >> 8)
                Self.complete(&row)
            },
            ChipForgery(.constraint("words are aligned"), .sw, where: isPlain) { row in
                row["base low"] += 2
                row["at byte 2"] = 1
                let (limb, other) = (row.number("limb"), row.number("other limb"))
                Self.part(&row, limb: other, other: limb, byte: other & 0xff)
            },
            ChipForgery(.constraint("doubles are aligned"), .sd, where: isPlain) { row in
                row["base low"] += 4
                row["in upper half"] = 1
                let half = row.number("word replaced high")
                Self.part(&row, limb: half & 0xffff, other: half >> 16, byte: half & 0xff)
                Self.complete(&row)
            },
            // Changed neighbours.
            ChipForgery(.constraint("limbs of the old half"), .sh, where: isPlain) { row in
                row["limb"] += Goldilocks(1 << 8)
                Self.complete(&row)
            },
            ChipForgery(.constraint("change of the half"), .sb) { $0["change"] += 1 },
            ChipForgery(.lookup("other limb"), .sh, where: isPlain) { row in
                row["limb"] += Goldilocks(1 << 8)
                row["other limb"] = (row["word replaced low"] - row["limb"]).divided(byPowerOfTwo: 16)
                Self.complete(&row)
            },
            ChipForgery(.lookup("byte"), .sb, where: isPlain) { row in
                row["byte"] -= Goldilocks(1 << 8)
                Self.complete(&row)
            },
            ChipForgery(.lookup("other byte"), .sb, where: isPlain) { row in
                row["byte"] += 1
                Self.complete(&row)
            },
            // More than a byte is stored.
            ChipForgery(.lookup("stored"), .sb, where: isPlain) { row in
                row["stored"] += Goldilocks(1 << 8)
                row["source rest"] = Goldilocks((row.number("source low") - row.number("stored")) >> 8 & 0xffff)
                Self.complete(&row)
            },
            ChipForgery(.lookup("source rest"), .sb, where: { isPlain($0) && $0["stored"] != 0xff }) { row in
                row["stored"] += 1
                row["source rest"] = (row["source low"] - row["stored"]).divided(byPowerOfTwo: 8)
                Self.complete(&row)
            },
            ChipForgery(.lookup("source top"), .sb, where: { isPlain($0) && $0["stored"] != 0xff }) { row in
                row["stored"] += 1
                row["source rest"] = 0
                Self.complete(&row)
            },
        ]
        forgeries += ChipForgery.ofTime("base", .sd, slot: 0) + ChipForgery.ofTime("source", .sb, slot: 1)
        forgeries += ChipForgery.ofTime("word", .sh, slot: 2)
        try examination.checkForgeries(forgeries)
    }

    @Test("A store puts its word into writable memory, whatever its cells say")
    func spaceIsWritable() throws {
        for index in 0..<examination.rows.count {
            let shown = try examination.isolated.verdict(on: examination.row(index).cells).shown
            let space = Goldilocks(MemorySpace.memory.rawValue)
            #expect(shown["word old"]?.tuple[0] == space && shown["word new"]?.tuple[0] == space)
            guard index < 100 else { break }
        }
    }

    private static func offset(_ row: RowCells) -> UInt64 {
        row.number("at byte 1") + 2 * row.number("at byte 2") + 3 * row.number("at byte 3")
            + 4 * row.number("in upper half")
    }

    private static func part(_ row: inout RowCells, limb: UInt64, other: UInt64, byte: UInt64) {
        row["limb"] = Goldilocks(limb)
        row["other limb"] = Goldilocks(other)
        row["byte"] = Goldilocks(byte)
    }

    /// Writes the change that the row's other cells imply.
    private static func complete(_ row: inout RowCells) {
        let used = row["is byte"] + row["is half"] + row["is word"] + row["is double"]
        let (at1, at2, at3) = (row["at byte 1"], row["at byte 2"], row["at byte 3"])
        let weights = [Goldilocks(1 << 8), Goldilocks(1 << 16), Goldilocks(1 << 24)]
        let weight = used - at1 - at2 - at3 + at1 * weights[0] + at2 * weights[1] + at3 * weights[2]
        let (low, high) = (row["word replaced low"], row["word replaced high"])
        let half = low + row["in upper half"] * (high - low)
        let difference =
            row["is byte"] * (row["stored"] - row["byte"]) + row["is half"] * (row["stored"] - row["limb"])
        row["change"] = difference * weight + (row["is word"] + row["is double"]) * (row["source low"] - half)
    }
}
