import Primitives

extension Interpreter {
    /// Executes one instruction; false when the frame is handed back.
    ///
    /// Frequent operations are inlined here; the others are left to `Machine.executeOutlined`.
    @inline(__always)
    mutating func step() -> Bool {
        switch CodeByte(at: programCounter) {
        case .add: return binary(Gas.veryLow) { $0 &+ $1 }
        case .mul: return binary(Gas.low) { $0 &* $1 }
        case .sub: return binary(Gas.veryLow) { $0 &- $1 }
        case .div: return binary(Gas.low) { $0.quotientAndRemainder(dividingBy: $1).quotient }
        case .sdiv: return binary(Gas.low) { $0.signedQuotient(dividingBy: $1) }
        case .mod: return binary(Gas.low) { $0.quotientAndRemainder(dividingBy: $1).remainder }
        case .smod: return binary(Gas.low) { $0.signedRemainder(dividingBy: $1) }
        case .addmod: return ternary(Gas.middle) { $0.addingModulo($1, $2) }
        case .mulmod: return ternary(Gas.middle) { $0.multipliedModulo($1, $2) }
        case .exp: return onFrame { $0.exp() }
        case .signextend: return binary(Gas.low) { $1.signExtended(fromByte: $0) }
        case .lt: return binary(Gas.veryLow) { word($0 < $1) }
        case .gt: return binary(Gas.veryLow) { word($1 < $0) }
        case .slt: return binary(Gas.veryLow) { word($0.signedLess(than: $1)) }
        case .sgt: return binary(Gas.veryLow) { word($1.signedLess(than: $0)) }
        case .eq: return binary(Gas.veryLow) { word($0 == $1) }
        case .iszero: return iszero()
        case .and: return bitwise { $0 & $1 }
        case .or: return bitwise { $0 | $1 }
        case .xor: return bitwise { $0 ^ $1 }
        case .not: return not()
        case .byte: return binary(Gas.veryLow) { $1.byte(at: $0) }
        case .shl: return binary(Gas.veryLow) { $1 << shiftCount($0) }
        case .shr: return binary(Gas.veryLow) { $1 >> shiftCount($0) }
        case .sar: return binary(Gas.veryLow) { $1.arithmeticShiftRight(shiftCount($0)) }
        case .clz: return fork.defines(.clz) ? unary(Gas.low) { word($0.leadingZeroBitCount) } : outlined()
        case .keccak256: return onFrame { $0.keccak256() }
        case .address: return nullary(Gas.base, frame.pointee.address.uint256)
        case .caller: return nullary(Gas.base, frame.pointee.caller.uint256)
        case .callvalue: return nullary(Gas.base, frame.pointee.value)
        case .calldataload: return calldataload()
        case .calldatasize: return nullary(Gas.base, word(frame.pointee.input.count))
        case .calldatacopy: return onFrame { $0.calldatacopy() }
        case .codesize: return nullary(Gas.base, word(codeSize))
        case .codecopy: return onFrame { $0.codecopy() }
        case .returndatasize: return nullary(Gas.base, word(frame.pointee.returnData.count))
        case .returndatacopy: return onFrame { $0.returndatacopy() }
        case .pop: return pop()
        case .mload: return mload()
        case .mstore: return mstore()
        case .mstore8: return mstore8()
        case .jump: return jump()
        case .jumpi: return jumpi()
        case .pc: return nullary(Gas.base, word(programCounter - code))
        case .msize: return nullary(Gas.base, word(frame.pointee.memory.count))
        case .gas: return gasLeft()
        case .jumpdest: return jumpdest()
        case .mcopy: return fork.defines(.mcopy) ? onFrame { $0.mcopy() } : outlined()
        case .push0: return nullary(Gas.base, .zero)
        case .push1: return push(1)
        case .push2: return push(2)
        case .push3: return push(3)
        case .push4: return push(4)
        case .push5: return push(5)
        case .push6: return push(6)
        case .push7: return push(7)
        case .push8: return push(8)
        case .push9: return push(9)
        case .push10: return push(10)
        case .push11: return push(11)
        case .push12: return push(12)
        case .push13: return push(13)
        case .push14: return push(14)
        case .push15: return push(15)
        case .push16: return push(16)
        case .push17: return push(17)
        case .push18: return push(18)
        case .push19: return push(19)
        case .push20: return push(20)
        case .push21: return push(21)
        case .push22: return push(22)
        case .push23: return push(23)
        case .push24: return push(24)
        case .push25: return push(25)
        case .push26: return push(26)
        case .push27: return push(27)
        case .push28: return push(28)
        case .push29: return push(29)
        case .push30: return push(30)
        case .push31: return push(31)
        case .push32: return push(32)
        case .dup1: return dup(1)
        case .dup2: return dup(2)
        case .dup3: return dup(3)
        case .dup4: return dup(4)
        case .dup5: return dup(5)
        case .dup6: return dup(6)
        case .dup7: return dup(7)
        case .dup8: return dup(8)
        case .dup9: return dup(9)
        case .dup10: return dup(10)
        case .dup11: return dup(11)
        case .dup12: return dup(12)
        case .dup13: return dup(13)
        case .dup14: return dup(14)
        case .dup15: return dup(15)
        case .dup16: return dup(16)
        case .swap1: return swap(1)
        case .swap2: return swap(2)
        case .swap3: return swap(3)
        case .swap4: return swap(4)
        case .swap5: return swap(5)
        case .swap6: return swap(6)
        case .swap7: return swap(7)
        case .swap8: return swap(8)
        case .swap9: return swap(9)
        case .swap10: return swap(10)
        case .swap11: return swap(11)
        case .swap12: return swap(12)
        case .swap13: return swap(13)
        case .swap14: return swap(14)
        case .swap15: return swap(15)
        case .swap16: return swap(16)
        default: return outlined()
        }
    }
}
