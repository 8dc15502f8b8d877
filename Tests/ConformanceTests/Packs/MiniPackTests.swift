import Conformance
import HostAccelerators
import Primitives
import StateTransition
import StrictJSON
import TestSupport
import Testing

/// The quick subset of the conformance packs; counts are those of the pack's manifest.
@Suite("Quick conformance packs", .serialized)
struct MiniPackTests {
    @Test(.requires(.mini)) func stateTests() throws {
        PackRun.expect(try PackRun.run(.mini, folder: "state_tests", [.stateTest]), passed: 3701)
    }

    @Test(.requires(.mini)) func randomStateTests() throws {
        PackRun.expect(try PackRun.run(.mini, folder: "fuzz", [.stateTest]), passed: 120)
    }

    @Test(.requires(.mini)) func blockchainTests() throws {
        PackRun.expect(try PackRun.run(.mini, folder: "blockchain_tests", [.blockchainTest]), passed: 435)
    }

    @Test(.requires(.mini)) func statelessTests() throws {
        let summary = try PackRun.run(.mini, folder: "stateless_osaka", [.statelessTest])
        PackRun.expect(summary, passed: 579)
        #expect(summary.work.blocks == 664 && summary.work.damages == 4073)
    }

    @Test(.requires(.mini)) func generatedWitnesses() throws {
        let run = try WitnessRun(.mini, folder: "blockchain_tests")
        #expect(run.counts.blocks >= 410 && run.counts.nodes > 4_500)
    }

    @Test(.requires(.smallVectors)) func legacyBlockchainTests() throws {
        let summary = try PackRun.run(.smallVectors, folder: "legacy_blockchain_tests", [.blockchainTest])
        PackRun.expect(summary, passed: 433)
    }

    /// Everything but the validity flag is checked; Amsterdam is not executed, so no official case is taken as passed.
    @Test(.requires(.statelessZKEVM)) func officialStatelessTests() throws {
        let summary = try PackRun.run(.statelessZKEVM, [.statelessInputTest])
        PackRun.expect(summary, passed: 0, others: ["flag not executed": 88])
        #expect(summary.kinds == [.statelessInputTest: 88])
    }

    @Test(.requires(.mini)) func systemContractsAreThoseOfTheFixtures() throws {
        let files = Fixtures.files(in: try Fixtures.path(.mini), suffix: ".json")
        let file = try #require(
            files.first { $0.contains("/blockchain_tests/") && $0.contains("/eip7594_peerdas/") }
        )
        let document = try JSONDocument(Fixtures.read(file))
        let test = try #require(try Array(document.root.members).first?.value)
        for contract in SystemContract.all {
            #expect(try test["pre"][contract.address.hex]["code"].bytes == contract.runtimeCode)
        }
    }
}
