import GuestExecutor
import MachineTestSupport
import ProofVerifier
import RISCVMachine
import RISCVProver
import Testing

@Suite("RISC-V chips: forged quotients and remainders")
struct DivideForgeryTests {
    private let limb = Goldilocks(1 << 16)
    private typealias Number = DivideRow.Number

    private func word(_ operation: GuestExecutor.Operation) -> UInt32 {
        Assembly.register(operation, Register.a2, Register.a0, Register.a1)
    }

    /// The cells of a division and of its result, one of 64 bits.
    private func division(_ row: DivideRow, isRemainder: Bool = false) throws -> [String: Goldilocks] {
        let list = try ForgeryList(DivideChip(), .divide, [Assembly.fence])
        let value = isRemainder ? row.remainder.bits : row.quotient.bits
        return list.cells { list.subject.write([row], to: &$0) }
            + ["value low": value.lowHalf, "value high": value.highHalf]
    }

    @Test("Each rule alone refuses a wrong division")
    func everyRule() throws {
        var list = try ForgeryList(DivideChip(), .divide, InstructionChipTests.divide)
        try forgeLimbs(&list)
        try forgeFlags(&list)
        try forgeDividendSigns(&list)
        try forgeSigns(&list)
        try forgeRemainders(&list)
        // `divides` is a multiplicity, and a machine takes none that no rule holds; `InstructionColumns` answers for
        // `used`.
        #expect(list.unshown == ["divides is boolean", "used is boolean"])
    }

    /// A limb too great by 2^16, and what is above it too small by 1.
    private func forgeLimbs(_ list: inout ForgeryList<DivideChip>) throws {
        let long: UInt64 = 0xfedc_ba98_7654_3210
        for index in 0..<4 {
            let name = "quotient limb \(index)"
            try list.forge(name, word(.remu), long, 5) { honest in
                var cells = [name: honest.plus(name, limb)]
                if index == 3 { cells["quotient sign"] = 1 }
                if index < 3 { cells["quotient limb \(index + 1)"] = honest.plus("quotient limb \(index + 1)", -.one) }
                if index == 1 { cells["carry 1 limb"] = honest.plus("carry 1 limb", 5) }
                return cells
            }
        }
        for index in 0..<3 {
            let name = "remainder limb \(index)"
            try list.forge(name, word(.divu), long, 0xf000_1234_5678_9abc) { honest in
                var cells = [name: honest.plus(name, limb)]
                cells["remainder limb \(index + 1)"] = honest.plus("remainder limb \(index + 1)", -.one)
                guard index == 1 else { return cells }
                cells["carry 1 limb"] = honest.plus("carry 1 limb", 1)
                cells["borrow"] = honest.plus("borrow", 1)
                return cells
            }
        }
        // 17 = 4 * 5 - 3.
        try list.forge("remainder limb 3", word(.divu), 17, 5) { _ in
            .limbs("quotient", 4) + .limbs("remainder", 0xffff_ffff_fffd) + ["remainder limb 3": -.one]
                + ["value low": 4, "carry 1 limb": 1, "borrow": 1]
                + ["excess low limb": 7, "excess high limb": .zero]
        }
    }

    /// The number of `div` in other ways.
    private func forgeFlags(_ list: inout ForgeryList<DivideChip>) throws {
        // 3 - (2 - 3) / 2 is 7 / 2.
        try list.forge("is remainder is boolean", word(.div), 17, 5) { _ in
            ["is signed": .zero, "is remainder": -over(1, 1), "value low": over(7, 1)]
        }
        var row = DivideRow(17, by: 5, isSigned: false, isWord: false)
        row.dividend = Number(17, isNegative: true)
        row.divisor = Number(5, isNegative: true)
        row.quotient = Number(0, isNegative: false)
        row.remainder = row.dividend
        let negative = try division(row, isRemainder: true)
        try list.forge("is signed is boolean", word(.div), 17, 5) { _ in
            negative + ["is signed": 3, "is remainder": 1]
        }
        // Half as much again in the lower halves.
        let scaled = try division(
            DivideRow(4 << 32 | 6, by: 2 << 32 | 3, isSigned: true, isWord: false),
            isRemainder: true
        )
        try list.forge("is word is boolean", word(.div), 4 << 32 | 4, 2 << 32 | 2) { _ in
            scaled + ["is remainder": 1, "is word": -over(1, 1)]
        }
    }

