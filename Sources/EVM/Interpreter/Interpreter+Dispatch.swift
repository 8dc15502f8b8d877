import Primitives

extension Interpreter {
    /// Executes one instruction; false when the frame is handed back.
    ///
    /// Frequent operations are inlined here; the others are left to `Machine.executeOutlined`. The numbers are those of
    /// `Opcode`, spelled as literals so that the switch is one jump table.
    @inline(__always)
    mutating func step() -> Bool {
        switch programCounter.pointee {
        case 0x01: return binary(Gas.veryLow) { $0 &+ $1 }
        case 0x02: return binary(Gas.low) { $0 &* $1 }
        case 0x03: return binary(Gas.veryLow) { $0 &- $1 }
        case 0x04: return binary(Gas.low) { $0.quotientAndRemainder(dividingBy: $1).quotient }
        case 0x05: return binary(Gas.low) { $0.signedQuotient(dividingBy: $1) }
        case 0x06: return binary(Gas.low) { $0.quotientAndRemainder(dividingBy: $1).remainder }
        case 0x07: return binary(Gas.low) { $0.signedRemainder(dividingBy: $1) }
        case 0x08: return ternary(Gas.middle) { $0.addingModulo($1, $2) }
        case 0x09: return ternary(Gas.middle) { $0.multipliedModulo($1, $2) }
        case 0x0b: return binary(Gas.low) { $1.signExtended(fromByte: $0) }
        case 0x10: return binary(Gas.veryLow) { word($0 < $1) }
        case 0x11: return binary(Gas.veryLow) { word($1 < $0) }
        case 0x12: return binary(Gas.veryLow) { word($0.signedLess(than: $1)) }
        case 0x13: return binary(Gas.veryLow) { word($1.signedLess(than: $0)) }
        case 0x14: return binary(Gas.veryLow) { word($0 == $1) }
        case 0x15: return unary(Gas.veryLow) { word($0.isZero) }
        case 0x16: return binary(Gas.veryLow) { $0 & $1 }
        case 0x17: return binary(Gas.veryLow) { $0 | $1 }
        case 0x18: return binary(Gas.veryLow) { $0 ^ $1 }
        case 0x19: return unary(Gas.veryLow) { ~$0 }
        case 0x1a: return binary(Gas.veryLow) { $1.byte(at: $0) }
        case 0x1b: return binary(Gas.veryLow) { $1 << shiftCount($0) }
        case 0x1c: return binary(Gas.veryLow) { $1 >> shiftCount($0) }
        case 0x1d: return binary(Gas.veryLow) { $1.arithmeticShiftRight(shiftCount($0)) }
        case 0x1e: return clz()
        case 0x30: return nullary(Gas.base, frame.pointee.address.uint256)
        case 0x33: return nullary(Gas.base, frame.pointee.caller.uint256)
        case 0x34: return nullary(Gas.base, frame.pointee.value)
        case 0x35: return calldataload()
        case 0x36: return nullary(Gas.base, word(frame.pointee.input.count))
        case 0x38: return nullary(Gas.base, word(codeSize))
        case 0x3d: return nullary(Gas.base, word(frame.pointee.returnData.count))
        case 0x50: return pop()
        case 0x51: return mload()
        case 0x52: return mstore()
        case 0x53: return mstore8()
        case 0x56: return jump()
        case 0x57: return jumpi()
        case 0x58: return nullary(Gas.base, word(programCounter - code))
        case 0x59: return nullary(Gas.base, word(frame.pointee.memory.count))
        case 0x5a: return gasLeft()
        case 0x5b: return jumpdest()
        case 0x5f: return nullary(Gas.base, .zero)
        case 0x60: return push(1)
        case 0x61: return push(2)
        case 0x62: return push(3)
        case 0x63: return push(4)
        case 0x64: return push(5)
        case 0x65: return push(6)
        case 0x66: return push(7)
        case 0x67: return push(8)
        case 0x68: return push(9)
        case 0x69: return push(10)
        case 0x6a: return push(11)
        case 0x6b: return push(12)
        case 0x6c: return push(13)
        case 0x6d: return push(14)
        case 0x6e: return push(15)
        case 0x6f: return push(16)
        case 0x70: return push(17)
        case 0x71: return push(18)
        case 0x72: return push(19)
        case 0x73: return push(20)
        case 0x74: return push(21)
        case 0x75: return push(22)
        case 0x76: return push(23)
        case 0x77: return push(24)
        case 0x78: return push(25)
        case 0x79: return push(26)
        case 0x7a: return push(27)
        case 0x7b: return push(28)
        case 0x7c: return push(29)
        case 0x7d: return push(30)
        case 0x7e: return push(31)
        case 0x7f: return push(32)
        case 0x80: return dup(1)
        case 0x81: return dup(2)
        case 0x82: return dup(3)
        case 0x83: return dup(4)
        case 0x84: return dup(5)
        case 0x85: return dup(6)
        case 0x86: return dup(7)
        case 0x87: return dup(8)
        case 0x88: return dup(9)
        case 0x89: return dup(10)
        case 0x8a: return dup(11)
        case 0x8b: return dup(12)
        case 0x8c: return dup(13)
        case 0x8d: return dup(14)
        case 0x8e: return dup(15)
        case 0x8f: return dup(16)
        case 0x90: return swap(1)
        case 0x91: return swap(2)
        case 0x92: return swap(3)
        case 0x93: return swap(4)
        case 0x94: return swap(5)
        case 0x95: return swap(6)
        case 0x96: return swap(7)
        case 0x97: return swap(8)
        case 0x98: return swap(9)
        case 0x99: return swap(10)
        case 0x9a: return swap(11)
        case 0x9b: return swap(12)
        case 0x9c: return swap(13)
        case 0x9d: return swap(14)
        case 0x9e: return swap(15)
        case 0x9f: return swap(16)
        default: return outlined()
        }
    }
}
