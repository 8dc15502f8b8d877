import ProofProver
import ProofVerifier

/// Time of one core to commit to a table by WHIR, to open it under a dense weight, and to verify the opening at 128
/// bits.
struct WHIRBenchmark {
    private static let domain: StaticString = "benchmark"

    private let configuration: WHIRConfiguration
    private let table: [Goldilocks]
    private let weights: [CubicExtension]

    /// A pseudorandom table of 2^logSize values.
    init(logSize: Int) throws(WHIRConfiguration.Invalid) {
        configuration = try WHIRConfiguration.derive(securityBits: 128, logSize: logSize)
        var element = Goldilocks.generator
        func next() -> Goldilocks {
            element = element * element + .generator
            return element
        }
        table = (0..<(1 << logSize)).map { _ in next() }
        weights = (0..<(1 << logSize)).map { _ in CubicExtension(next(), next(), next()) }
    }

    /// Prints the times, and the proof's size.
    func printTimes() throws {
        let value = zip(weights, table).reduce(CubicExtension.zero) { $0 + $1.0 * $1.1 }
        var map = ArenaMap()
        _ = try map.take(Goldilocks.self, count: table.count)
        try WHIRProver.planCommitment(configuration, heldCellCount: table.count, in: &map)
        try WHIRProver.planOpening(configuration, slots: [(weights.count, 0)], in: &map)
        var proof: [UInt8] = []
        var (commitSeconds, openSeconds) = (Double.infinity, Double.infinity)
        for _ in 0..<3 {
            let arena = try ProverArena(capacity: map.peakByteCount)
            let cells = try FieldTable(arena.copy(table))
            var transcript = ProverTranscript(domain: Self.domain)
            var commitment: WHIRCommitment?
            commitSeconds = min(
                commitSeconds,
                try Stopwatch.once {
                    commitment = try WHIRProver.commit(
                        table: cells,
                        configuration: configuration,
                        transcript: &transcript,
                        arena: arena,
                        workers: .one
                    )
                }
            )
            guard let commitment else { return }
            openSeconds = min(
                openSeconds,
                try Stopwatch.once {
                    try WHIRProver.open(
                        commitment,
                        weights: [TensorWeight(firstSlot: 0, scales: weights, cells: [.one])],
                        value: value,
                        transcript: &transcript,
                        arena: arena,
                        workers: .one
                    )
                }
            )
            proof = transcript.proof
        }
        try verify(proof, value)
        let verification = Stopwatch.fastest(of: 20) { try? verify(proof, value) }
        print("WHIR, 2^\(configuration.logSize) values, one core, \(Kernels.selected.variant.rawValue)")
        for (subject, seconds) in [
            ("commit", commitSeconds), ("open", openSeconds), ("verify, with the dense weight's value", verification),
        ] {
            print(
                "  \(subject.padded(to: 44))\((1_000 * seconds).formatted(digits: 1).padded(to: 10, leading: true)) ms"
            )
        }
        print(
            "  \("proof".padded(to: 44))\((Double(proof.count) / 1_024).formatted(digits: 1).padded(to: 10, leading: true)) KiB"
        )
    }

    private func verify(_ proof: [UInt8], _ value: CubicExtension) throws(VerificationError) {
        var transcript = VerifierTranscript(domain: Self.domain, proof: proof)
        let commitment = try WHIRVerifier.receiveCommitment(configuration: configuration, transcript: &transcript)
        try WHIRVerifier.verifyOpening(
            of: commitment,
            configuration: configuration,
            value: value,
            transcript: &transcript
        ) { point throws(VerificationError) in
            try Multilinear.evaluate(weights, at: point)
        }
        try transcript.finish()
    }
}
