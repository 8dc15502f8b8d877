import Conformance
import Foundation
import HostAccelerators
import Primitives
import StateTransition
import TestSupport
import Testing

/// Runs of whole packs; what stops at a precompile that is not there yet is not covered, and is printed.
protocol ConformancePacks {}

extension ConformancePacks {
    func files(_ pack: FixturePack, _ folders: String...) throws -> [String] {
        let all = Fixtures.files(in: try Fixtures.path(pack), suffix: ".json")
        return all.filter { path in folders.contains { path.contains("/\($0)/") } }
    }

    func check(_ tally: ConformanceTally, _ title: String, atLeast count: Int) {
        print("\(title): \(tally.summary)")
        for failure in tally.failures.sorted().prefix(40) {
            Issue.record("\(title): \(failure)")
        }
        #expect(tally.failures.isEmpty, "\(title): \(tally.summary)")
        #expect(tally.passed >= count, "\(title): \(tally.summary)")
    }

    func stateTests(_ files: [String]) async throws -> ConformanceTally {
        try await ConformanceRun.tally(files) { test, name, tally in
            StateCase.run(test, tally: &tally, name: name)
        }
    }

    func blockchainTests(_ files: [String]) async throws -> ConformanceTally {
        try await ConformanceRun.tally(files) { test, name, tally in
            tally.add(BlockchainCase.run(test), name: name)
        }
    }

    /// Every valid block of some blockchain tests, with each part of its generated witness left out in turn.
    func generatedWitnesses(_ files: [String]) async throws -> ConformanceTally {
        try await ConformanceRun.tally(files) { test, name, tally in
            guard !test["blocks"].isNull else { return }
            var counts: WitnessCounts? = tally.witnesses ?? WitnessCounts()
            tally.add(BlockchainCase.run(test, &counts), name: name)
            tally.witnesses = counts
        }
    }

    func statelessTests(_ files: [String]) async throws -> ConformanceTally {
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
}
