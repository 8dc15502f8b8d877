import GuestExecutor
import MachineTestSupport
import ProofVerifier
import RISCVMachine
import RISCVProver
import Testing

@Suite("RISC-V chips: forged jumps and upper immediates")
struct JumpForgeryTests {
    @Test("Each rule of jumps alone refuses another target")
    func jumps() throws {
        var list = try ForgeryList(JumpChip(), .jump, InstructionChipTests.jump)
        let base = ForgeryList<JumpChip>.accesses("base")
        let jal = Assembly.jal(Register.a2, 8)
        try list.forge("base of jal", jal, 0, 0) { ["base low": $0.plus("base low", 4)] }
        try list.forge("carry is boolean", jal, 0, 0) { _ in ["carry": over(4, 32), "base high": -over(4, 32)] }
        try list.forge("cleared bit is boolean", jal, 0, 0) { _ in ["cleared bit": 4] }
        // The number of `lui`, which reads nothing, as a jump by its immediate.
        try list.forge("is jalr is boolean", jal, 0, 0, granted: base.union(["instruction"])) { _ in
            ["is jalr": 2]
        }
        try list.forgeUnused(
            "only used rows read rs1",
            granted: base,
            ["is jalr": 1, "rs1": 5, "timestamp": 9, "base previous timestamp": 2, "base gap low": 6]
        )
        // A selector of every instruction chip: `InstructionColumns` answers for it.
        #expect(list.unshown == ["used is boolean"])
    }

    /// The row's base and carry as `jalr` to another register's value would have them; the address is the program's,
    /// but the value is another one.
    @Test(
        "A target of the program from a base above 2^32, or of 2 modulo 4, is refused",
        arguments: [1 << 32, 1 << 63, 0xffff_ffff_0000_0001, 2, 1, 3] as [UInt64]
    )
    func bases(offset: UInt64) throws {
        let text = [
            Assembly.upper(.auipc, Register.t4, 0), Assembly.immediate(.jalr, Register.ra, Register.t4, 12),
            Assembly.fence,
        ]
        let program = PairProgram.make([(0, 0)], text)
        let trial = try ChipTrial(JumpChip(), .jump, text: program.text, image: program.image)
        let forgeries = RowForgeries(trial)
        let honest = forgeries.cells(ofRow: 0)
        let base = honest[forgeries.column("base low")].value &+ offset
        let read: [String: Goldilocks] = ["base low": base.lowHalf, "base high": base.highHalf]
        for carry: Goldilocks in [.zero, .one] {
            for bit: Goldilocks in [.zero, .one] {
                let forged = forgeries.row(0, changing: read + ["carry": carry, "cleared bit": bit])
                // The register holds that value, so that the read itself is granted.
                let faults = try forgeries.faults(of: forged, insteadOf: honest)
                    .filter { $0 != "base old" && $0 != "base new" }
                // One above a multiple of 4 is the only one that has a target.
                #expect(faults.isEmpty == (offset == 1 && carry.isZero && bit == .one))
            }
        }
    }

    @Test("Each rule of upper immediates alone refuses another result")
    func upperImmediates() throws {
        var list = try ForgeryList(UpperChip(), .upper, InstructionChipTests.upper)
        let lui = Assembly.upper(.lui, Register.a2, 5)
        // The number of `fence`.
        try list.forge("adds pc is boolean", lui, 0, 0, granted: ["instruction"]) { honest in
            let sum = 5 << 12 + 2 * honest.plus("pc", .zero).value
            return ["adds pc": 2, "lower half limb": Goldilocks(sum & 0xffff)]
        }
        try list.forge("carry is boolean", lui, 0, 0) { _ in
            ["carry": over(4096, 32), "lower half limb": Goldilocks(4 << 12), "upper half": over(4096, 32)]
        }
        // A selector of every instruction chip: `InstructionColumns` answers for it.
        #expect(list.unshown == ["used is boolean"])
    }
}
