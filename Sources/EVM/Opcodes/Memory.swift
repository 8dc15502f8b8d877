import Primitives

// Memory access (Yellow Paper, appendix H.2: 50s).
extension Interpreter {
    /// MLOAD.
    @inline(__always)
    mutating func mload() -> Bool {
        guard begin(operands: 1, Gas.veryLow), touchMemory(at: stack[-1], 32) else { return false }
        stack[-1] = UInt256(bigEndianAt: UnsafeRawPointer(memory(at: stack[-1])))
        programCounter += 1
        return true
    }

    /// MSTORE.
    @inline(__always)
    mutating func mstore() -> Bool {
        guard begin(operands: 2, Gas.veryLow), touchMemory(at: stack[-1], 32) else { return false }
        stack[-2].storeBigEndian(to: memory(at: stack[-1]))
        stack -= 2
        programCounter += 1
        return true
    }

    /// MSTORE8.
    @inline(__always)
    mutating func mstore8() -> Bool {
        guard begin(operands: 2, Gas.veryLow), touchMemory(at: stack[-1], 1) else { return false }
        memory(at: stack[-1]).storeBytes(of: UInt8(truncatingIfNeeded: stack[-2].l0), as: UInt8.self)
        stack -= 2
        programCounter += 1
        return true
    }

    /// Makes sure that `size` bytes, at most 32, exist at `offset`, paying for them if need be.
    @inline(__always)
    private mutating func touchMemory(at offset: UInt256, _ size: UInt64) -> Bool {
        let count = UInt64(truncatingIfNeeded: frame.pointee.memory.count)
        // Memory is a multiple of 32 bytes and at most 2^32, so that nothing wraps below.
        if offset.l1 | offset.l2 | offset.l3 == 0, offset.l0 < count, count &- offset.l0 >= size { return true }
        frame.pointee.gasLeft = gas
        let succeeded = frame.pointee.growMemory(forWordAt: offset, size)
        gas = frame.pointee.gasLeft
        return succeeded
    }

    /// The place of an offset that `touchMemory` has accepted.
    @inline(__always)
    private func memory(at offset: UInt256) -> UnsafeMutableRawPointer {
        frame.pointee.memory.base + Int(truncatingIfNeeded: offset.l0)
    }
}

extension Frame {
    /// Pays for and makes memory that `size` bytes at `offset` need; there is less.
    @inline(__always)
    fileprivate mutating func growMemory(forWordAt offset: UInt256, _ size: UInt64) -> Bool {
        growMemory(to: min(offset.saturatedUInt64, FrameMemory.limitInBytes) &+ size)
    }

    /// MCOPY (EIP-5656); the parts may overlap.
    @inline(never)
    mutating func mcopy() -> Bool {
        guard checkStack(pops: 3, pushes: 0) else { return false }
        let destination = pop()
        let source = pop()
        let size = pop()
        guard charge(Gas.veryLow), let to = expandMemory(destination, size), let from = expandMemory(source, size),
            chargeCopy(to)
        else { return false }
        (memory.base + to.offset).copyMemory(from: memory.base + from.offset, byteCount: to.count)
        return true
    }

    /// CALLDATACOPY.
    @inline(never)
    mutating func calldatacopy() -> Bool {
        guard let (range, offset) = beginCopy() else { return false }
        copyToMemory(range, from: input, at: offset)
        return true
    }

    /// CODECOPY.
    @inline(never)
    mutating func codecopy() -> Bool {
        guard let (range, offset) = beginCopy() else { return false }
        copyToMemory(range, from: UnsafeRawBufferPointer(start: code.start, count: code.size), at: offset)
        return true
    }

    /// RETURNDATACOPY: unlike the others it halts when it would read beyond the end (EIP-211).
    @inline(never)
    mutating func returndatacopy() -> Bool {
        guard let (range, offset) = beginCopy() else { return false }
        guard let start = offset.asUInt64, start <= UInt64(returnData.count),
            returnData.count &- Int(start) >= range.count
        else { return halt(.returnDataOutOfBounds) }
        copyToMemory(range, from: returnData.bytes, at: offset)
        return true
    }

    /// Takes destination, source offset and size, and pays.
    private mutating func beginCopy() -> (MemoryRange, UInt256)? {
        guard checkStack(pops: 3, pushes: 0) else { return nil }
        let destination = pop()
        let offset = pop()
        let size = pop()
        guard charge(Gas.veryLow), let range = expandMemory(destination, size), chargeCopy(range) else { return nil }
        return (range, offset)
    }
}
