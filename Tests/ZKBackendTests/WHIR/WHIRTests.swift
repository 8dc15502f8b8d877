import Primitives
import TestSupport
import Testing
import ZKBackend

@Suite("WHIR: honest proofs")
struct WHIRTests {
    @Test("a random table is opened under a random weight", arguments: [8, 10, 12])
    func opens(logSize: Int) throws {
        var random = SplitMix64(seed: UInt64(logSize))
        let configuration = try WHIRConfiguration(
            logSize: logSize,
            logInverseRate: 2,
            foldingFactors: [3, 2],
            outOfDomainSampleCounts: [1, 2],
            queryCounts: [6, 4],
            queryGrindingBits: [3, 0]
        )
        let table = (0..<(1 << logSize)).map { _ in Goldilocks(random.next()) }
        let weights = (0..<(1 << logSize)).map { _ in
            CubicExtension(Goldilocks(random.next()), Goldilocks(random.next()), Goldilocks(random.next()))
        }
        let value = zip(weights, table).reduce(CubicExtension.zero) { $0 + $1.0 * $1.1 }
        var prover = ProverTranscript(domain: "test")
        let commitment = WHIRProver.commit(
            table: table,
            configuration: configuration,
            transcript: &prover,
            workers: .one
        )
        WHIRProver.open(commitment, weights: weights, value: value, transcript: &prover, workers: .one)
        var verifier = VerifierTranscript(domain: "test", proof: prover.proof)
        let received = try WHIRVerifier.receiveCommitment(configuration: configuration, transcript: &verifier)
        try WHIRVerifier.verifyOpening(
            of: received,
            configuration: configuration,
            value: value,
            transcript: &verifier
        ) { point throws(VerificationError) in
            Multilinear.evaluate(weights, at: point) ?? .zero
        }
        try verifier.finish()
    }
}
