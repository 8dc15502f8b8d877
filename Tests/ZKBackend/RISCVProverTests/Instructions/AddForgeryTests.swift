import GuestExecutor
import MachineTestSupport
import ProofVerifier
import RISCVMachine
import RISCVProver
import Testing

@Suite("RISC-V chips: forged additions")
struct AddForgeryTests {
    private let limb = Goldilocks(1 << 16)

    @Test("Each rule alone refuses a wrong sum, difference or word")
    func everyRule() throws {
        var list = try ForgeryList(AddChip(), .add, InstructionChipTests.add)
        let second = ForgeryList<AddChip>.accesses("second")
        let add = Assembly.register(.add, Register.a2, Register.a0, Register.a1)
        let addw = Assembly.register(.addw, Register.a2, Register.a0, Register.a1)
        // The carry stays in the limb above.
        try list.forge("result limb 1", add, 0x2_8000_0000, 0x3_8000_0000) {
            ["result limb 1": $0.plus("result limb 1", limb), "result limb 2": $0.plus("result limb 2", -.one)]
        }
        try list.forge("result limb 3", add, .max, 5 << 32) {
            ["result limb 3": $0.plus("result limb 3", limb)]
        }
        // Upper halves of the other sign.
        for (sum, upper) in [(0x7fff_ffff, UInt64.max), (0x8000_0000, 0)] as [(UInt64, UInt64)] {
            try list.forge("word sign", addw, sum - 1, 1) { _ in
                ["result limb 2": Goldilocks(upper & 0xffff), "result limb 3": Goldilocks(upper & 0xffff)]
            }
        }
        let none: [String: Goldilocks] = ["reads rs2": .zero, "second low": .zero, "second high": .zero]
        let wide: UInt64 = 0x1_0000_0005
        // The number of `add` again, and nothing is added.
        let minusThird = -(Goldilocks(3).inverse ?? .zero)
        try list.forge("is word is boolean", add, 5, 3, granted: second) { _ in
            none + ["is word": minusThird] + .limbs("result", 5)
        }
        // ... and only 32 bits are.
        try list.forge("reads rs2 is boolean", add, wide, 3, granted: second) { _ in
            none + ["reads rs2": 4, "is word": 1] + .limbs("result", 5)
        }
        try list.forge("subtracts is boolean", add, wide, 7 << 32) { _ in
            let factor = -over(3, 1)
            return ["subtracts": factor, "is word": 1, "subtracts words": factor] + .limbs("result", 5)
        }
        // The number of `addw`.
        try list.forge("a difference reads rs2", addw, wide, 3, granted: second) { _ in
            none + ["subtracts": 1, "is word": .zero] + .limbs("result", wide)
        }
        try list.forgeUnused(
            "only used rows read rs2",
            granted: second,
            ["reads rs2": 1, "rs2": 5, "timestamp": 9, "second previous timestamp": 2, "second gap low": 7]
        )
        // A selector of every instruction chip: `InstructionColumns` answers for it.
        #expect(list.unshown == ["used is boolean"])
    }

    @Test("A subtraction that adds, a borrow that is dropped and bits above a word are refused", arguments: [0, 1, 2])
    func wrongResults(attempt: Int) throws {
        let (word, a, b, result): (UInt32, UInt64, UInt64, UInt64) = [
            (Assembly.register(.sub, Register.a2, Register.a0, Register.a1), 3, 5, 8),
            (Assembly.register(.sub, Register.a2, Register.a0, Register.a1), 0, 1, 0xffff_ffff),
            (Assembly.register(.subw, Register.a2, Register.a0, Register.a1), 1 << 32, 1, 0xffff_ffff),
        ][attempt]
        let program = PairProgram.make([(a, b)], [word])
        let trial = try ChipTrial(AddChip(), .add, text: program.text, image: program.image)
        let forgeries = RowForgeries(trial)
        let row = try #require((0..<trial.rows.count).first { trial.rows.instruction($0).rd == Register.a2 })
        let forged = forgeries.row(row, changing: .limbs("result", result))
        #expect(try forgeries.faults(of: forged, insteadOf: forgeries.cells(ofRow: row)) != [])
    }
}
