import HostAccelerators
import TestSupport
import Testing

/// The whole conformance packs, which take minutes: `make test-all` runs them, `make test` leaves them out by name.
@Suite(.serialized)
struct FullPackCampaign: ConformancePacks {
    @Test(.requires(.stateTests)) func allStateTests() async throws {
        check(try await stateTests(try files(.stateTests, "state_tests")), "state tests", atLeast: 15_000)
    }

    @Test(.requires(.blockchainTests)) func allBlockchainTests() async throws {
        let files = try files(.blockchainTests, "blockchain_tests")
        check(try await blockchainTests(files), "blockchain tests", atLeast: 10_000)
    }

    @Test(.requires(.blockchainTests)) func allGeneratedWitnesses() async throws {
        let files = try files(.blockchainTests, "blockchain_tests")
        check(try await generatedWitnesses(files), "generated witnesses", atLeast: 10_000)
    }

    @Test(.requires(.random)) func generatedWitnessesOfRandomChains() async throws {
        let files = Fixtures.files(in: try Fixtures.path(.random), suffix: ".json")
        check(try await generatedWitnesses(files), "generated witnesses of random chains", atLeast: 900)
    }

    @Test(.requires(.statelessOsaka)) func allStatelessTests() async throws {
        let files = Fixtures.files(in: try Fixtures.path(.statelessOsaka), suffix: ".json")
        check(try await statelessTests(files), "stateless tests", atLeast: 30_000)
    }

    @Test(.requires(.random)) func allRandomTests() async throws {
        let all = Fixtures.files(in: try Fixtures.path(.random), suffix: ".json")
        check(try await stateTests(all), "random state tests", atLeast: 800)
        let tally = try await ConformanceRun.tally(all) { test, name, tally in
            guard !test["blocks"].isNull else { return }
            tally.add(BlockchainCase.run(test), name: name)
        }
        check(tally, "random chains", atLeast: 900)
    }
}
