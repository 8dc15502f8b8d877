extension GuestMachine {
    /// Performs the call at the machine's instruction and moves on behind it.
    ///
    /// - Returns: The rule that the call broke; nil when it is done.
    mutating func perform<Observer: ExecutionObserver & ~Copyable>(
        _ call: MachineCall,
        _ observer: inout Observer
    ) -> MachineStop.Reason? {
        let site = CallSite(call: call, index: index, cycle: cycle, registers: registers, memory: memory.base)
        if let fault = site.operandFault { return fault }
        observer.willCall(site)
        guard call.compute(site) else { return .callRefused(call) }
        observer.didCall(site)
        index += 1
        cycle += 1
        return nil
    }
}