    /// 2^40 over itself, with a sign d that moves the dividend by a multiple of 2^64.
    ///
    /// 2^32 (2^32 - 1) is -1 in the field, so d = 2^32 - 1 is 1 more in the half, and -d is 1 less, still in range.
    private func forgeDividendSigns(_ list: inout ForgeryList<DivideChip>) throws {
        let (rule, number, sign) = ("dividend sign is boolean", UInt64(1) << 40, Goldilocks(0xffff_ffff))
        func cells(_ quotient: UInt64) -> [String: Goldilocks] {
            .limbs("quotient", quotient) + ["value low": quotient.lowHalf, "value high": quotient.highHalf]
        }
        // (2^40 - 2^64 d) / 2^40 is negative.
        try list.forge(rule, word(.divu), number, number) { _ in
            cells(0xff00_0000_0100_0001) + ["dividend sign": sign, "dividend limb": Goldilocks(257)]
                + ["quotient sign": .one, "carry 2 limb": .one]
        }
        for operation in [GuestExecutor.Operation.divu, .div] {
            try list.forge(rule, word(operation), number, number) { _ in
                cells(0x00ff_ffff_ff00_0001) + ["dividend sign": -sign, "dividend limb": Goldilocks(255)]
                    + ["carry 2 limb": Goldilocks(255)]
            }
        }
    }

    private func forgeSigns(_ list: inout ForgeryList<DivideChip>) throws {
        // 2^-16 of a sign takes 2^48 from the divisor: 2^49 becomes 2^48.
        let third = try division(DivideRow(3 << 48, by: 1 << 48, isSigned: true, isWord: false))
        try list.forge("divisor high sign is boolean", word(.div), 3 << 48, 1 << 49) { _ in
            third + ["divisor low": .zero, "divisor high": Goldilocks(1 << 17), "divisor high limb": .zero]
                + ["divisor high sign": over(1, 16), "borrow": 1]
                + ["excess low limb": Goldilocks(0xffff), "excess high limb": Goldilocks(65_531)]
        }
        // (2^32 + 1) p = 2^96 + 1, and 2^96 is 2^32 times 2^64.
        let order = Goldilocks.order
        var row = DivideRow(1, by: order, isSigned: false, isWord: false)
        row.quotient = Number(1 << 32 | 1, isNegative: false)
        row.remainder = Number(0, isNegative: false)
        let wrapped = try division(row)
        try list.forge("remainder sign is boolean", word(.divu), 1, order) { _ in
            wrapped + ["remainder sign": Goldilocks(1 << 32), "excess low limb": .zero, "excess high limb": .zero]
                + ["borrow": .zero]
        }
        for (dividend, upper) in [(0x7fff_ffff, 0xffff_ffff), (0x8000_0000, 0)] as [(UInt64, UInt64)] {
            try list.forge("word sign", word(.divuw), dividend, 1) { _ in ["value high": Goldilocks(upper)] }
            try list.forge("word sign", word(.remuw), dividend, 0xffff_ffff) { _ in
                ["value high": Goldilocks(upper)]
            }
        }
        try list.forge("upper half of a word", word(.divw), 0x1234_5678, 1) { _ in
            ["value high": over(Goldilocks(0xffff_ffff), 16)]
        }
    }

