import EVM
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition

extension Simulation {
    /// Lets the monitors see what L1 has become, and raises the alerts that are due.
    mutating func watchMonitors() throws(SimulationFault) {
        guard !monitors.isEmpty else { return }
        // They leave the simulation while they look at it: two owners would make each copy what it has derived.
        var watching = monitors
        monitors = []
        var raised: [AlertRecord] = []
        for index in watching.indices {
            do {
                try watching[index].look(at: self)
            } catch {
                throw .actor(error)
            }
            raised += watching[index].alerts(by: l1.clock.now)
        }
        monitors = watching
        // Equal times keep the order of the file.
        alerts += raised.enumerated().sorted { ($0.element.elapsed, $0.offset) < ($1.element.elapsed, $1.offset) }
            .map(\.element)
    }

    /// Lets virtual time pass until a monitor raises an alert.
    ///
    /// - Parameters:
    ///   - name: The monitor.
    ///   - deadline: The latest time in seconds since 1970.
    /// - Returns: Whether it has raised one, and what L1 did by itself meanwhile, for the timeline.
    /// - Throws: `SimulationFault` when L1 cannot be moved or read, or the run has spent its limits.
    mutating func wait(
        forAlertOf name: String,
        until deadline: UInt64
    ) throws(SimulationFault) -> (isRaised: Bool, details: [StepDetail]) {
        let count = alerts.count
        var details: [StepDetail] = []
        var mayProduce = true
        while true {
            details += try observe()
            if alerts[count...].contains(where: { $0.monitor == name }) { return (true, details) }
            let now = l1.clock.now
            guard now < deadline else { return (false, details) }
            let due = monitors.first { $0.section.name == name }?.nextDue ?? deadline
            var next = min(deadline, max(due, now &+ 1))
            // A block can bring something about; what cannot be included in one slot cannot be in the next either.
            if mayProduce, !l1.mempool.isEmpty, let proposal = l1.nextProposalTime { next = min(next, proposal) }
            let height = l1.head.number
            try wait(until: max(next, now &+ 1))
            mayProduce = l1.head.number > height
        }
    }

    package func alertCount(of monitor: String) throws(EvaluationError) -> UInt64 {
        UInt64(alerts.count { $0.monitor == monitor })
    }

    package func alertSeconds(of monitor: String) throws(EvaluationError) -> UInt64 {
        guard let alert = alerts.last(where: { $0.monitor == monitor }) else {
            throw EvaluationError("the monitor `\(monitor)` has raised no alert")
        }
        return alert.elapsed
    }
}

extension Monitor {
    /// Takes in what has happened to the rollup since the last time.
    fileprivate mutating func look(at simulation: Simulation) throws(ActorError) {
        let l1 = simulation.l1
        let first = read(l1)
        let head = l1.head
        let rollup = simulation.rollups[section.rollup]
        let ledger = simulation.payments[section.rollup]
        switch section.rule {
        case .wrongRoot: try compareRoots(rollup, ledger, l1: l1)
        case .escrow:
            noteEscrow((rollup?.watch ?? ledger?.watch)?.shortage, at: head.timestamp, inL1Block: head.number)
        case .stall:
            let artifact = ledger?.artifact ?? rollup?.design.contract
            let topics = (artifact?.events ?? []).filter { Self.settlingEvents.contains($0.name) }.map(\.topic)
            guard let contract = ledger?.contract ?? rollup?.contract else { return }
            for record in l1.logs(of: contract, from: first, through: head.number)
            where record.log.topics.first.map({ topics.contains($0) }) ?? false && !l1.goesBack(in: record) {
                noteSettlement(at: l1.time(of: record.blockNumber), inL1Block: record.blockNumber)
            }
        case .modeChange, .pause, .upgrade:
            guard let rollup else { return }
            for source in MonitoredEvent.sources(of: rollup.configuration, contract: rollup.contract, rollup.bridge) {
                for record in l1.logs(of: source, from: first, through: head.number) {
                    guard let event = try MonitoredEvent(record.log, of: rollup.configuration, rollup.bridge),
                        event.rule == section.rule || event.isAlsoPause && section.rule == .pause
                    else { continue }
                    note(
                        event.words(in: simulation),
                        at: l1.time(of: record.blockNumber),
                        inL1Block: record.blockNumber
                    )
                }
            }
        }
    }

    /// Events by which the contracts of all designs say that a block is settled.
    private static let settlingEvents: Set<String> = [
        "BlockAdded", "BlockProposed", "AnchorUpdated", "ClaimFinalized", "BatchExecuted",
    ]

    private mutating func compareRoots(
        _ rollup: RollupInstance?,
        _ ledger: PaymentsInstance?,
        l1: L1Chain
    ) throws(ActorError) {
        if let divergence = ledger?.follower.divergence {
            note(divergence, at: l1.head.timestamp, inL1Block: l1.head.number, named: divergence)
        }
        guard let rollup else { return }
        switch rollup.configuration.settlement {
        case .execute, .optimistic:
            guard let found = rollup.follower.divergence else { return }
            let saw = "L2 block \(found.l2BlockNumber) is settled: \(found.reason.inShort)"
            let name = "\(found.l1BlockNumber) \(found.l2BlockNumber)"
            note(saw, at: l1.time(of: found.l1BlockNumber), inL1Block: found.l1BlockNumber, named: name)
        case .dispute, .multiProof:
            var watcher = roots ?? RootWatcher(genesis: rollup.genesis, rollup: rollup.contract, start: 1)
            // Two owners would make it copy the chains that it has derived.
            roots = nil
            try watcher.follow(l1)
            for found in watcher.findings {
                let why = found.reason?.inShort ?? "it stands on a block that nobody has claimed truly"
                let saw = "L2 block \(found.l2BlockNumber) is claimed: \(why)"
                note(
                    saw,
                    at: l1.time(of: found.l1BlockNumber),
                    inL1Block: found.l1BlockNumber,
                    named: found.claim
                )
            }
            roots = watcher
        }
    }
}

extension RollupWatch {
    /// By how much L1 holds too little; nil when it holds enough.
    fileprivate var shortage: String? {
        guard contractBalance < liabilities else { return nil }
        return "L1 holds \(ExpressionValue.amount(contractBalance)), and owes \(ExpressionValue.amount(liabilities))"
    }
}

extension L1Chain {
    /// Whether the transaction of a log takes a game's claim back, so that a new head is an older one.
    fileprivate func goesBack(in record: LogRecord) -> Bool {
        let topic = HybridRollup.EventLayout.gameBlacklisted.topic
        return self.record(of: record.transactionHash)?.logs.contains { $0.topics.first == topic } ?? false
    }

    /// Time of a block that stands, in seconds since 1970; the head's for any other.
    fileprivate func time(of number: UInt64) -> UInt64 { block(number: number)?.header.timestamp ?? head.timestamp }
}

extension Follower.Divergence.Reason {
    /// What the node found, with no more than the beginning of a hash.
    fileprivate var inShort: String {
        func beginning(_ hash: Bytes32) -> String { "\(hash.hex.prefix(10))…" }
        guard case .otherCommitment(let expected, let got) = self else { return description }
        return "the outcome is \(beginning(expected)), not \(beginning(got))"
    }
}
