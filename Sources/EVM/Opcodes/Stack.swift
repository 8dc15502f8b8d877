import Primitives

// Stack operations and the shapes of operations that only touch the stack (Yellow Paper, appendix H.2: 0s, 10s, 50s to
// 90s).
extension Interpreter {
    /// Takes gas; halts and returns false when it does not suffice.
    @inline(__always)
    mutating func charge(_ cost: UInt64) -> Bool {
        let (left, overflow) = gas.subtractingReportingOverflow(cost)
        if overflow { return frame.pointee.halt(.outOfGas) }
        gas = left
        return true
    }

    /// Checks for `count` operands and takes gas.
    @inline(__always)
    mutating func begin(operands count: Int, _ cost: UInt64) -> Bool {
        if stack - stackBase < count { return frame.pointee.halt(.stackUnderflow) }
        return charge(cost)
    }

    /// Checks for room for one more item and takes gas.
    @inline(__always)
    mutating func beginPush(_ cost: UInt64) -> Bool {
        if stack - stackBase >= Gas.stackLimit { return frame.pointee.halt(.stackOverflow) }
        return charge(cost)
    }

    /// An operation without operands.
    @inline(__always)
    mutating func nullary(_ cost: UInt64, _ result: UInt256) -> Bool {
        guard beginPush(cost) else { return false }
        stack.pointee = result
        stack += 1
        programCounter += 1
        return true
    }

    /// An operation on the top item.
    @inline(__always)
    mutating func unary(_ cost: UInt64, _ result: (UInt256) -> UInt256) -> Bool {
        guard begin(operands: 1, cost) else { return false }
        stack[-1] = result(stack[-1])
        programCounter += 1
        return true
    }

    /// An operation on two items, the top one first.
    @inline(__always)
    mutating func binary(_ cost: UInt64, _ result: (UInt256, UInt256) -> UInt256) -> Bool {
        guard begin(operands: 2, cost) else { return false }
        stack[-2] = result(stack[-1], stack[-2])
        stack -= 1
        programCounter += 1
        return true
    }

    /// An operation on three items, the top one first.
    @inline(__always)
    mutating func ternary(_ cost: UInt64, _ result: (UInt256, UInt256, UInt256) -> UInt256) -> Bool {
        guard begin(operands: 3, cost) else { return false }
        stack[-3] = result(stack[-1], stack[-2], stack[-3])
        stack -= 2
        programCounter += 1
        return true
    }

    /// POP.
    @inline(__always)
    mutating func pop() -> Bool {
        guard begin(operands: 1, Gas.base) else { return false }
        stack -= 1
        programCounter += 1
        return true
    }

    /// PUSH1 to PUSH32; immediates beyond the end of the code are zero (the code is padded).
    @inline(__always)
    mutating func push(_ byteCount: Int) -> Bool {
        guard beginPush(Gas.veryLow) else { return false }
        stack.pointee = immediate(byteCount)
        stack += 1
        programCounter += byteCount &+ 1
        return true
    }

    /// The big-endian number of `byteCount` bytes, 1 to 32, behind the opcode.
    @inline(__always)
    private func immediate(_ byteCount: Int) -> UInt256 {
        let bytes = UnsafeRawPointer(programCounter + 1)
        return UInt256(
            l0: limb(bytes, byteCount),
            l1: byteCount > 8 ? limb(bytes, byteCount &- 8) : 0,
            l2: byteCount > 16 ? limb(bytes, byteCount &- 16) : 0,
            l3: byteCount > 24 ? limb(bytes, byteCount &- 24) : 0
        )
    }

    /// The limb whose last byte is the `end`-th of `bytes`: eight bytes, or fewer at the start.
    @inline(__always)
    private func limb(_ bytes: UnsafeRawPointer, _ end: Int) -> UInt64 {
        if end >= 8 { return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: end &- 8, as: UInt64.self)) }
        let first = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
        return first &>> UInt64(truncatingIfNeeded: 64 &- 8 &* end)
    }

    /// DUP1 to DUP16.
    @inline(__always)
    mutating func dup(_ position: Int) -> Bool {
        if stack - stackBase < position { return frame.pointee.halt(.stackUnderflow) }
        guard beginPush(Gas.veryLow) else { return false }
        stack.pointee = stack[-position]
        stack += 1
        programCounter += 1
        return true
    }

    /// SWAP1 to SWAP16.
    @inline(__always)
    mutating func swap(_ position: Int) -> Bool {
        guard begin(operands: position &+ 1, Gas.veryLow) else { return false }
        let top = stack[-1]
        stack[-1] = stack[-1 &- position]
        stack[-1 &- position] = top
        programCounter += 1
        return true
    }
}
