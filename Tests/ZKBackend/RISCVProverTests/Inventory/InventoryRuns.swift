import Cryptography
import GuestExecutor
import MachineTestSupport
import Primitives
import RISCVMachine
import RISCVTestSupport

/// Runs whose rows the inventory changes: together they use every chip and every column.
enum InventoryRuns {
    /// All of them.
    static func all() throws -> [GuestRun] {
        try SamplePrograms.all.map { try $0.run() } + [twice(), everyCall()]
    }

    /// Every arithmetic call under every modulus.
    private static func everyCall() throws -> GuestRun {
        let g = Secp256k1.Point.generator
        var program = CallProgram()
        let step = program.place(g.x.integer, g.y.integer)
        let sum = program.place(g.x.integer, g.y.integer)
        program.call(.secp256k1Double, sum)
        program.call(.secp256k1Add, sum, step)
        for modulus in 0..<4 as Range<Int32> {
            program.call(.multiplyModulo, sum, modulus, sum, sum + 32)
            program.call(.multiplyAddModulo, sum + 32, modulus, sum, sum)
            program.call(.invertModulo, sum, modulus, sum + 32)
        }
        // Numbers without odd limbs, so that a limb of the other factor moves no carry.
        let (small, great) = (program.place(UInt256(3)), program.place(.max >> 3))
        let result = program.place(.zero)
        program.call(.multiplyModulo, result, 2, great, small)
        program.call(.multiplyModulo, result, 2, small, great)
        return try program.guestRun()
    }

    /// A run with used rows in every table and with every operand of the calls.
    static func everyChip() throws -> GuestRun { try twice() }

    /// Instructions of every chip, each at two addresses in a row: a row can claim to be at the other.
    private static func twice() throws -> GuestRun {
        var text: [UInt32] = Assembly.load(0x1100_0000, into: 5) + Assembly.load(0x1100_0100, into: 6)
        func twice(_ word: UInt32) { text += [word, word] }
        for operation in [GuestExecutor.Operation.add, .slt, .xor, .sll, .mul, .div] {
            twice(Assembly.register(operation, 7, 5, 6))
        }
        twice(Assembly.immediate(.ld, 8, 5, 0))
        twice(Assembly.store(.sd, 8, 8, 5))
        twice(Assembly.store(.sd, 8, -8, Register.sp))
        for address in [0x1800_0000, 0x3000_0000, 0x3f00_0000] as [Int32] {
            text += Assembly.load(address, into: 11)
            twice(Assembly.immediate(.ld, 12, 11, 0))
        }
        twice(Assembly.branch(.beq, 5, 6, 8))
        twice(Assembly.jal(9, 4))
        // Two that only go on; the register holds the second's address.
        let second = Int32(MachineMap.text) + 4 * Int32(text.count + 3)
        text += Assembly.load(second, into: 13)
        text += [Assembly.immediate(.jalr, 9, 13, 0), Assembly.immediate(.jalr, 9, 13, 4)]
        twice(Assembly.upper(.lui, 9, 3))
        twice(Assembly.fence)
        func call(_ number: Int32, _ arguments: [Int32]) {
            for (index, argument) in arguments.enumerated() {
                text += Assembly.load(argument, into: Register.a0 + UInt8(index))
            }
            text += Assembly.load(number, into: Register.a7)
            twice(Assembly.ecall)
        }
        call(0x1001, [0x1100_0000])
        call(0x1002, [0x1100_0000, 0x1100_0040])
        call(0x1005, [0x1100_0000, 0, 0x1100_0040, 0x1100_0060])
        let g = Secp256k1.Point.generator
        let point = [g.x.integer, g.y.integer].flatMap { [$0.l0, $0.l1, $0.l2, $0.l3] }.flatMap(\.bytes)
        call(0x1004, [0x1100_0100])
        call(0x1003, [0x1100_0100, 0x1100_0140])
        call(0x1006, [0x1800_0100, 0x1100_0000, 3])
        call(0x1006, [0x1800_0200, 0x3000_0000, 2])
        call(0x1007, [0x1800_0300, 77, 3])
        let image = (0..<256).map { UInt8(truncatingIfNeeded: 77 &* $0 ^ $0 >> 2) } + point + point
        return try GuestRun(text + Assembly.exit() + [Assembly.ecall], image: image, input: [1, 2, 3])
    }
}
