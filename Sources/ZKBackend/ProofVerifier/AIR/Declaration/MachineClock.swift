/// How a machine tells time: control goes round on one bus, and each row that takes it may pass it on later.
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
    ///
    /// At most 62, so that a difference and its negative are never both below 2^bits.
    package let bits: Int

    /// A clock; the machine that lists it checks it.
    package init(bus: Bus, element: Int, first: UInt64, bits: Int) {
        self.bus = bus
        self.element = element
        self.first = first
        self.bits = bits
    }

    /// Bounds the timestamps of a machine.
    ///
    /// A row takes control at most once, and passes it on at most once, if it took it, later by a constant. So control
    /// is where the verifier sent it, or later by the steps of rows that took it: with s the longest step and n the
    /// rows that may take control, all timestamps are below first + n s, and so are those of a row's accesses, which
    /// the chip has to keep within its step.
    ///
    /// - Parameters:
    ///   - interactions: Those of all chips.
    ///   - buses: The machine's buses.
    /// - Throws: `MachineError.clock`, `.clockControl`, `.clockStep`, `.timestamps`.
    func check(_ interactions: [BoundedInteraction], buses: [Bus]) throws(MachineError) {
        guard buses.contains(bus), (0..<bus.arity).contains(element), (1...62).contains(bits), first < 1 << UInt64(bits)
        else {
            throw .clock(bus: bus.name)
        }
        // A row that passes nothing on has a timestamp too.
        var longestStep: UInt64 = 1
        var logHeights: [Int] = []
        for (chip, control) in controlByChip(interactions) {
            let received = control.filter { $0.interaction.direction == .receive }.map(\.interaction)
            let sent = control.filter { $0.interaction.direction == .send }.map(\.interaction)
            let isBounded = control.allSatisfy { $0.bound == .one || $0.bound == .boolean }
            guard isBounded, received.count == 1, sent.count <= 1 else { throw .clockControl(chip: chip.name) }
            logHeights.append(chip.maximumLogHeight)
            guard let sent = sent.first else { continue }
            guard isSame(received[0].multiplicity, sent.multiplicity) else { throw .clockControl(chip: chip.name) }
            guard let step = step(from: received[0], to: sent) else {
                throw .clockStep(chip: chip.name, interaction: sent.name)
            }
            longestStep = max(longestStep, step)
        }
        var last = first
        for logHeight in logHeights {
            let (duration, isTooLong) = longestStep.multipliedReportingOverflow(by: 1 << UInt64(logHeight))
            let (sum, overflow) = last.addingReportingOverflow(duration)
            guard !isTooLong, !overflow, sum <= 1 << UInt64(bits) else {
                throw .timestamps(logHeights: logHeights, bits: bits)
            }
            last = sum
        }
    }

    /// Whether the verifier starts the clock: it sends control once, at the first timestamp, and does nothing else on
    /// the bus.
    func isStarted(by fractions: [PublicFraction]) -> Bool {
        let control = fractions.filter { $0.busID == bus.id }
        return control.count == 1 && control[0].multiplicity == .one && control[0].tuple.count == bus.arity
            && control[0].tuple[element] == Goldilocks(first)
    }

    /// The interactions on the clock's bus, by the chips that have some, in the machine's order.
    private func controlByChip(_ interactions: [BoundedInteraction]) -> [(Chip, [BoundedInteraction])] {
        var groups: [(chip: Chip, control: [BoundedInteraction])] = []
        for interaction in interactions where interaction.interaction.bus == bus {
            if groups.last?.chip.name == interaction.chip.name {
                groups[groups.count - 1].control.append(interaction)
            } else {
                groups.append((interaction.chip, [interaction]))
            }
        }
        return groups
    }

    private func isSame(_ a: Expression, _ b: Expression) -> Bool {
        var graph = ExpressionGraph()
        return graph.insert(a) == graph.insert(b)
    }

    /// By how much a row moves the timestamp; nil when that is no positive constant.
    private func step(from received: Interaction, to sent: Interaction) -> UInt64? {
        guard case .sum(let first, let second) = sent.tuple[element].node.operation else { return nil }
        let (a, b) = (Expression(first), Expression(second))
        guard let step = b.constant ?? a.constant, !step.isZero,
            isSame(b.constant == nil ? b : a, received.tuple[element])
        else { return nil }
        return step.value
    }
}
