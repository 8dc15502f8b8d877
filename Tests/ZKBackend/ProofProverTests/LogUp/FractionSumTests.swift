import ProofProver
import ProofVerifier
import TestSupport
import Testing

@Suite("LogUp-GKR: leaves in the clear")
struct FractionSumTests {
    @Test("A sum that the public fraction cancels is accepted, and its claim is what the leaves have", arguments: 0...9)
    func honestSumsAreAccepted(variableCount: Int) throws {
        let leaves = RandomLeaves(seed: 7, variableCount: variableCount)
        let (proof, proved) = try leaves.proof(workers: .one)
        let claim = try leaves.verify(proof)
        #expect(claim == proved)
        #expect(try leaves.holds(claim))
    }

    @Test("The proof does not depend on the number of threads")
    func threadsDoNotChangeTheProof() throws {
        let leaves = RandomLeaves(seed: 8, variableCount: 13)
        let proofs = try (1...3).map { try leaves.proof(workers: Workers(count: $0)).proof }
        #expect(proofs[0] == proofs[1])
        #expect(proofs[0] == proofs[2])
    }

    @Test("No byte of the proof can be changed so that the claim still holds")
    func changedBytesAreRefused() throws {
        let leaves = RandomLeaves(seed: 9, variableCount: 4)
        let (proof, _) = try leaves.proof(workers: .one)
        for index in proof.indices {
            var changed = proof
            changed[index] ^= 1
            if let claim = try? leaves.verify(changed) { #expect(try !leaves.holds(claim), "byte \(index)") }
        }
    }

    @Test("One layer more and one layer fewer than the shape has are refused")
    func wrongNumberOfLayers() throws {
        let leaves = RandomLeaves(seed: 10, variableCount: 4)
        let (proof, _) = try leaves.proof(workers: .one)
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
    func unbalancedSum() throws {
        var leaves = RandomLeaves(seed: 11, variableCount: 5)
        let (proof, _) = try leaves.proof(workers: .one)
        leaves.publicSum.numerator += .one
        #expect(throws: VerificationError.unbalancedBuses) { try leaves.verify(proof) }
    }

    @Test("q_root = 0: a leaf of denominator 0 is refused, and so is a public denominator 0")
    func zeroDenominators() throws {
        var leaves = RandomLeaves(seed: 12, variableCount: 5)
        leaves.leaves[3].denominator = .zero
        leaves.leaves[3].numerator = .zero
        let (proof, _) = try leaves.proof(workers: .one)
        #expect(throws: VerificationError.zeroDenominator) { try leaves.verify(proof) }

        var publicZero = RandomLeaves(seed: 13, variableCount: 5)
        let (other, _) = try publicZero.proof(workers: .one)
        publicZero.publicSum = Fraction(numerator: .zero, denominator: .zero)
        #expect(throws: VerificationError.zeroDenominator) { try publicZero.verify(other) }
    }

    @Test("A non-zero numerator in an unused leaf contradicts the leaf claim that the verifier expects")
    func unusedLeavesAreZeroOverOne() throws {
        // Three leaves of each of four rows leave the last quarter of 16 unused; a fraction there balances the rest.
        let layout = LeafLayout(chips: [(usedRowCount: 4, logHeight: 2, leafCount: 3)])
        #expect(layout.variableCount == 4 && layout.ownedCount == 12)
        var honest = RandomLeaves(seed: 14, variableCount: 4)
        for index in 12..<16 { honest.leaves[index] = .zero }
        var forged = honest
        forged.leaves[14].numerator = .one
        var otherDenominator = honest
        otherDenominator.leaves[13].denominator += .one
        for (leaves, isHonest) in [(honest, true), (forged, false), (otherDenominator, false)] {
            let (proof, _) = try leaves.proof(workers: .one)
            let claim = try leaves.verify(proof)
            // What the owned leaves have at rho, and the closed form for the others.
            let weights = EqualityPolynomial.table(claim.point)
            var expected = Fraction(numerator: .zero, denominator: layout.unownedWeight(at: claim.point))
            for index in 0..<12 {
                expected.numerator += weights[index] * leaves.leaves[index].numerator
                expected.denominator += weights[index] * leaves.leaves[index].denominator
            }
            #expect((expected == claim.fraction) == isHonest)
        }
    }

    @Test("Leaves lie as columns do: by used slices, larger slots first, in 2^variableCount")
    func layoutPlacesLeaves() {
        let layout = LeafLayout(chips: [(8, 3, 2), (1, 0, 1), (20_000, 15, 3), (5, 3, 1)])
        let offsets = layout.slots.regions.map(\.offset)
        // 20,000 rows take five slices of 4,096, not 2^15 leaves.
        #expect(layout.slots.regions[2].cellsPerColumn == 20_480)
        #expect(offsets == [61_440, 61_440 + 24, 0, 61_440 + 16])
        #expect(layout.ownedCount == 61_465 && layout.variableCount == 16)
        #expect(layout.sliceVariableCount == 3)
        // A chip without interactions still needs a coordinate of rho for each of its variables.
        #expect(LeafLayout(chips: [(33, 6, 0), (4, 2, 1)]).variableCount == 6)
    }

    @Test("The weight of leaves that nobody owns is one minus that of the first ones", arguments: 0...6)
    func prefixSums(variableCount: Int) {
        var random = SplitMix64(seed: 15)
        let point = (0..<variableCount).map { _ in CubicExtension.sample { random.next() } }
        var sum = CubicExtension.zero
        for (index, weight) in EqualityPolynomial.table(point).enumerated() {
            #expect(EqualityPolynomial.prefixSum(point, count: index) == sum)
            sum += weight
        }
        #expect(EqualityPolynomial.prefixSum(point, count: 1 << variableCount) == .one && sum == .one)
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

    func proof(workers: Workers) throws -> (proof: [UInt8], claim: LeafClaim) {
        let arena = try ProverArena(capacity: 1 << 22)
        let layer = try FractionLayer(
            logCount: logCeiling(leaves.count),
            ownedCount: leaves.count,
            arena: arena,
            workers: workers
        )
        for (index, leaf) in leaves.enumerated() { layer[index] = leaf }
        var transcript = ProverTranscript(domain: "test")
        let (_, claim) = try FractionSumProver.prove(
            leaves: layer,
            transcript: &transcript,
            arena: arena,
            workers: workers
        )
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
