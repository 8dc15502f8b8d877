import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import Testing

/// A lie about how the rounds of two hash calls hang together, on the whole machine.
struct RoundChainAttack: Sendable, CustomTestStringConvertible {
    let name: String
    /// A bus that must be among the rules that refuse it.
    let bus: String
    let forge: @Sendable (inout Trace) throws -> Void

    var testDescription: String { name }

    /// Both hashes, with the number of their rounds.
    private static let hashes = [("keccak", 24), ("sha256", 64)]

    static let all = hashes.flatMap { hash, count in
        let (rounds, calls) = ("\(hash) round", "\(hash) call")
        return [
            RoundChainAttack(name: "\(hash): second halves exchanged", bus: hash) { trace in
                let ids = try (0..<2).map { try trace.cell(calls, "timestamp", row: $0) }
                for row in 0..<2 * count where row % count >= count / 2 {
                    let own = try trace.cell(rounds, "call", row: row)
                    try trace.set(rounds, "call", row: row, to: own == ids[0] ? ids[1] : ids[0])
                }
            },
            RoundChainAttack(name: "\(hash): all rounds exchanged", bus: hash) { trace in
                let ids = try (0..<2).map { try trace.cell(calls, "timestamp", row: $0) }
                for row in 0..<2 * count {
                    let own = try trace.cell(rounds, "call", row: row)
                    try trace.set(rounds, "call", row: row, to: own == ids[0] ? ids[1] : ids[0])
                }
            },
            RoundChainAttack(name: "\(hash): a round left out", bus: hash) { try $0.clear(rounds, row: 5) },
            RoundChainAttack(name: "\(hash): a round twice", bus: hash) { try $0.duplicate(rounds, row: 5) },
            RoundChainAttack(name: "\(hash): rounds of a call that nobody makes", bus: hash) { trace in
                for row in 0..<count {
                    let copy = try trace.duplicate(rounds, row: row)
                    try trace.set(rounds, "call", row: copy, to: Goldilocks(1 << 20))
                }
            },
            RoundChainAttack(name: "\(hash): a round after the last", bus: "\(hash) round") { trace in
                let copy = try trace.duplicate(rounds, row: count - 1)
                try trace.set(rounds, "round", row: copy, to: Goldilocks(UInt64(count)))
            },
            RoundChainAttack(name: "\(hash): a round before the first", bus: "\(hash) round") { trace in
                let copy = try trace.duplicate(rounds, row: 0)
                try trace.set(rounds, "round", row: copy, to: -.one)
            },
            RoundChainAttack(name: "\(hash): a round with the constant of another", bus: "\(hash) round") { trace in
                try trace.set(rounds, "round", row: 3, to: Goldilocks(4))
            },
            RoundChainAttack(name: "\(hash): two calls at one time", bus: "execution") { trace in
                let first = try trace.cell(calls, "timestamp", row: 0)
                try trace.set(calls, "timestamp", row: 1, to: first)
                for row in count..<2 * count { try trace.set(rounds, "call", row: row, to: first) }
            },
        ]
    }
}

/// Rounds are those of their call, each once and in order.
@Suite struct RoundChainForgeryTests {
    @Test(arguments: RoundChainAttack.all)
    func forgedChainsAreRefused(_ attack: RoundChainAttack) throws {
        let run = try SamplePrograms.hashes.run()
        #expect(try run.violations() == [])
        let machine = try GuestRun.machine.get()
        var trace = run.trace
        try attack.forge(&trace)
        trace.countLookups(of: machine.machine)
        let buses = try run.violations(in: trace, limit: 256).compactMap { violation in
            if case .imbalance(let bus, _, _) = violation { bus } else { nil }
        }
        #expect(buses.contains(attack.bus), "\(Set(buses).sorted())")
        let system = MachineProofSystem(machine.definition, securityBits: 24)
        let key = system.verificationKey(for: run.program)
        let proof = try MachineProver.prove(
            trace,
            statement: try #require(machine.definition.statement(key, publicValues: run.output)),
            parameters: ProofParameters(securityBits: 24),
            workers: Workers(count: 2),
            unchecked: true
        )
        #expect(throws: VerificationError.self) { try system.verify(key, publicValues: run.output, proof: proof) }
    }
}
