import GuestExecutor
import TestSupport

/// Many random programs in one text, each on registers and memory of its own.
///
/// A program loads x1 to x29 from its slot, runs straight lines, forward jumps and counted loops over them, and stores
/// them again; x31 keeps the slot's address and x30 counts loops. Accesses are masked to the slot and to their width:
/// the machine refuses misaligned ones, which the emulator permits.
package struct RandomPrograms {
    /// Instructions of all programs, one after the other, without an end.
    package private(set) var text: [UInt32] = []
    /// The programs' slots.
    package private(set) var image: [UInt8] = []
    private var random: SplitMix64

    /// Bytes of a program's registers and memory.
    package static let slotByteCount = 640
    private static let scratchOffset: Int32 = 256
    private static let generalRegisters: ClosedRange<UInt8> = 1...29

    /// So many programs, which the seed determines.
    package init(count: Int, seed: UInt64) {
        random = SplitMix64(seed: seed)
        for index in 0..<count {
            appendSlot()
            appendProgram(slot: ELFWriter.imageBase + UInt64(index * Self.slotByteCount))
        }
    }

    /// Numbers at which instructions behave in their own ways.
    package static let edges: [UInt64] = [
        0, 1, 2, 3, 7, 15, 16, 31, 32, 33, 63, 64, 127, 128, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0x7fff_ffff, 0x8000_0000,
        0x8000_0001, 0xffff_fffe, 0xffff_ffff, 0x1_0000_0000, 0x7fff_ffff_ffff_ffff, 0x8000_0000_0000_0000,
        0x8000_0000_0000_0001, 0xffff_ffff_0000_0000, 0xffff_ffff_8000_0000, 0xffff_ffff_7fff_ffff,
        0xffff_ffff_ffff_fffe, 0xffff_ffff_ffff_ffff, 0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210,
    ]

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    private mutating func appendSlot() {
        for _ in 0..<Self.slotByteCount / 8 {
            let value = below(3) == 0 ? random.next() : Self.edges[below(Self.edges.count)]
            image += value.bytes
        }
    }

    private mutating func appendProgram(slot: UInt64) {
        text += Assembly.load(Int32(slot), into: Register.t6)
        for register in Self.generalRegisters {
            text.append(Assembly.immediate(.ld, register, Register.t6, Int32(register) * 8))
        }
        text += Assembly.load(0, into: Register.t5)
        for _ in 0..<4 + below(6) {
            switch below(4) {
            case 0: appendLoop()
            case 1: appendForwardJump()
            default: text += line(1 + below(8))
            }
        }
        for register in Self.generalRegisters {
            text.append(Assembly.store(.sd, register, Int32(register) * 8, Register.t6))
        }
    }

    private mutating func appendLoop() {
        let body = line(1 + below(8))
        text.append(Assembly.immediate(.addi, Register.t5, 0, Int32(1 + below(6))))
        text += body
        text.append(Assembly.immediate(.addi, Register.t5, Register.t5, -1))
        text.append(Assembly.branch(.bne, Register.t5, 0, -4 * Int32(body.count + 1)))
    }

    /// A branch, `jal` or `jalr` over some instructions, which a branch may also fall into.
    private mutating func appendForwardJump() {
        let body = line(1 + below(6))
        let distance = 4 * Int32(body.count + 1)
        switch below(4) {
        case 0: text.append(Assembly.jal(destination(), distance))
        case 1:
            let base = generalRegister()
            text.append(Assembly.upper(.auipc, base, 0))
            // Bit 0 of the target is cleared.
            text.append(Assembly.immediate(.jalr, destination(), base, (distance + 4) | Int32(below(2))))
        default:
            let operation = Assembly.branches[below(Assembly.branches.count)]
            text.append(Assembly.branch(operation, source(), source(), distance))
        }
        text += body
    }

    private mutating func line(_ count: Int) -> [UInt32] {
        (0..<count).flatMap { _ in instruction() }
    }

    private mutating func instruction() -> [UInt32] {
        switch below(16) {
        case 0...6:
            let operation = Assembly.registerOperations[below(Assembly.registerOperations.count)]
            return [Assembly.register(operation, destination(), source(), source())]
        case 7, 8:
            let operation = Assembly.immediateOperations[below(Assembly.immediateOperations.count)]
            return [Assembly.immediate(operation, destination(), source(), immediate())]
        case 9:
            return [Assembly.immediate(Assembly.longShifts[below(3)], destination(), source(), Int32(below(64)))]
        case 10:
            return [Assembly.immediate(Assembly.wordShifts[below(3)], destination(), source(), Int32(below(32)))]
        case 11:
            let operation: Operation = below(2) == 0 ? .lui : .auipc
            return [Assembly.upper(operation, destination(), UInt32(truncatingIfNeeded: random.next()) >> 12)]
        case 12, 13:
            let load = Assembly.loads[below(Assembly.loads.count)]
            let (setup, base, offset) = address(width: load.width)
            return setup + [Assembly.immediate(load.operation, destination(), base, offset)]
        case 14:
            let store = Assembly.stores[below(Assembly.stores.count)]
            let (setup, base, offset) = address(width: store.width)
            return setup + [Assembly.store(store.operation, source(), offset, base)]
        default:
            return below(8) == 0
                ? [Assembly.fence] : [Assembly.immediate(.addi, destination(), source(), immediate())]
        }
    }

    /// Instructions that leave an address of the slot's scratch space, less an offset, in a register.
    private mutating func address(width: Int32) -> (setup: [UInt32], base: UInt8, offset: Int32) {
        let base = generalRegister()
        let offset = Self.scratchOffset + Int32(below(128)) & -width
        let setup = [
            Assembly.immediate(.andi, base, source(), 0xff & -width),
            Assembly.register(.add, base, base, Register.t6),
        ]
        return (setup, base, offset)
    }

    private mutating func immediate() -> Int32 {
        let edges: [Int32] = [0, 1, -1, 2047, -2048, 31, 32, 63, -32]
        return below(2) == 0 ? edges[below(edges.count)] : Int32(below(4096)) - 2048
    }

    private mutating func generalRegister() -> UInt8 { UInt8.random(in: Self.generalRegisters, using: &random) }
    private mutating func destination() -> UInt8 { below(16) == 0 ? 0 : generalRegister() }
    private mutating func source() -> UInt8 { below(16) == 0 ? 0 : generalRegister() }
}
