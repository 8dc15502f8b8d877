import EVM
import Foundation
import GasComparison
import L1Sim
import Primitives
import RollupContracts
import Scenario
import ScenarioTestSupport
import StateTransition
import Testing

/// Modes beside EXECUTE: an optimistic rollup, and verifiers of proofs from elsewhere.
@Suite("Modes of contracts")
struct ModeTests {
    private static func world() throws -> GasWorld {
        try GasWorld(
            fork: .osaka,
            workload: .transfers,
            l2GasLimit: ComparisonRequest.defaultL2GasLimit,
            seed: 1,
            proofs: AttestedProofs()
        )
    }

    private static func measure(_ mode: any GasMode, size: UInt64 = 3) throws -> GasOutcome {
        let world = try world()
        return try mode.measure(try world.batch(size, isProved: false), on: world)
    }

    @Test("An optimistic batch is a claim with the transactions in it, and what makes it final")
    func optimistic() throws {
        let measurement = try #require(try Self.measure(OptimisticMode()).measurement)
        #expect(measurement.parts.map(\.label) == ["propose", "finalize"] && measurement.l2TransactionCount == 3)
        #expect(measurement.l2GasUsed == 63_000)
        var sum: UInt64 = 0
        for part in measurement.parts {
            let data = part.record.transaction.data
            let zeros = UInt64(data.filter { $0 == 0 }.count)
            let others = UInt64(data.count) - zeros
            let spent = 21_000 + 4 * zeros + 16 * others + part.record.callTree.gasUsed
            #expect(part.record.receipt.cumulativeGasUsed == max(spent, 21_000 + 10 * zeros + 40 * others))
            #expect(part.record.succeeded && part.gas.execute == 0)
            sum += part.record.receipt.cumulativeGasUsed
        }
        #expect(measurement.gas == sum)
        // The window lies between the two.
        #expect(measurement.parts[1].record.blockNumber > measurement.parts[0].record.blockNumber)
    }

    @Test("Two batches of one world cost the same, whichever is measured first")
    func independence() throws {
        let world = try Self.world()
        func gas(_ size: UInt64) throws -> UInt64? {
            try OptimisticMode().measure(try world.batch(size, isProved: false), on: world).measurement?.gas
        }
        let first = try gas(2)
        #expect(try gas(5) != first)
        #expect(try gas(2) == first)
    }

    @Test("Our contracts verify the public proofs near the price of their precompiles, and settle nothing")
    func verifications() throws {
        #expect(VerificationMode.own.count == 3)
        for (mode, proof) in zip(VerificationMode.own, PublicGroth16Proof.all) {
            let measurement = try #require(try Self.measure(mode).measurement)
            let part = try #require(measurement.parts.first)
            // Pairings of four pairs, and a product and a sum for each input (EIP-1108).
            let precompiles = 45_000 + 34_000 * 4 + 6_150 * UInt64(proof.inputs.count)
            #expect(part.gas.execution >= precompiles && part.gas.execution <= precompiles * 11 / 10)
            #expect(measurement.l2TransactionCount == nil && measurement.gasPerL2Transaction == nil)
            #expect(!mode.settlesBatch && mode.statement == .foreignProof)
        }
    }

    @Test("A verifier that refuses its proof is a fault, and no number")
    func refusal() throws {
        // Returns 1, and reverts.
        let accepting = try #require(Hex.decode("60015f5260205ff3"))
        let refusing = try #require(Hex.decode("5f5ffd"))
        func mode(_ code: [UInt8], output: [UInt8] = UInt256.one.bigEndianBytes) -> VerificationMode {
            VerificationMode(deployed: "deployed", code: code, calldata: [1, 2], output: output)
        }
        let part = try #require(try Self.measure(mode(accepting)).measurement?.parts.first)
        // PUSH1, PUSH0, MSTORE with its first word, PUSH1, PUSH0.
        #expect(part.gas.execution == 3 + 2 + 6 + 3 + 2 && part.gas.calldata == 32)
        #expect(throws: ComparisonFault.self) { try Self.measure(mode(refusing)) }
        #expect(throws: ComparisonFault.self) { try Self.measure(mode(accepting, output: [])) }
    }

    @Test("A verification stands in a group of its own, and crosses lines of others as another statement")
    func statements() throws {
        let request = try #require(ComparisonRequest(sizes: [1, 20]))
        let modes: [any GasMode] = [NativeMode(.reexecutionGasUsed), OptimisticMode(), VerificationMode.own[0]]
        let comparison = try Comparison(request, modes: modes, proofs: AttestedProofs())
        let section = try #require(comparison.sections.first)
        #expect(section.groups.map(\.statement) == [.l2Block, .unchallengedClaim, .foreignProof])
        #expect(section.groups.map(\.sizes) == [[1, 20], [1, 20], []])
        let verification = try #require(section.modes.last)
        #expect(section.row(verification, nil)?.outcome.measurement != nil)
        for item in section.breakEvens { #expect(!item.isOfOneStatement) }
        let text = ComparisonText(comparison, showsAll: true).text
        #expect(text.contains("optimistic propose") && text.contains("Verification only"))
        #expect(!ComparisonPlot(section, request: request).text.contains("groth16"))
    }

    @Test("The verifier of the scenarios is the one of this repository")
    func scenarioArtifact() throws {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let name = "Groth16Verifier.json"
        let own = try Data(
            contentsOf: root.appendingPathComponent("Sources/RollupContracts/Verifiers/Contracts/\(name)")
        )
        #expect(try Data(contentsOf: root.appendingPathComponent("scenarios/contracts/\(name)")) == own)
    }
}
