/// An accelerator of the machine: what `ecall` computes in one cycle when a7 holds the call's number.
///
/// A call changes memory and nothing else: no register is written, and the run goes on behind the `ecall`. Numbers are
/// those of the guest's header, `Guest/Runtime/machine_calls.h`, and of the proof's `CallNumber`; tests compare them.
/// Exit is no call of this kind (`MachineLayout.exitCall`).
public enum MachineCall: UInt64, CaseIterable, Hashable, Sendable {
    /// Keccak-f[1600] on the 25 lanes at a0, in place (FIPS 202, section 3.3).
    case keccakF = 0x1001
    /// SHA-256's compression of the 64 bytes at a1 into the eight words of 32 bits at a0, in place (FIPS 180-4, section
    /// 6.2.2); the state's words are little-endian, the block is as it lies in memory.
    case sha256Block = 0x1002
    /// The sum of the affine points of secp256k1 at a0 and a1, in place of the one at a0
    /// (`MachineCall.secp256k1Add(_:_:)` tells which points).
    case secp256k1Add = 0x1003
    /// Twice the affine point of secp256k1 at a0, in place (`MachineCall.secp256k1Double(_:)` tells which points).
    case secp256k1Double = 0x1004
    /// a b + r modulo the modulus of number a1, with r at a0, a at a2 and b at a3, in place of r; all are 256 bits,
    /// least significant word first.
    case multiplyAddModulo = 0x1005
    /// The words at a1, as many as a2 says, to a0; all are read before one is written, so that the two may overlap. The
    /// source may lie in the input.
    case copy = 0x1006
    /// The word a1 to each of as many words at a0 as a2 says.
    case fill = 0x1007
    /// a b modulo the modulus of number a1, with a at a2 and b at a3, written to a0.
    case multiplyModulo = 0x1008
    /// The inverse of a modulo the modulus of number a1, with a at a2, written to a0.
    case invertModulo = 0x1009
}

/// A range of memory on which a call works.
///
/// Its address is in a register, a multiple of 8, and all of it lies in memory that programs may store to: a call that
/// breaks these rules ends the run.
public struct CallOperand: Hashable, Sendable {
    /// What a call does with an operand's words.
    public enum Access: Hashable, Sendable {
        /// Leaves them as they are.
        case read
        /// Replaces them, whether or not they were of use.
        case write
    }

    /// The argument, counted from a0, that holds the address.
    public let argument: Int
    /// Length in words of 8 bytes.
    public let wordCount: Int
    /// What happens to the words.
    public let access: Access
    /// Timestamps from the row's own to the accesses', below `TraceClock.step`; all words of an operand share it.
    public let slot: UInt32
}

extension MachineCall {
    /// How many of a0, a1 and so on the call reads, after a7.
    public var argumentCount: Int {
        switch self {
        case .keccakF: 1
        case .sha256Block: 2
        case .secp256k1Add: 2
        case .secp256k1Double: 1
        case .multiplyAddModulo, .multiplyModulo: 4
        case .invertModulo, .copy, .fill: 3
        }
    }

    /// Whether the call works on as many words as a2 says (`WordTransfer`), instead of operands of a fixed length.
    public var isTransfer: Bool { self == .copy || self == .fill }

    /// The operands of a fixed length in the order of their slots; none of a transfer.
    ///
    /// Each has a slot of its own, so that operands may overlap; the one that is written, if any, comes last, so that a
    /// call sees memory as it was before.
    public var operands: [CallOperand] {
        switch self {
        case .keccakF: Self.keccakFOperands
        case .sha256Block: Self.sha256BlockOperands
        case .secp256k1Add: Self.secp256k1AddOperands
        case .secp256k1Double: Self.secp256k1DoubleOperands
        case .multiplyAddModulo, .multiplyModulo: Self.productOperands
        case .invertModulo: Self.inverseOperands
        case .copy, .fill: []
        }
    }

    private static let keccakFOperands = [CallOperand(argument: 0, wordCount: 25, access: .write, slot: 0)]
    private static let sha256BlockOperands = [
        CallOperand(argument: 1, wordCount: 8, access: .read, slot: 0),
        CallOperand(argument: 0, wordCount: 4, access: .write, slot: 1),
    ]
    private static let secp256k1AddOperands = [
        CallOperand(argument: 1, wordCount: 8, access: .read, slot: 0),
        CallOperand(argument: 0, wordCount: 8, access: .write, slot: 1),
    ]
    // One chip serves both calls on points, and one those modulo a prime: an operand has the same slot in each.
    private static let secp256k1DoubleOperands = [CallOperand(argument: 0, wordCount: 8, access: .write, slot: 1)]
    private static let productOperands = [
        CallOperand(argument: 2, wordCount: 4, access: .read, slot: 0),
        CallOperand(argument: 3, wordCount: 4, access: .read, slot: 1),
        CallOperand(argument: 0, wordCount: 4, access: .write, slot: 2),
    ]
    private static let inverseOperands = [
        CallOperand(argument: 2, wordCount: 4, access: .read, slot: 0),
        CallOperand(argument: 0, wordCount: 4, access: .write, slot: 2),
    ]
}

extension MachineCall: CustomStringConvertible {
    /// The call's name in the guest's header, in lower case.
    public var description: String {
        switch self {
        case .keccakF: "keccak_f"
        case .sha256Block: "sha256_block"
        case .secp256k1Add: "secp256k1_add"
        case .secp256k1Double: "secp256k1_double"
        case .multiplyAddModulo: "multiply_add_modulo"
        case .copy: "copy"
        case .fill: "fill"
        case .multiplyModulo: "multiply_modulo"
        case .invertModulo: "invert_modulo"
        }
    }
}
