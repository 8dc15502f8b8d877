import TextOutput

/// What a run has spent of what its limits allow, asked before each step and within the long ones.
///
/// Blocks and gas bind alike on every machine; the wall clock is the user's own and never enters a trace.
struct Budget: Sendable {
    private let limits: Limits
    private let hasPassed: @Sendable (_ limit: UInt64) -> Bool
    private let onBlock: @Sendable (_ blocksMade: UInt64) -> Void
    /// L1 blocks made since the first step.
    private(set) var blocks: UInt64 = 0
    /// Gas that all chains have used since the first step.
    private(set) var gas: UInt64 = 0

    /// A budget of which nothing is spent.
    init(_ limits: Limits, control: RunControl) {
        self.limits = limits
        hasPassed = control.isTimeUp
        onBlock = control.onBlock
    }

    /// Asks for one more L1 block, before it is made.
    ///
    /// - Throws: `SimulationFault.limit` when no block, or no time, is left.
    mutating func takeBlock() throws(SimulationFault) {
        guard blocks < limits.blocks else {
            throw .limit("the limit of \(limits.blocks.counted("L1 block")) is reached")
        }
        try checkTime()
        blocks += 1
        onBlock(blocks)
    }

    /// Counts gas that a block, on L1 or an L2, has used.
    ///
    /// - Throws: `SimulationFault.limit` when that is more than the limit.
    mutating func spend(gas units: UInt64) throws(SimulationFault) {
        let (sum, overflow) = gas.addingReportingOverflow(units)
        gas = overflow ? .max : sum
        guard gas <= limits.gas.units else {
            throw .limit("the limit of \(limits.gas.units.grouped) gas, on all chains, is exceeded")
        }
    }

    /// Asks for one more step, before it is done.
    ///
    /// - Throws: `SimulationFault.limit` when no step, or no time, is left.
    func takeStep(after done: UInt64) throws(SimulationFault) {
        guard done < limits.steps else {
            throw .limit("the scenario's limit of \(limits.steps.counted("step")) is reached")
        }
        try checkTime()
    }

    /// Whether no time is left.
    var isTimeUp: Bool { hasPassed(limits.wall.seconds) }

    /// Asks for more time.
    ///
    /// - Throws: `SimulationFault.limit` when none is left.
    func checkTime() throws(SimulationFault) {
        guard isTimeUp else { return }
        let limit = Quantity(Rational(limits.wall.seconds), .duration)
        throw .limit("the limit of \(limit) of wall time is reached, \(blocks.counted("L1 block")) after the start")
    }
}
