import Conformance
import HostAccelerators
import StrictJSON
import TestSupport
import Testing

/// Seeded damages to whole fixtures: reading and running them never traps, and no damage goes without a word.
@Suite("Damaged fixtures")
struct FixtureMutationTests {
    @Test("Damaged tests are refused, fail, or are the same test")
    func damagedFixtures() throws {
        let chain = try SampleChain()
        let samples = [SampleStateTest().json, try chain.blockchainTest(), chain.statelessTest()]
        let seed: UInt64 = 0xf1c7_04e5
        var random = SplitMix64(seed: seed)
        var refusedCount = 0
        var failedCount = 0
        for round in 0..<3000 {
            let original = Array(#"{"s": \#(samples[round % samples.count])}"#.utf8)
            let bytes = ByteMutation.mutate(original, using: &random)
            do throws(JSONError) {
                for test in try FixtureTest.all(in: JSONDocument(bytes)) {
                    let (outcome, _) = try test.run()
                    if case .failed(let problems) = outcome {
                        failedCount += 1
                        #expect(!problems.isEmpty, "seed \(seed) round \(round)")
                    }
                }
            } catch {
                refusedCount += 1
                #expect(!error.description.isEmpty)
            }
        }
        #expect(refusedCount > 500 && failedCount > 100, "\(refusedCount) refused, \(failedCount) failed")
    }
}
