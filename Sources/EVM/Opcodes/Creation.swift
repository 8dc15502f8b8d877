import Primitives

// Creation and destruction of contracts (Yellow Paper, section 7; EIP-1014, EIP-3860, EIP-6780).
extension Machine {
    /// CREATE and CREATE2: pays, and leaves the request for the machine to carry out.
    mutating func create(_ kind: CallKind) -> Bool {
        let isSalted = kind == .create2
        guard frame.pointee.checkStack(pops: isSalted ? 4 : 3, pushes: 1) else { return false }
        if frame.pointee.isStatic { return frame.pointee.halt(.staticStateChange) }
        let value = frame.pointee.pop()
        let offset = frame.pointee.pop()
        let size = frame.pointee.pop()
        let salt = isSalted ? frame.pointee.pop() : .zero
        guard size <= UInt256(UInt64(Gas.maxInitCodeSize)) else { return frame.pointee.halt(.initCodeSizeLimit) }
        let wordCost = Gas.initCodeWord &+ (isSalted ? Gas.keccak256Word : 0)
        guard frame.pointee.charge(Gas.create &+ wordCost &* Gas.words(size.l0)),
            let range = frame.pointee.expandMemory(offset, size)
        else { return false }
        let gas = Gas.callable(frame.pointee.gasLeft)
        guard frame.pointee.charge(gas) else { return false }
        request = CallRequest(
            kind: kind,
            gas: gas,
            caller: frame.pointee.address,
            address: .zero,
            codeAddress: .zero,
            value: value,
            input: frame.pointee.memoryBytes(range),
            isStatic: false,
            target: .nothing,
            outputRange: .empty
        )
        request.salt = Bytes32(salt)
        frame.pointee.signal = .requested
        return false
    }

    /// SELFDESTRUCT: sends the balance away, and deletes the account; from Cancun on only if this transaction created
    /// it (EIP-6780).
    mutating func selfdestruct() throws(H.Failure) -> Bool {
        guard frame.pointee.checkStack(pops: 1, pushes: 0) else { return false }
        if frame.pointee.isStatic { return frame.pointee.halt(.staticStateChange) }
        let beneficiary = frame.pointee.popAddress()
        let isCold = host.pointee.accessAccount(beneficiary)
        guard frame.pointee.charge(Gas.selfDestruct &+ (isCold ? Gas.coldAccountAccess : 0)) else { return false }
        let address = frame.pointee.address
        let balance = try host.pointee.balance(of: address)
        if !balance.isZero {
            if try host.pointee.isEmpty(beneficiary) {
                guard frame.pointee.charge(Gas.newAccount) else { return false }
            }
            if beneficiary != address {
                try host.pointee.subtractBalance(address, balance)
                try host.pointee.addBalance(beneficiary, balance)
            }
        }
        if environment.fork.selfDestructDeletesAll || host.pointee.wasCreatedInTransaction(address) {
            // What it left to itself is destroyed with it.
            if beneficiary == address { try host.pointee.subtractBalance(address, balance) }
            try host.pointee.markSelfDestructed(address)
        }
        return frame.pointee.stop()
    }
}
