import HostAccelerators
import Primitives
import StateTransition
import TestSupport
import Testing

/// The quick subset of the conformance packs.
@Suite(.serialized)
struct ConformanceTests: ConformancePacks {
    @Test(.requires(.mini)) func stateTestsOfTheMiniPack() async throws {
        check(try await stateTests(try files(.mini, "state_tests")), "mini state tests", atLeast: 3000)
    }

    @Test(.requires(.mini)) func blockchainTestsOfTheMiniPack() async throws {
        check(try await blockchainTests(try files(.mini, "blockchain_tests")), "mini blockchain tests", atLeast: 350)
    }

    @Test(.requires(.mini)) func generatedWitnessesOfTheMiniPack() async throws {
        let files = try files(.mini, "blockchain_tests")
        check(try await generatedWitnesses(files), "mini generated witnesses", atLeast: 350)
    }

    @Test(.requires(.mini)) func statelessTestsOfTheMiniPack() async throws {
        check(try await statelessTests(try files(.mini, "stateless_osaka")), "mini stateless tests", atLeast: 500)
    }

    @Test(.requires(.smallVectors)) func legacyBlockchainTests() async throws {
        let files = try files(.smallVectors, "legacy_blockchain_tests")
        var tally = try await blockchainTests(files)
        // Two blocks break several rules: we name the one that the execution specification checks first, the fixtures
        // the one that go-ethereum does.
        let firstFaults = [
            "EmptyTransaction_Cancun: block 0 refused: transaction 0: gas limit",
            "GasLimitIsZero_Cancun: block 0 refused: gas used",
        ]
        tally.failures.removeAll { failure in firstFaults.contains { failure.hasPrefix($0) } }
        check(tally, "legacy blockchain tests", atLeast: 430)
    }

    @Test(.requires(.mini)) func systemContractsAreThoseOfTheFixtures() async throws {
        let file = try #require(try files(.mini, "eip7594_peerdas").first { $0.contains("/blockchain_tests/") })
        let test = try #require(try JSONParser.parse(Fixtures.read(file)).members.first?.value)
        for contract in SystemContract.all {
            #expect(test["pre"][contract.address.hex]["code"].bytes == contract.runtimeCode)
        }
    }
}
