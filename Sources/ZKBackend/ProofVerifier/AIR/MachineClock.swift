/// How a machine tells time: control goes round on one bus, and each row that takes it passes it on at a later
/// timestamp.
///
/// Accesses to memory are ordered by differences of timestamps that are range checked, which shows nothing once
/// timestamps wrap around. How many rows take control is not what a proof's header says, since rows beyond its used
/// ones may take it too; the chips' greatest heights bound it, and the machine checks that bound when it is declared.
package struct MachineClock: Hashable, Sendable {
    /// The bus on which control goes round.
    package let bus: Bus
    /// Place of the timestamp in its tuples.
    package let element: Int
    /// The first timestamp, which the verifier sends.
    package let first: UInt64
    /// Every timestamp must be below 2^bits: what differences are range checked to.
    package let bits: Int

    /// A clock as declared; `Machine.init` refuses it when timestamps could reach 2^bits.
    package init(bus: Bus, element: Int, first: UInt64, bits: Int) {
        self.bus = bus
        self.element = element
        self.first = first
        self.bits = bits
    }

    /// Bounds the timestamps of a machine.
    ///
    /// With s the longest step of any row and n the rows that may take control, all timestamps of rows are below
    /// first + n s, accesses within a row's step included.
    ///
    /// - Parameters:
    ///   - chips: The machine's chips.
    ///   - buses: Its buses.
    /// - Throws: `MachineError.clock`, `.clockStep`, `.timestamps`.
    func check(chips: [Chip], buses: [Bus]) throws(MachineError) {
        guard buses.contains(bus), (0..<bus.arity).contains(element), (1..<64).contains(bits) else {
            throw .clock(bus: bus.name)
        }
        var longestStep: UInt64 = 0
        var logHeights: [Int] = []
        for chip in chips {
            let received = chip.interactions.filter { $0.bus == bus && $0.direction == .receive }
            logHeights += received.map { _ in chip.maximumLogHeight }
            for sent in chip.interactions where sent.bus == bus && sent.direction == .send {
                guard received.count == 1, let step = step(from: received[0], to: sent) else {
                    throw .clockStep(chip: chip.name, interaction: sent.name)
                }
                longestStep = max(longestStep, step)
            }
        }
        var last = first
        for logHeight in logHeights {
            let (duration, isTooLong) = longestStep.multipliedReportingOverflow(by: 1 << UInt64(clamping: logHeight))
            let (sum, overflow) = last.addingReportingOverflow(duration)
            guard !isTooLong, !overflow, logHeight < 64, sum <= 1 << UInt64(bits) else {
                throw .timestamps(logHeights: logHeights, bits: bits)
            }
            last = sum
        }
    }

    /// By how much a row moves the timestamp; nil when that is no positive constant.
    private func step(from received: Interaction, to sent: Interaction) -> UInt64? {
        var graph = ExpressionGraph()
        let before = graph.insert(received.tuple[element])
        guard case .sum(let a, let b) = sent.tuple[element].operation, let step = b.constant ?? a.constant,
            graph.insert(b.constant == nil ? b : a) == before, !step.isZero
        else { return nil }
        return step.value
    }
}
