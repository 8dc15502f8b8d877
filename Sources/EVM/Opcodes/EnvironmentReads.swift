import Primitives

extension Interpreter {
    /// CALLDATALOAD: 32 bytes, zero beyond the end.
    @inline(__always)
    mutating func calldataload() -> Bool {
        guard begin(operands: 1, Gas.veryLow) else { return false }
        let input = frame.pointee.input
        let offset = stack[-1].saturatedUInt64
        let count = UInt64(truncatingIfNeeded: input.count)
        if let base = input.baseAddress, offset < count {
            let start = base + Int(truncatingIfNeeded: offset)
            if count &- offset >= 32 {
                stack[-1] = UInt256(bigEndianAt: start)
            } else {
                stack[-1] = leftAligned(start, Int(truncatingIfNeeded: count &- offset))
            }
        } else {
            stack[-1] = .zero
        }
        programCounter += 1
        return true
    }
}

/// The word that begins with `count` bytes, fewer than 32, and goes on with zeros.
@inline(never)
private func leftAligned(_ bytes: UnsafeRawPointer, _ count: Int) -> UInt256 {
    UInt256(truncatingBigEndian: UnsafeRawBufferPointer(start: bytes, count: count)) << (256 &- 8 &* count)
}

// Transaction, block and accounts as code sees them (Yellow Paper, appendix H.2: 30s and 40s).
extension Machine {
    /// An environment read of tier base.
    @inline(__always)
    mutating func environmentRead(_ value: UInt256) -> Bool {
        guard frame.pointee.checkStack(pops: 0, pushes: 1), frame.pointee.charge(Gas.base) else { return false }
        frame.pointee.push(value)
        return true
    }

    /// Charges for an account, by whether the transaction has seen it before (EIP-2929).
    mutating func chargeAccountAccess(_ address: Address) -> Bool {
        frame.pointee.charge(accountAccessCost(address))
    }

    /// Price of an account; makes it warm.
    mutating func accountAccessCost(_ address: Address) -> UInt64 {
        host.pointee.accessAccount(address) ? Gas.coldAccountAccess : Gas.warmAccess
    }

    /// BALANCE.
    mutating func balance() throws(H.Failure) -> Bool {
        guard frame.pointee.checkStack(pops: 1, pushes: 1) else { return false }
        let address = frame.pointee.popAddress()
        guard chargeAccountAccess(address) else { return false }
        frame.pointee.push(try host.pointee.balance(of: address))
        return true
    }

    /// SELFBALANCE (EIP-1884).
    mutating func selfbalance() throws(H.Failure) -> Bool {
        guard frame.pointee.checkStack(pops: 0, pushes: 1), frame.pointee.charge(Gas.low) else { return false }
        frame.pointee.push(try host.pointee.balance(of: frame.pointee.address))
        return true
    }

    /// EXTCODESIZE; a designator counts as the 23 bytes that it is (EIP-7702).
    mutating func extcodesize() throws(H.Failure) -> Bool {
        guard frame.pointee.checkStack(pops: 1, pushes: 1) else { return false }
        let address = frame.pointee.popAddress()
        guard chargeAccountAccess(address) else { return false }
        frame.pointee.push(word(try host.pointee.codeSize(of: address)))
        return true
    }

    /// EXTCODEHASH (EIP-1052).
    mutating func extcodehash() throws(H.Failure) -> Bool {
        guard frame.pointee.checkStack(pops: 1, pushes: 1) else { return false }
        let address = frame.pointee.popAddress()
        guard chargeAccountAccess(address) else { return false }
        frame.pointee.push(try host.pointee.codeHash(of: address).uint256)
        return true
    }

    /// EXTCODECOPY.
    mutating func extcodecopy() throws(H.Failure) -> Bool {
        guard frame.pointee.checkStack(pops: 4, pushes: 0) else { return false }
        let address = frame.pointee.popAddress()
        let destination = frame.pointee.pop()
        let offset = frame.pointee.pop()
        let size = frame.pointee.pop()
        guard let range = frame.pointee.expandMemory(destination, size), frame.pointee.chargeCopy(range),
            chargeAccountAccess(address)
        else { return false }
        let code = try host.pointee.code(of: address)
        code.withUnsafeBytes { frame.pointee.copyToMemory(range, from: $0, at: offset) }
        return true
    }

    /// BLOCKHASH: zero outside the window of 256 ancestors; a fault inside it when the hash is not known.
    mutating func blockhash() -> Bool {
        guard frame.pointee.checkStack(pops: 1, pushes: 1), frame.pointee.charge(Gas.blockHash) else { return false }
        let current = environment.block.number
        guard let number = frame.pointee.pop().asUInt64, number < current,
            current &- number <= Gas.blockHashWindow
        else {
            frame.pointee.push(.zero)
            return true
        }
        let index = Int(current &- number &- 1)
        guard index < environment.block.ancestorHashes.count else {
            return stop(with: .ancestorHashMissing(number: number))
        }
        ancestorsRead = max(ancestorsRead, index &+ 1)
        frame.pointee.push(environment.block.ancestorHashes[index].uint256)
        return true
    }

    /// BLOBHASH (EIP-4844).
    mutating func blobhash() -> Bool {
        guard frame.pointee.checkStack(pops: 1, pushes: 1), frame.pointee.charge(Gas.blobHash) else { return false }
        let hashes = environment.transaction.blobHashes
        let index = frame.pointee.pop().saturatedUInt64
        frame.pointee.push(index < UInt64(hashes.count) ? hashes[Int(index)].uint256 : .zero)
        return true
    }
}
