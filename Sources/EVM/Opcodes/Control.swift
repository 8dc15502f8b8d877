import Primitives

// Flow of control (Yellow Paper, appendix H.2: 50s).
extension Interpreter {
    /// JUMP.
    @inline(__always)
    mutating func jump() -> Bool {
        guard begin(operands: 1, Gas.middle) else { return false }
        stack -= 1
        return jump(to: stack.pointee)
    }

    /// JUMPI.
    @inline(__always)
    mutating func jumpi() -> Bool {
        guard begin(operands: 2, Gas.high) else { return false }
        stack -= 2
        if stack.pointee.isZero {
            programCounter += 1
            return true
        }
        return jump(to: stack[1])
    }

    @inline(__always)
    private mutating func jump(to target: UInt256) -> Bool {
        guard target.l1 | target.l2 | target.l3 == 0, target.l0 < UInt64(truncatingIfNeeded: codeSize) else {
            return frame.pointee.halt(.invalidJump)
        }
        let index = Int(truncatingIfNeeded: target.l0)
        guard jumpDestinations[index &>> 6] &>> (target.l0 & 63) & 1 == 1 else {
            return frame.pointee.halt(.invalidJump)
        }
        programCounter = code + index
        return true
    }

    /// JUMPDEST.
    @inline(__always)
    mutating func jumpdest() -> Bool {
        guard charge(Gas.jumpDestination) else { return false }
        programCounter += 1
        return true
    }

    /// GAS: what is left after the operation itself.
    @inline(__always)
    mutating func gasLeft() -> Bool {
        guard beginPush(Gas.base) else { return false }
        stack.pointee = UInt256(gas)
        stack += 1
        programCounter += 1
        return true
    }
}

extension Frame {
    /// STOP.
    mutating func stop() -> Bool {
        signal = .returned
        return false
    }

    /// RETURN and REVERT (EIP-140): end with a part of memory as output.
    mutating func end(_ ending: Signal) -> Bool {
        guard checkStack(pops: 2, pushes: 0) else { return false }
        let offset = pop()
        let size = pop()
        guard let range = expandMemory(offset, size) else { return false }
        output = memoryBytes(range)
        signal = ending
        return false
    }
}
