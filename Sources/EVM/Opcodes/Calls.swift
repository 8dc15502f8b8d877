import Primitives

// Message calls (Yellow Paper, appendix H.2: f0s; EIP-150, EIP-214, EIP-2929, EIP-7702).
extension Machine {
    /// CALL, CALLCODE, DELEGATECALL and STATICCALL: pays, and leaves the request for the machine to carry out.
    ///
    /// All that can be charged without reading state is charged before state is read.
    mutating func call(_ kind: CallKind) throws(H.Failure) -> Bool {
        let takesValue = kind == .call || kind == .callCode
        guard frame.pointee.checkStack(pops: takesValue ? 7 : 6, pushes: 1) else { return false }
        let requestedGas = frame.pointee.pop()
        let codeAddress = frame.pointee.popAddress()
        let value = takesValue ? frame.pointee.pop() : .zero
        let inputOffset = frame.pointee.pop()
        let inputSize = frame.pointee.pop()
        let outputOffset = frame.pointee.pop()
        let outputSize = frame.pointee.pop()
        if kind == .call, frame.pointee.isStatic, !value.isZero { return frame.pointee.halt(.staticStateChange) }

        guard let input = frame.pointee.expandMemory(inputOffset, inputSize),
            let output = frame.pointee.expandMemory(outputOffset, outputSize),
            frame.pointee.charge(value.isZero ? 0 : Gas.callValue),
            chargeAccountAccess(codeAddress),
            let target = try resolveCode(at: codeAddress)
        else { return false }
        if kind == .call, !value.isZero, try host.pointee.isEmpty(codeAddress) {
            guard frame.pointee.charge(Gas.newAccount) else { return false }
        }
        let gas = min(requestedGas.saturatedUInt64, Gas.callable(frame.pointee.gasLeft))
        guard frame.pointee.charge(gas) else { return false }

        let delegates = kind == .delegateCall
        let own = frame.pointee.address
        request = CallRequest(
            kind: kind,
            // At most 63/64 of all gas, and a transfer has paid more than the stipend: no overflow.
            gas: value.isZero ? gas : gas &+ Gas.callStipend,
            caller: delegates ? frame.pointee.caller : own,
            address: delegates || kind == .callCode ? own : codeAddress,
            codeAddress: codeAddress,
            value: delegates ? frame.pointee.value : value,
            input: frame.pointee.memoryBytes(input),
            isStatic: kind == .staticCall || frame.pointee.isStatic,
            target: target,
            outputRange: output
        )
        frame.pointee.signal = .requested
        return false
    }

    /// What a call to `address` runs, charging for the resolution of a delegation; nil after halting.
    private mutating func resolveCode(at address: Address) throws(H.Failure) -> CallTarget? {
        if environment.precompiles.contains(address) { return .precompile }
        guard let code = try prepareCode(of: address) else { return .nothing }
        guard environment.fork.hasDelegations, let delegate = code.delegationTarget else { return .code(code) }
        guard chargeAccountAccess(delegate) else { return nil }
        // The delegate's code is not resolved further, and a delegated precompile is an account without code.
        guard let delegateCode = try prepareCode(of: delegate) else { return .nothing }
        return .code(delegateCode)
    }
}
