import Primitives

// Beginning and ending of frames (Yellow Paper, sections 7 and 8).
extension Machine {
    /// Carries out what the current frame asked for.
    mutating func carryOutRequest() throws(H.Failure) {
        frame.pointee.returnData.removeAll()
        if request.kind.isCreate {
            try beginNestedCreation()
        } else {
            try beginCall()
        }
    }

    /// Begins the requested call: moves the value, and runs a precompile or pushes a frame.
    mutating func beginCall() throws(H.Failure) {
        if T.tracesCalls { traceEnter() }
        guard checkDepth(), try checkBalance() else { return }
        let mark = effectMark()
        if request.kind == .call, !request.value.isZero {
            try moveValue()
        }
        switch request.target {
        case .nothing:
            settle(.success, gasLeft: request.gas, output: UnsafeRawBufferPointer(start: nil, count: 0))
        case .precompile:
            runPrecompile(mark)
        case .code(let code):
            pushFrame(code, mark)
        }
    }

    /// Begins the creation requested by a frame: spends the creator's nonce, and begins at the address that results.
    private mutating func beginNestedCreation() throws(H.Failure) {
        let creator = request.caller
        let nonce = try host.pointee.nonce(of: creator)
        if request.kind == .create2 {
            let initCodeHash = Keccak256.hash(request.input)
            request.address = .created(by: creator, salt: request.salt, initCodeHash: initCodeHash)
        } else {
            request.address = .created(by: creator, nonce: nonce)
        }
        if T.tracesCalls { traceEnter() }
        guard checkDepth(), try checkBalance() else { return }
        guard nonce < UInt64.max else { return refuse(.nonceOverflow) }
        try host.pointee.setNonce(creator, nonce &+ 1)
        try beginCreation()
    }

    /// Begins a creation at `request.address`; the address stays warm and the creator's nonce spent whatever follows.
    mutating func beginCreation() throws(H.Failure) {
        let address = request.address
        _ = host.pointee.accessAccount(address)
        guard try isVacant(address) else {
            return settle(
                .halt(.createCollision),
                gasLeft: 0,
                output: UnsafeRawBufferPointer(start: nil, count: 0)
            )
        }
        let mark = effectMark()
        try host.pointee.createAccount(address)
        try host.pointee.setNonce(address, 1)
        if !request.value.isZero { try moveValue() }
        let code = Code(initCode: request.input)
        request.input = UnsafeRawBufferPointer(start: nil, count: 0)
        pushFrame(code, mark)
    }

    /// Whether a contract may be made at an address: no code, no nonce (EIP-684), no storage (EIP-7610).
    private mutating func isVacant(_ address: Address) throws(H.Failure) -> Bool {
        let codeHash = try host.pointee.codeHash(of: address)
        guard codeHash == .zero || codeHash == Keccak256.empty else { return false }
        guard try host.pointee.nonce(of: address) == 0 else { return false }
        return try !host.pointee.hasStorage(address)
    }

    private mutating func moveValue() throws(H.Failure) {
        try host.pointee.subtractBalance(request.caller, request.value)
        try host.pointee.addBalance(request.address, request.value)
    }

    /// Refuses the request when it would be nested too deeply.
    private mutating func checkDepth() -> Bool {
        if depth < Gas.callDepthLimit { return true }
        refuse(.callDepth)
        return false
    }

    /// Refuses the request when the value is not there; a DELEGATECALL's is only apparent.
    mutating func checkBalance() throws(H.Failure) -> Bool {
        if request.value.isZero || request.kind == .delegateCall { return true }
        if try host.pointee.balance(of: request.caller) >= request.value { return true }
        refuse(.insufficientBalance)
        return false
    }

    /// Ends a request that never became a frame: its gas goes back.
    private mutating func refuse(_ reason: HaltReason) {
        settle(.halt(reason), gasLeft: request.gas, output: UnsafeRawBufferPointer(start: nil, count: 0))
    }

