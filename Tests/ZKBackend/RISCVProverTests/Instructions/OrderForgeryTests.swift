import GuestExecutor
import MachineTestSupport
import ProofVerifier
import RISCVMachine
import RISCVProver
import Testing

@Suite("RISC-V chips: forged comparisons and branches")
struct OrderForgeryTests {
    private let limb = Goldilocks(1 << 16)

    /// What both chips' order refuses, by an instruction of signed words; `taken` has what else says that a is less.
    private func forgeOrders<Subject: InstructionChip>(
        _ list: inout ForgeryList<Subject>,
        _ less: UInt32,
        _ taken: (Goldilocks) -> [String: Goldilocks]
    ) throws {
        // a is the greater one throughout, but for the limbs' own.
        try list.forge("difference limb 0", less, 7 << 48, 3 << 48) {
            [
                "difference limb 0": $0.plus("difference limb 0", limb),
                "difference limb 1": $0.plus("difference limb 1", -.one),
            ]
        }
        // -4 - 1 is no number of 32 bits.
        try list.forge("difference limb 1", less, 7 << 32, 3 << 32) { _ in
            taken(1) + ["is less": 1, "difference limb 0": Goldilocks(0xfffb), "difference limb 1": -.one]
        }
        // 2^-16 of a sign takes 2^16 from the upper half.
        try list.forge("first sign is boolean", less, 0x10_8000 << 32, 0x10_0000 << 32) { _ in
            taken(1) + ["is less": 1, "first sign": over(1, 16)]
                + ["difference limb 0": Goldilocks(0x7fff), "difference limb 1": .zero]
        }
        try list.forge("second sign is boolean", less, 0x10_8000 << 32, 0x10_0000 << 32) { _ in
            taken(1) + ["is less": 1, "second sign": -over(1, 16)]
                + ["difference limb 0": Goldilocks(0x7fff), "difference limb 1": .zero]
        }
        // The lower halves' difference with the other sign.
        try list.forge("upper halves agree is boolean", less, 9 << 32 | 7, 9 << 32 | 3) { _ in
            taken(1) + ["is less": 1, "upper halves agree": -.one]
        }
    }

    @Test("Each rule of comparisons alone refuses a wrong order")
    func comparisons() throws {
        var list = try ForgeryList(CompareChip(), .compare, InstructionChipTests.compare)
        let second = ForgeryList<CompareChip>.accesses("second")
        let slt = Assembly.register(.slt, Register.a2, Register.a0, Register.a1)
        try forgeOrders(&list, slt) { _ in [:] }
        // The number of `slt` without a second register, and negative from 2^62 on.
        try list.forge("is signed is boolean", slt, 1 << 62, 5, granted: second) { _ in
            [
                "is signed": over(3, 1), "reads rs2": .zero, "second low": .zero, "first sign": 1, "is less": 1,
                "difference limb 0": Goldilocks(0xffff), "difference limb 1": Goldilocks(0xbfff),
            ]
        }
        // The number of `slti`, unsigned.
        let slti = Assembly.immediate(.slti, Register.a2, Register.a0, 0)
        try list.forge("reads rs2 is boolean", slti, .max, 0, granted: second) { _ in
            [
                "is signed": .zero, "reads rs2": 2, "first sign": .zero, "is less": .zero,
                "difference limb 0": Goldilocks(0xfffe), "difference limb 1": Goldilocks(0xffff),
            ]
        }
        try list.forgeUnused(
            "only used rows read rs2",
            granted: second,
            ["reads rs2": 1, "rs2": 5, "timestamp": 9, "second previous timestamp": 2, "second gap low": 7]
        )
        // A selector of every instruction chip: `InstructionColumns` answers for it.
        #expect(list.unshown == ["used is boolean"])
    }

    @Test("Each rule of branches alone refuses a wrong order or way")
    func branches() throws {
        var list = try ForgeryList(BranchChip(), .branch, InstructionChipTests.branch)
        func word(_ operation: GuestExecutor.Operation) -> UInt32 {
            Assembly.branch(operation, Register.a0, Register.a1, 8)
        }
        try forgeOrders(&list, word(.blt)) { ["is taken": $0] }
        try list.forge("lower halves of equal words agree", word(.beq), 9 << 32 | 7, 9 << 32 | 3) { _ in
            ["is equal": 1, "is taken": 1, "difference limb 0": .zero, "difference limb 1": .zero]
        }
        // The number of `bne` in other ways.
        try list.forge("is negated is boolean", word(.bne), 5, 3) { _ in
            ["is negated": -.one, "is signed": 1, "is taken": -.one]
        }
        try list.forge("is signed is boolean", word(.bne), 5, 3) { _ in
            ["is negated": .zero, "is signed": over(1, 1), "is taken": .zero]
        }
        try list.forge("is unsigned is boolean", word(.bne), 5, 3) { _ in
            ["is negated": .zero, "is unsigned": over(1, 2), "is taken": .zero]
        }
        // The number of `jal`, which may have such operands.
        try list.forge("not signed and unsigned", word(.beq), 5, 5, granted: ["instruction"]) { _ in
            ["is signed": 1, "is unsigned": 1, "is taken": -.one]
        }
        // A selector of every instruction chip: `InstructionColumns` answers for it.
        #expect(list.unshown == ["used is boolean"])
    }

    @Test("Flipped signs are refused in signed and unsigned comparisons")
    func flippedSigns() throws {
        for operation: GuestExecutor.Operation in [.slt, .sltu] {
            let word = Assembly.register(operation, Register.a2, Register.a0, Register.a1)
            for (a, b) in [(.max, 1), (1, .max), (1 << 63, 1 << 62), (3, 5)] as [(UInt64, UInt64)] {
                let program = PairProgram.make([(a, b)], [word])
                let trial = try ChipTrial(CompareChip(), .compare, text: program.text, image: program.image)
                let forgeries = RowForgeries(trial)
                let honest = forgeries.cells(ofRow: 0)
                for name in ["first sign", "second sign"] {
                    var forged = honest
                    forged[forgeries.column(name)] = 1 - forged[forgeries.column(name)]
                    let faults = try forgeries.faults(of: forged, insteadOf: honest)
                    #expect(faults.contains(name == "first sign" ? "first rest" : "second rest"))
                }
            }
        }
    }
}
