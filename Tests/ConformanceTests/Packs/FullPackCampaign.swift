import Conformance
import HostAccelerators
import TestSupport
import Testing

/// The whole conformance packs, which take a minute or two: `make test-all` runs them, `make test` leaves them out by
/// name.
///
/// Counts are those of the packs' manifest; nothing may be left uncovered.
@Suite("Whole conformance packs", .serialized)
struct FullPackCampaign {
    @Test(.requires(.stateTests)) func stateTests() throws {
        PackRun.expect(try PackRun.run(.stateTests, [.stateTest]), passed: 20_820)
    }

    @Test(.requires(.blockchainTests)) func blockchainTests() throws {
        PackRun.expect(try PackRun.run(.blockchainTests, [.blockchainTest]), passed: 14_485)
    }

    @Test(.requires(.statelessOsaka)) func statelessTests() throws {
        let summary = try PackRun.run(.statelessOsaka, [.statelessTest])
        PackRun.expect(summary, passed: 5159)
        #expect(summary.work.blocks == 5602 && summary.work.damages == 34_533)
    }

    @Test(.requires(.blockchainTests)) func generatedWitnesses() throws {
        let run = try WitnessRun(.blockchainTests)
        #expect(run.counts.blocks >= 14_000 && run.counts.nodes >= 140_000)
    }

    @Test(.requires(.random)) func generatedWitnessesOfRandomChains() throws {
        let run = try WitnessRun(.random, folder: "blockchain_tests")
        #expect(run.counts.blocks >= 1_180)
    }

    @Test(.requires(.random)) func randomTests() throws {
        PackRun.expect(try PackRun.run(.random, folder: "state_tests", [.stateTest]), passed: 967)
        // 198 chains of random blocks, and 992 made from state tests.
        PackRun.expect(try PackRun.run(.random, folder: "blockchain_tests", [.blockchainTest]), passed: 1190)
    }
}
