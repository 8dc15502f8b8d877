import GuestExecutor
import MachineTestSupport
import ProofVerifier
import RISCVMachine
import RISCVProver
import Testing

@Suite("RISC-V chips: forged products")
struct MultiplyForgeryTests {
    private let limb = Goldilocks(1 << 16)
    private let a: UInt64 = 0xfedc_ba98_7654_3210
    private let b: UInt64 = 0x0123_4567_89ab_cdef

    private func word(_ operation: GuestExecutor.Operation) -> UInt32 {
        Assembly.register(operation, Register.a2, Register.a0, Register.a1)
    }

    @Test("Each rule alone refuses a wrong product")
    func everyRule() throws {
        var list = try ForgeryList(MultiplyChip(), .multiply, InstructionChipTests.multiply)
        try forgeLimbs(&list)
        try forgeFlags(&list)
        try forgeSigns(&list)
        // A selector of every instruction chip: `InstructionColumns` answers for it.
        #expect(list.unshown == ["used is boolean"])
    }

    /// A limb too great by 2^16, and what is above it too small by 1.
    private func forgeLimbs(_ list: inout ForgeryList<MultiplyChip>) throws {
        let names = (0..<4).map { "product limb \($0)" } + (0..<4).map { "upper product limb \($0)" }
        let others: [Int: [String]] = [1: ["carry 1 limb"], 3: ["carry 2 limb", "value low"], 5: ["carry 3 limb"]]
        for index in 0..<8 {
            try list.forge(names[index], word(index < 4 ? .mulhu : .mul), a, b) { honest in
                var cells = [names[index]: honest.plus(names[index], limb)]
                if index < 7 {
                    cells[names[index + 1]] = honest.plus(names[index + 1], -.one)
                } else {
                    cells["product sign"] = 1
                }
                for name in others[index] ?? [] { cells[name] = honest.plus(name, -.one) }
                return cells
            }
        }
    }

    private func product(
        _ list: ForgeryList<MultiplyChip>,
        _ a: UInt64,
        _ b: UInt64,
        isNegative: (Bool, Bool),
        isUpper: Bool
    ) -> [String: Goldilocks] {
        let row = MultiplyRow(a, b, isNegative: isNegative)
        let value = isUpper ? row.upper : row.lower
        return list.cells { list.subject.write([row], to: &$0) }
            + ["value low": value.lowHalf, "value high": value.highHalf]
    }

    /// The numbers of operations in other ways.
    private func forgeFlags(_ list: inout ForgeryList<MultiplyChip>) throws {
        let positive: UInt64 = 0x4fff_1234_5678_9abc
        let (copy, minusOne) = (list, -Goldilocks.one)
        try list.forge("is mulhu is boolean", word(.mul), positive, b) { _ in
            product(copy, positive, b, isNegative: (true, false), isUpper: true)
                + ["is mulh": 1, "is mulhsu": 1, "is mulhu": minusOne, "first high sign": 1]
        }
        try list.forge("is mulh is boolean", word(.mulhsu), a, a) { _ in
            product(copy, a, a, isNegative: (false, false), isUpper: false)
                + ["is mulh": minusOne, "is mulhsu": .zero, "is mulhu": 1]
                + ["first high sign": .zero, "second high sign": .zero]
        }
        try list.forge("is mulhsu is boolean", word(.mulh), a, a) { _ in
            product(copy, a, a, isNegative: (false, false), isUpper: false)
                + ["is mulh": .zero, "is mulhsu": minusOne, "is mulhu": 1]
                + ["first high sign": .zero, "second high sign": .zero]
        }
        try list.forge("is mulw is boolean", word(.mul), 1, 5) { _ in
            ["is mulh": 1, "is mulhu": 1, "is mulw": minusOne, "value low": -Goldilocks(5)]
        }
        try list.forge("one operation", word(.mulhu), positive, b) { _ in
            let row = MultiplyRow(positive, b, isNegative: (true, false))
            let low = row.upper.lowHalf + row.upper.lowHalf - row.lower.lowHalf
            let high = row.upper.highHalf + row.upper.highHalf - row.lower.highHalf
            return product(copy, positive, b, isNegative: (true, false), isUpper: true)
                + ["is mulh": 1, "is mulhsu": 1, "is mulhu": .zero, "first high sign": 1]
                + ["value low": low, "value high": high]
        }
    }

    private func forgeSigns(_ list: inout ForgeryList<MultiplyChip>) throws {
        let copy = list
        let moved: UInt64 = 0x7fff_0000_0000_1234
        // 2^-16 of a sign takes 2^48 from the operand.
        try list.forge("first high sign is boolean", word(.mulhu), moved, b) { _ in
            product(copy, moved - 1 << 48, b, isNegative: (false, false), isUpper: true)
                + ["first high sign": over(1, 16)]
        }
        try list.forge("second high sign is boolean", word(.mulhu), b, moved) { _ in
            product(copy, b, moved - 1 << 48, isNegative: (false, false), isUpper: true)
                + ["second high sign": over(1, 16)]
        }
        try list.forge("product sign is boolean", word(.mulhu), a, b) {
            [
                "upper product limb 2": $0.plus("upper product limb 2", 1),
                "value high": $0.plus("value high", 1), "product sign": over(1, 32),
            ]
        }
        for (factor, upper) in [(0x7fff_ffff, 0xffff_ffff), (0x8000_0000, 0)] as [(UInt64, UInt64)] {
            try list.forge("word sign", word(.mulw), factor, 1) { _ in ["value high": Goldilocks(upper)] }
        }
        try list.forge("upper half of a word", word(.mulw), 0x1234_5678, 1) { _ in
            ["value high": over(Goldilocks(0xffff_ffff), 16)]
        }
    }

    @Test(
        "An upper half that is one off, or of operands with other signs, is refused",
        arguments: [.mulh, .mulhsu, .mulhu] as [GuestExecutor.Operation]
    )
    func wrongHalves(operation: GuestExecutor.Operation) throws {
        let list = try ForgeryList(MultiplyChip(), .multiply, [Assembly.fence])
        let program = PairProgram.make([(a, .max)], [word(operation)])
        let trial = try ChipTrial(MultiplyChip(), .multiply, text: program.text, image: program.image)
        let forgeries = RowForgeries(trial)
        let honest = forgeries.cells(ofRow: 0)
        for signs in [(false, false), (true, false), (true, true), (false, true)] {
            let cells =
                product(list, a, .max, isNegative: signs, isUpper: true)
                + ["first high sign": signs.0 ? 1 : .zero, "second high sign": signs.1 ? 1 : .zero]
            let isHonest = signs == (operation != .mulhu, operation == .mulh)
            let faults = try forgeries.faults(of: forgeries.row(0, changing: cells), insteadOf: honest)
            #expect(faults.isEmpty == isHonest)
        }
        let upper = ["upper product limb 0", "value low"]
        for step: Goldilocks in [.one, -.one] {
            var forged = honest
            for name in upper { forged[forgeries.column(name)] += step }
            #expect(try forgeries.faults(of: forged, insteadOf: honest) != [])
        }
    }
}
