import Primitives

// What tracers are told. Called only when the tracer's type asks for it, so that it costs nothing otherwise.
extension Machine {
    /// Before an instruction; the frame's registers are written back.
    @inline(never)
    mutating func traceStep() {
        let height = frame.pointee.stackPointer - frame.pointee.stackBase
        let stack = UnsafeBufferPointer(start: UnsafePointer(frame.pointee.stackBase), count: height)
        tracer.pointee.onStep(
            ExecutionStep(
                programCounter: frame.pointee.programCounter - frame.pointee.code.start,
                opcode: frame.pointee.programCounter.pointee,
                gasLeft: frame.pointee.gasLeft,
                depth: depth,
                memorySize: frame.pointee.memory.count,
                stack: [UInt256](stack),
                returnData: [UInt8](frame.pointee.returnData.bytes),
                refund: refund
            )
        )
    }

    /// After an instruction.
    @inline(never)
    mutating func traceStepEnd(continues: Bool) {
        let hasHalted = !continues && frame.pointee.signal == .halted
        tracer.pointee.onStepEnd(
            gasLeft: frame.pointee.gasLeft,
            haltReason: hasHalted ? frame.pointee.haltReason : nil
        )
    }

    /// A message begins, or is about to be refused.
    @inline(never)
    mutating func traceEnter() {
        // The executing account calls, also where the callee will see another caller.
        let usesOwnAccount = request.kind == .delegateCall || request.kind == .callCode
        tracer.pointee.onEnter(
            CallStart(
                kind: request.kind,
                from: usesOwnAccount ? request.address : request.caller,
                to: request.kind.isCreate ? request.address : request.codeAddress,
                value: request.value,
                input: request.input,
                gas: request.gas
            )
        )
    }

    /// A message ends.
    @inline(never)
    mutating func traceExit(
        _ status: ExecutionResult.Status,
        gasLeft: UInt64,
        output: UnsafeRawBufferPointer,
        note: (any PrecompileNote)?
    ) {
        tracer.pointee.onExit(
            CallEnd(status: status, gasUsed: request.gas &- gasLeft, output: output, note: note)
        )
    }
}
