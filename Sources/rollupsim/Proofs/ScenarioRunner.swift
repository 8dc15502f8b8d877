import GuestProofs
import GuestProver
import RollupActors
import Scenario

/// Runs scenarios with what they need from outside: proofs, made or kept, and somebody at a terminal who waits.
struct ScenarioRunner {
    private let proving: ProvingOptions
    private let proofCache: ProofCacheOptions
    private let observation: ObservationDepth
    private var releases: GuestReleases?
    private var cache: ProofCache?
    private var isCachePrepared = false
    /// Keys of circuits are made once for all runs.
    private var batchProofs: Groth16BatchProofs?

    /// Runs within the limits of a prover, that look at the world as deeply as reports need.
    init(proving: ProvingOptions, proofCache: ProofCacheOptions, observation: ObservationDepth) {
        self.proving = proving
        self.proofCache = proofCache
        self.observation = observation
    }

    /// Runs a scenario to its end.
    ///
    /// - Parameters:
    ///   - document: The scenario, whose matrix is left aside.
    ///   - onEntry: Told of each line of the timeline.
    /// - Returns: What happened.
    /// - Throws: The exit code when proofs have no place to be kept, or the shipped guest cannot be read.
    mutating func run(
        _ document: ScenarioDocument,
        onEntry: @escaping (TimelineEntry, AddressBook) -> Void = { _, _ in }
    ) throws -> ScenarioResult {
        let progress = Progress(name: document.name)
        var options = SimulationOptions(observation: observation)
        if document.takesProofs || document.takesBatchProofs, !isCachePrepared {
            cache = try proofCache.preparedCache()
            isCachePrepared = true
        }
        if document.takesBatchProofs {
            let proofs = batchProofs ?? proving.batchProofs(cache)
            batchProofs = proofs
            options.batchProofs = proofs
        }
        if document.takesProofs {
            let known = try releases ?? ShippedGuest.releases()
            releases = known
            options.proofs = GuestBlockProofs(
                known,
                prover: proving.prover(known.verifier),
                cache: cache,
                name: document.name
            )
        }
        var control = progress.control
        control.onEntry = onEntry
        let result = ScenarioRun.run(document, options: options, control: control)
        progress.clear()
        return result
    }
}
