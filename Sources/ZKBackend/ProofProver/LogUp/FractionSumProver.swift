package import ProofVerifier

/// Prover of LogUp-GKR: adds up all leaves by a binary tree and reduces the root to a claim on the leaves.
package enum FractionSumProver {
    /// Sends the root and one sumcheck per layer.
    ///
    /// - Parameters:
    ///   - leaves: The fractions; consumed, since the last layer is folded in place.
    ///   - transcript: Where the messages go.
    ///   - arena: Where the other layers lie.
    ///   - workers: Threads to use.
    /// - Returns: The sum of all leaves, and the claim on the leaves that the verifier arrives at too.
    /// - Throws: `ArenaError`.
    package static func prove(
        leaves: FractionLayer,
        transcript: inout ProverTranscript,
        arena: ProverArena,
        workers: Workers
    ) throws(ArenaError) -> (sum: Fraction, claim: LeafClaim) {
        try prove(
            variableCount: leaves.logCount,
            leaves: { () throws(ArenaError) in leaves },
            parents: { () throws(ArenaError) in try leaves.parent(arena: arena, workers: workers) },
            transcript: &transcript,
            arena: arena,
            workers: workers
        )
    }

    /// Sends the root and one sumcheck per layer, with the leaves made when their turn comes: the other layers are gone
    /// by then, so that one memory serves both.
    ///
    /// - Parameters:
    ///   - variableCount: log2 of the number of leaves.
    ///   - leaves: Makes the leaves; called once.
    ///   - parents: Makes the layer above them; called once, unless there is one leaf.
    ///   - transcript: Where the messages go.
    ///   - arena: Where the other layers lie.
    ///   - workers: Threads to use.
    /// - Returns: The sum of all leaves, and the claim on the leaves that the verifier arrives at too.
    /// - Throws: `ArenaError`.
    static func prove(
        variableCount: Int,
        leaves: () throws(ArenaError) -> FractionLayer,
        parents: () throws(ArenaError) -> FractionLayer,
        transcript: inout ProverTranscript,
        arena: ProverArena,
        workers: Workers
    ) throws(ArenaError) -> (sum: Fraction, claim: LeafClaim) {
        guard variableCount > 0 else {
            let sum = try leaves()[0]
            transcript.send("logup root", 0, [sum.numerator, sum.denominator])
            return (sum, LeafClaim(point: [], fraction: sum))
        }
        var layers: [FractionLayer] = []
        let sum = try build(&layers, above: parents, arena, workers)
        var claim = LeafClaim(point: [], fraction: sum)
        transcript.send("logup root", 0, [sum.numerator, sum.denominator])
        while let children = layers.popLast() {
            claim = descend(from: claim, to: children, transcript: &transcript, workers: workers)
        }
        return (sum, descend(from: claim, to: try leaves(), transcript: &transcript, workers: workers))
    }

    /// Adds all layers but that of the leaves and the root to a list, tallest first, and gives the root's fraction.
    private static func build(
        _ layers: inout [FractionLayer],
        above parents: () throws(ArenaError) -> FractionLayer,
        _ arena: ProverArena,
        _ workers: Workers
    ) throws(ArenaError) -> Fraction {
        var top = try parents()
        while top.logCount > 0 {
            layers.append(top)
            top = try top.parent(arena: arena, workers: workers)
        }
        return top[0]
    }

    /// From a claim on layer k to a claim on its children, layer k + 1.
    private static func descend(
        from claim: LeafClaim,
        to children: FractionLayer,
        transcript: inout ProverTranscript,
        workers: Workers
    ) -> LeafClaim {
        let layer = claim.point.count
        let firstRound = FractionSumVerifier.firstRound(ofLayer: layer)
        let lambda = transcript.challenge("logup lambda", layer)
        var sumcheck = LayerSumcheck(children: children, point: claim.point, lambda: lambda, workers: workers)
        var point: [CubicExtension] = []
        for round in 0..<layer {
            let values = point.last.map { sumcheck.nextRound($0) } ?? sumcheck.firstRound()
            transcript.send("logup round", firstRound + round, values)
            point.append(transcript.challenge("logup point", firstRound + round))
        }
        let values = sumcheck.finish(point.last)
        transcript.send("logup children", layer, values)
        let child = transcript.challenge("logup child", layer)
        return FractionSumVerifier.childClaim(values, child: child, point: point)
    }
}