    private mutating func pushFrame(_ code: Code, _ mark: EffectMark) {
        depth &+= 1
        frame = pool.frame(at: depth)
        frame.pointee.reset(code: code, gas: request.gas)
        frame.pointee.kind = request.kind
        frame.pointee.address = request.address
        frame.pointee.caller = request.caller
        frame.pointee.value = request.value
        frame.pointee.input = request.input
        frame.pointee.isStatic = request.isStatic
        frame.pointee.mark = mark
        frame.pointee.outputRange = request.outputRange
    }

    /// Ends the current frame and gives its outcome to the one below.
    mutating func endFrame() throws(H.Failure) {
        var status = ExecutionResult.Status.success
        switch frame.pointee.signal {
        case .returned: if frame.pointee.kind.isCreate { status = try depositCode() }
        case .reverted: status = .revert
        default: status = .halt(frame.pointee.haltReason)
        }
        if status != .success { undoEffects(to: frame.pointee.mark) }
        var gasLeft = frame.pointee.gasLeft
        var output = frame.pointee.output
        if case .halt = status {
            gasLeft = 0
            output = UnsafeRawBufferPointer(start: nil, count: 0)
        }
        request.kind = frame.pointee.kind
        request.address = frame.pointee.address
        request.gas = frame.pointee.gasLimit
        request.outputRange = frame.pointee.outputRange
        depth &-= 1
        if depth >= 0 { frame = pool.frame(at: depth) }
        settle(status, gasLeft: gasLeft, output: output)
    }

    /// Makes the output of init code the contract's code (EIP-170, EIP-3541).
    private mutating func depositCode() throws(H.Failure) -> ExecutionResult.Status {
        let output = frame.pointee.output
        if output.count > Gas.maxCodeSize { return .halt(.codeSizeLimit) }
        if let first = output.first, first == 0xef { return .halt(.invalidCode) }
        guard frame.pointee.charge(Gas.codeDepositByte &* UInt64(output.count)) else { return .halt(.outOfGas) }
        try host.pointee.setCode(frame.pointee.address, [UInt8](output))
        return .success
    }

    /// Ends the message of `request`: gives its outcome to the frame that asked, or makes it the result; a note is the
    /// tracer's.
    mutating func settle(
        _ status: ExecutionResult.Status,
        gasLeft: UInt64,
        output: UnsafeRawBufferPointer,
        note: (any PrecompileNote)? = nil
    ) {
        if T.tracesCalls { traceExit(status, gasLeft: gasLeft, output: output, note: note) }
        guard depth >= 0 else {
            return finish(status, gasLeft: gasLeft, output: output)
        }
        // What was not used of gas taken from this very frame, and at most a stipend that cost more: no overflow.
        frame.pointee.gasLeft &+= gasLeft
        let isSuccess = status == .success
        if request.kind.isCreate {
            if status == .revert { frame.pointee.returnData.assign(output) }
            frame.pointee.push(isSuccess ? request.address.uint256 : .zero)
        } else {
            frame.pointee.returnData.assign(output)
            let range = MemoryRange(
                offset: request.outputRange.offset,
                count: min(request.outputRange.count, output.count)
            )
            frame.pointee.copyToMemory(range, from: output, at: .zero)
            frame.pointee.push(word(isSuccess))
        }
    }

    private mutating func finish(_ status: ExecutionResult.Status, gasLeft: UInt64, output: UnsafeRawBufferPointer) {
        let isSuccess = status == .success
        ending = .success(
            ExecutionResult(
                status: status,
                output: [UInt8](output),
                gasLeft: gasLeft,
                refund: isSuccess ? UInt64(max(0, refund)) : 0,
                logs: isSuccess ? logs : [],
                createdAddress: isSuccess && request.kind.isCreate ? request.address : nil,
                ancestorsRead: ancestorsRead
            )
        )
    }

    private mutating func effectMark() -> EffectMark {
        EffectMark(journal: host.pointee.snapshot(), logCount: logs.count, refund: refund)
    }

    /// Undoes state, log entries and refunds since a mark.
    mutating func undoEffects(to mark: EffectMark) {
        host.pointee.revert(to: mark.journal)
        logs.removeLast(logs.count &- mark.logCount)
        refund = mark.refund
    }
}
