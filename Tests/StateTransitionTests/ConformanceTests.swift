import Foundation
import HostAccelerators
import Primitives
import StateTransition
import TestSupport
import Testing

/// The conformance packs; a run that stops at a precompile that is not there yet is not covered, and is printed.
@Suite(.serialized)
struct ConformanceTests {
    /// Whether the full packs, which take minutes, are wanted: `ROLLUPSIM_FULL_CONFORMANCE=1`.
    private static let isFull = ProcessInfo.processInfo.environment["ROLLUPSIM_FULL_CONFORMANCE"] == "1"

    private func files(_ pack: FixturePack, _ folders: String...) throws -> [String] {
        let all = Fixtures.files(in: try Fixtures.path(pack), suffix: ".json")
        return all.filter { path in folders.contains { path.contains("/\($0)/") } }
    }

    private func check(_ tally: ConformanceTally, _ title: String, atLeast count: Int) {
        print("\(title): \(tally.summary)")
        for failure in tally.failures.sorted().prefix(40) {
            Issue.record("\(title): \(failure)")
        }
        #expect(tally.failures.isEmpty, "\(title): \(tally.summary)")
        #expect(tally.passed >= count, "\(title): \(tally.summary)")
    }

    private func stateTests(_ files: [String]) async throws -> ConformanceTally {
        try await ConformanceRun.tally(files) { test, name, tally in
            StateCase.run(test, tally: &tally, name: name)
        }
    }

    private func blockchainTests(_ files: [String]) async throws -> ConformanceTally {
        try await ConformanceRun.tally(files) { test, name, tally in
            tally.add(BlockchainCase.run(test), name: name)
        }
    }

    private func statelessTests(_ files: [String]) async throws -> ConformanceTally {
        try await ConformanceRun.tally(files) { test, name, tally in
            let network = test["network"].text ?? ""
            for (index, entry) in test["blocks"].elements.enumerated() {
                let title = "\(name) block \(index)"
                let block = try StatelessCase(entry, network: network, chainId: test["chainId"].quantity)
                let outcome = block.run()
                tally.add(outcome, name: title)
                guard outcome == .passed else { continue }
                let damages = block.acceptedDamages()
                tally.passed += damages.count - damages.accepted.count
                for accepted in damages.accepted {
                    tally.add(.failed("accepted although damaged: \(accepted)"), name: title)
                }
            }
        }
    }

    @Test(.requires(.mini)) func stateTestsOfTheMiniPack() async throws {
        check(try await stateTests(try files(.mini, "state_tests")), "mini state tests", atLeast: 3000)
    }

    @Test(.requires(.mini)) func blockchainTestsOfTheMiniPack() async throws {
        check(try await blockchainTests(try files(.mini, "blockchain_tests")), "mini blockchain tests", atLeast: 350)
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
            "EmptyTransaction_Cancun: block 0 refused: transaction(index: 0, ": "intrinsicGasTooLow",
            "GasLimitIsZero_Cancun: block 0 refused: ": "gasUsedAboveLimit",
        ]
        tally.failures.removeAll { failure in
            firstFaults.contains { failure.hasPrefix($0.key) && failure.contains($0.value) }
        }
        check(tally, "legacy blockchain tests", atLeast: 430)
    }

    @Test(.requires(.mini)) func systemContractsAreThoseOfTheFixtures() async throws {
        let file = try #require(try files(.mini, "eip7594_peerdas").first { $0.contains("/blockchain_tests/") })
        let test = try #require(try JSONParser.parse(Fixtures.read(file)).members.first?.value)
        for contract in SystemContract.all {
            #expect(test["pre"][contract.address.hex]["code"].bytes == contract.runtimeCode)
        }
    }

    @Test(.requires(.stateTests), .enabled(if: isFull)) func allStateTests() async throws {
        check(try await stateTests(try files(.stateTests, "state_tests")), "state tests", atLeast: 15_000)
    }

    @Test(.requires(.blockchainTests), .enabled(if: isFull)) func allBlockchainTests() async throws {
        let files = try files(.blockchainTests, "blockchain_tests")
        check(try await blockchainTests(files), "blockchain tests", atLeast: 10_000)
    }

    @Test(.requires(.statelessOsaka), .enabled(if: isFull)) func allStatelessTests() async throws {
        let files = Fixtures.files(in: try Fixtures.path(.statelessOsaka), suffix: ".json")
        check(try await statelessTests(files), "stateless tests", atLeast: 30_000)
    }

    @Test(.requires(.random), .enabled(if: isFull)) func allRandomTests() async throws {
        let all = Fixtures.files(in: try Fixtures.path(.random), suffix: ".json")
        check(try await stateTests(all), "random state tests", atLeast: 800)
        let tally = try await ConformanceRun.tally(all) { test, name, tally in
            guard !test["blocks"].isNull else { return }
            tally.add(BlockchainCase.run(test), name: name)
        }
        check(tally, "random chains", atLeast: 900)
    }
}
