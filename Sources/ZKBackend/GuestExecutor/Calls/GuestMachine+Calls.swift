extension GuestMachine {
    /// Performs the call at the machine's instruction and moves on behind it.
    ///
    /// - Parameters:
    ///   - call: What is called.
    ///   - cycleLimit: Cycles of the run at most, and words that its calls may transfer in all.
    ///   - observer: Told before and after.
    /// - Returns: The rule that the call broke; nil when it is done.
    mutating func perform<Observer: ExecutionObserver & ~Copyable>(
        _ call: MachineCall,
        cycleLimit: UInt64,
        _ observer: inout Observer
    ) -> MachineStop.Reason? {
        let site = CallSite(call: call, index: index, cycle: cycle, registers: registers, memory: memory.base)
        if let fault = site.operandFault { return fault }
        // One call may take as long as millions of instructions, so words have a budget like cycles.
        transferredWordCount += UInt64(site.transfer?.count ?? 0)
        guard transferredWordCount <= cycleLimit else { return .cycleLimit(cycleLimit) }
        observer.willCall(site)
        guard call.compute(site) else { return .callRefused(call) }
        observer.didCall(site)
        index += 1
        cycle += 1
        return nil
    }
}
