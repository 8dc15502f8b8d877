import L1Sim

extension Simulation {
    /// Lets the virtual time of a proof pass.
    mutating func take(_ seconds: UInt64) throws(SimulationFault) {
        let (time, overflow) = l1.clock.now.addingReportingOverflow(seconds)
        guard !overflow else { throw .l1(.endOfTime) }
        try wait(until: time)
    }

    /// Whether the next attempt of a proof system fails, as the seed has it.
    mutating func fails(_ prover: ProverSection) -> Bool {
        guard prover.failureRate > 0 else { return false }
        var draws = proverDraws[prover.name] ?? SeededDraws(seed: seed, label: "prover/\(prover.name)")
        defer { proverDraws[prover.name] = draws }
        return draws.next(below: 100) < prover.failureRate
    }
}

extension ProverSection {
    /// The system in a sentence of a report, so that nobody takes a stand-in for a proof system.
    var title: String {
        switch kind {
        case .execute: "the zkVM \(name)"
        case .attested: "the committee \(name)"
        case .simulated: "the SIMULATED prover \(name)"
        }
    }
}
