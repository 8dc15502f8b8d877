import ProofProver
import ProofVerifier
import TestSupport
import Testing

@Suite("LogUp-GKR: leaves in the clear")
struct FractionSumTests {
    @Test("A sum that the public fraction cancels is accepted, and its claim is what the leaves have", arguments: 0...9)
    func honestSumsAreAccepted(variableCount: Int) throws {
        let leaves = RandomLeaves(seed: 7, variableCount: variableCount)
        let (proof, proved) = leaves.proof(workers: .one)
        let claim = try leaves.verify(proof)
        #expect(claim == proved)
        #expect(try leaves.holds(claim))
    }

    @Test("The proof does not depend on the number of threads")
    func threadsDoNotChangeTheProof() {
        let leaves = RandomLeaves(seed: 8, variableCount: 13)
        let proofs = (1...3).map { leaves.proof(workers: Workers(count: $0)).proof }
        #expect(proofs[0] == proofs[1])
        #expect(proofs[0] == proofs[2])
    }

    @Test("No byte of the proof can be changed so that the claim still holds")
    func changedBytesAreRefused() throws {
        let leaves = RandomLeaves(seed: 9, variableCount: 4)
        let (proof, _) = leaves.proof(workers: .one)
        for index in proof.indices {
            var changed = proof
            changed[index] ^= 1
            if let claim = try? leaves.verify(changed) { #expect(try !leaves.holds(claim), "byte \(index)") }
        }
    }

    @Test("One layer more and one layer fewer than the shape has are refused")
    func wrongNumberOfLayers() {
        let leaves = RandomLeaves(seed: 10, variableCount: 4)
        let (proof, _) = leaves.proof(workers: .one)
        #expect(throws: VerificationError.truncated(label: "logup round", index: 6)) {
            try leaves.verify(proof, variableCount: 5)
        }
        #expect(throws: VerificationError.self) {
            var transcript = VerifierTranscript(domain: "test", proof: proof)
            let publicSum = leaves.publicSum
            _ = try FractionSumVerifier.verify(variableCount: 3, publicSum: publicSum, transcript: &transcript)
            try transcript.finish()
        }
    }

    @Test("A root that the public fraction does not cancel is refused")
    func unbalancedSum() {
        var leaves = RandomLeaves(seed: 11, variableCount: 5)
        let (proof, _) = leaves.proof(workers: .one)
        leaves.publicSum.numerator += .one
        #expect(throws: VerificationError.unbalancedBuses) { try leaves.verify(proof) }
    }

    @Test("q_root = 0: a leaf of denominator 0 is refused, and so is a public denominator 0")
    func zeroDenominators() {
        var leaves = RandomLeaves(seed: 12, variableCount: 5)
        leaves.leaves[3].denominator = .zero
        leaves.leaves[3].numerator = .zero
        let (proof, _) = leaves.proof(workers: .one)
        #expect(throws: VerificationError.zeroDenominator) { try leaves.verify(proof) }

        var publicZero = RandomLeaves(seed: 13, variableCount: 5)
        let (other, _) = publicZero.proof(workers: .one)
        publicZero.publicSum = Fraction(numerator: .zero, denominator: .zero)
        #expect(throws: VerificationError.zeroDenominator) { try publicZero.verify(other) }
    }

    @Test("A non-zero numerator in an unused leaf contradicts the leaf claim that the verifier expects")
    func unusedLeavesAreZeroOverOne() throws {
        // Three blocks of four leaves leave the last quarter of 16 unused; a forged fraction there balances the rest.
        let layout = LeafLayout(chips: [(logHeight: 2, interactionCount: 3)])
        #expect(layout.variableCount == 4)
        var honest = RandomLeaves(seed: 14, variableCount: 4)
        for index in 12..<16 { honest.leaves[index] = .zero }
        var forged = honest
        forged.leaves[14].numerator = .one
        for (leaves, isHonest) in [(honest, true), (forged, false)] {
            let (proof, _) = leaves.proof(workers: .one)
            let claim = try leaves.verify(proof)
            let local = Array(claim.point.suffix(2))
            var numerator = CubicExtension.zero
            var denominator = CubicExtension.one
            for block in layout.blocks {
                let weight = layout.weight(of: block, at: claim.point)
                let owned = leaves.leaves[block.offset..<(block.offset + 4)]
                numerator += try weight * Multilinear.evaluate(owned.map(\.numerator), at: local)
                denominator += try weight * (Multilinear.evaluate(owned.map(\.denominator), at: local) - .one)
            }
            #expect((Fraction(numerator: numerator, denominator: denominator) == claim.fraction) == isHonest)
        }
    }

    @Test("Blocks are aligned, disjoint, taller first, and fit 2^variableCount leaves")
    func layoutPlacesBlocks() {
        let layout = LeafLayout(chips: [(3, 2), (0, 1), (5, 3), (3, 1)])
        #expect(layout.blocks.map(\.offset) == [0, 32, 64, 96, 104, 112, 120])
        #expect(layout.blocks.map(\.chip) == [2, 2, 2, 0, 0, 3, 1])
        #expect(layout.blocks.map(\.interaction) == [0, 1, 2, 0, 1, 0, 0])
        #expect(layout.variableCount == 7)
        // A chip without interactions still needs a coordinate of rho for each of its variables.
        #expect(LeafLayout(chips: [(6, 0), (2, 1)]).variableCount == 6)
    }
}

/// Random leaves and the public fraction that cancels them.
private struct RandomLeaves {
    var leaves: [Fraction] {
        didSet { publicSum = Self.opposite(leaves) }
    }
    var publicSum: Fraction

    init(seed: UInt64, variableCount: Int) {
        var random = SplitMix64(seed: seed)
        leaves = (0..<(1 << variableCount)).map { _ in
            Fraction(numerator: .sample { random.next() }, denominator: .sample { random.next() })
        }
        publicSum = Self.opposite(leaves)
    }

    /// Minus the sum of the leaves.
    private static func opposite(_ leaves: [Fraction]) -> Fraction {
        let sum = leaves.reduce(.zero, +)
        return Fraction(numerator: -sum.numerator, denominator: sum.denominator)
    }

    func proof(workers: Workers) -> (proof: [UInt8], claim: LeafClaim) {
        let layer = FractionLayer(logCount: logCeiling(leaves.count), ownedCount: leaves.count)
        for (index, leaf) in leaves.enumerated() { layer[index] = leaf }
        var transcript = ProverTranscript(domain: "test")
        let (_, claim) = FractionSumProver.prove(leaves: layer, transcript: &transcript, workers: workers)
        return (transcript.proof, claim)
    }

    @discardableResult
    func verify(_ proof: [UInt8], variableCount: Int? = nil) throws(VerificationError) -> LeafClaim {
        var transcript = VerifierTranscript(domain: "test", proof: proof)
        let claim = try FractionSumVerifier.verify(
            variableCount: variableCount ?? logCeiling(leaves.count),
            publicSum: publicSum,
            transcript: &transcript
        )
        try transcript.finish()
        return claim
    }

    func holds(_ claim: LeafClaim) throws -> Bool {
        try Multilinear.evaluate(leaves.map(\.numerator), at: claim.point) == claim.fraction.numerator
            && Multilinear.evaluate(leaves.map(\.denominator), at: claim.point) == claim.fraction.denominator
    }
}
