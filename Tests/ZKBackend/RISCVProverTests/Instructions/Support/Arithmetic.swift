import GuestExecutor
import RISCVMachine

/// Results by the instruction set, in Swift's own operations.
enum Arithmetic {
    /// The result of a bitwise operation or a shift; nil for others.
    static func result(_ operation: MachineOperation, _ a: UInt64, _ b: UInt64) -> UInt64? {
        let word = UInt32(truncatingIfNeeded: a)
        return switch operation {
        case .and, .andi: a & b
        case .or, .ori: a | b
        case .xor, .xori: a ^ b
        case .sll, .slli: a << (b % 64)
        case .srl, .srli: a >> (b % 64)
        case .sra, .srai: UInt64(bitPattern: Int64(bitPattern: a) >> Int64(b % 64))
        case .sllw, .slliw: extended(word << UInt32(b % 32))
        case .srlw, .srliw: extended(word >> UInt32(b % 32))
        case .sraw, .sraiw: UInt64(bitPattern: Int64(Int32(bitPattern: word) >> Int32(b % 32)))
        default: nil
        }
    }

    private static func extended(_ word: UInt32) -> UInt64 { UInt64(bitPattern: Int64(Int32(bitPattern: word))) }

    /// Whether bytes at an address are data.
    static func isData(_ address: UInt64) -> Bool {
        MachineRegion(containing: address).map { $0 != .text } ?? false
    }

    /// What a load takes from the word at its address; nil when the address is no multiple of the width.
    static func loaded(_ operation: MachineOperation, from word: UInt64, at address: UInt64) -> UInt64? {
        let part = word >> (8 * (address % 8))
        func aligned(_ width: UInt64, _ value: Int64) -> UInt64? {
            address.isMultiple(of: width) ? UInt64(bitPattern: value) : nil
        }
        return switch operation {
        case .lb: aligned(1, Int64(Int8(truncatingIfNeeded: part)))
        case .lbu: aligned(1, Int64(UInt8(truncatingIfNeeded: part)))
        case .lh: aligned(2, Int64(Int16(truncatingIfNeeded: part)))
        case .lhu: aligned(2, Int64(UInt16(truncatingIfNeeded: part)))
        case .lw: aligned(4, Int64(Int32(truncatingIfNeeded: part)))
        case .lwu: aligned(4, Int64(UInt32(truncatingIfNeeded: part)))
        case .ld: aligned(8, Int64(bitPattern: part))
        default: nil
        }
    }

    /// The word after a store; nil when the address is no multiple of the width.
    static func stored(
        _ operation: MachineOperation,
        _ source: UInt64,
        over word: UInt64,
        at address: UInt64
    ) -> UInt64? {
        let width: UInt64
        switch operation {
        case .sb: width = 1
        case .sh: width = 2
        case .sw: width = 4
        case .sd: width = 8
        default: return nil
        }
        guard address.isMultiple(of: width) else { return nil }
        let mask = (UInt64.max >> (64 - 8 * width)) << (8 * (address % 8))
        return word & ~mask | (source << (8 * (address % 8))) & mask
    }
}