    private func forgeRemainders(_ list: inout ForgeryList<DivideChip>) throws {
        // -17 = -4 * 5 + 3.
        let dividend = UInt64(bitPattern: -17)
        var row = DivideRow(dividend, by: 5, isSigned: true, isWord: false)
        row.quotient = Number(UInt64(bitPattern: -4), isNegative: true)
        row.remainder = Number(3, isNegative: false)
        let rounded = try division(row)
        try list.forge("remainder of another sign", word(.div), dividend, 5) { _ in rounded }
        // 17 = 2 * 5 + 7, and 5 - 7 - 1 = p - 3 in halves of 32 bits.
        row = DivideRow(17, by: 5, isSigned: false, isWord: false)
        row.quotient.bits = 2
        row.remainder.bits = 7
        let tooGreat = try division(row)
        try list.forge("borrow", word(.divu), 17, 5) { _ in
            tooGreat + ["borrow": -Goldilocks(0xffff_fffe)]
                + ["excess low limb": Goldilocks(0xfffe), "excess high limb": Goldilocks(0xfffe)]
        }
    }

    /// A division that keeps Q B + R = A with another quotient.
    struct Attempt: Sendable {
        var operation: GuestExecutor.Operation
        var a: UInt64
        var b: UInt64
        var quotient: UInt64
        var isNegative = false
        var remainder: UInt64
        var remainderIsNegative = false
    }

    @Test(
        "Quotients off by one, by 2^64 / b or by the field's order, and free ones at zero, are refused",
        arguments: [
            Attempt(operation: .divu, a: 17, b: 5, quotient: 2, remainder: 7),
            Attempt(operation: .divu, a: 17, b: 5, quotient: 4, remainder: 0 &- 3, remainderIsNegative: true),
            Attempt(operation: .remu, a: 16, b: 4, quotient: 3, remainder: 4),
            // 2^64 / 4 more: right modulo 2^64 only.
            Attempt(operation: .divu, a: 16, b: 4, quotient: 4 + 1 << 62, remainder: 0),
            // p 2^64 more, which a sum in the field does not see.
            Attempt(
                operation: .divu,
                a: 0,
                b: 0xffff_ffff_0000_0002,
                quotient: .max - 1,
                remainder: 0 &- 1 << 33 &+ 4
            ),
            Attempt(operation: .divu, a: 7, b: 0, quotient: 0, remainder: 7),
            Attempt(operation: .div, a: 7, b: 0, quotient: 1, remainder: 7),
            Attempt(operation: .rem, a: 7, b: 0, quotient: .max, remainder: 0),
            // -2^63 / -1 = -2^63 + 1 would leave 2^63 + 2^63 - 1.
            Attempt(
                operation: .div,
                a: 1 << 63,
                b: .max,
                quotient: (1 << 63) - 1,
                remainder: .max,
                remainderIsNegative: true
            ),
            Attempt(
                operation: .div,
                a: 0 &- 7,
                b: 2,
                quotient: 0 &- 4,
                isNegative: true,
                remainder: 1
            ),
        ]
    )
    func wrongDivisions(attempt: Attempt) throws {
        let program = PairProgram.make([(attempt.a, attempt.b)], [word(attempt.operation)])
        let trial = try ChipTrial(DivideChip(), .divide, text: program.text, image: program.image)
        let forgeries = RowForgeries(trial)
        let honest = forgeries.cells(ofRow: 0)
        let isSigned = attempt.operation == .div || attempt.operation == .rem
        let isRemainder = attempt.operation == .remu || attempt.operation == .rem
        var row = DivideRow(attempt.a, by: attempt.b, isSigned: isSigned, isWord: false)
        let cells = try division(row, isRemainder: isRemainder)
        #expect(try forgeries.faults(of: forgeries.row(0, changing: cells), insteadOf: honest) == [])
        row.quotient = Number(attempt.quotient, isNegative: attempt.isNegative)
        row.remainder = Number(attempt.remainder, isNegative: attempt.remainderIsNegative)
        let forged = try division(row, isRemainder: isRemainder)
        #expect(try forgeries.faults(of: forgeries.row(0, changing: forged), insteadOf: honest) != [])
    }
}
