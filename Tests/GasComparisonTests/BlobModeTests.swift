import EVM
import ExecutePrecompile
import Foundation
import GasComparison
import L1Sim
import Primitives
import Scenario
import ScenarioTestSupport
import StateTransition
import Testing
import TextOutput

/// L2 blocks whose transactions stand in blobs.
@Suite("Modes with blobs")
struct BlobModeTests {
    private static let modes: [any GasMode] =
        [NativeMode(.reexecutionFlat), NativeMode(.proofDependency)]
        + [NativeMode(.proofDependency).inBlobs, NativeMode(.proofSidecar).inBlobs].compactMap(\.self)

    private static let comparison = Result {
        try Comparison(try #require(ComparisonRequest(sizes: [1, 40])), modes: modes, proofs: AttestedProofs())
    }

    private static func part(_ name: String, _ size: UInt64) throws -> GasMeasurement.Part {
        let rows = try #require(try comparison.get().sections.first?.rows)
        let row = try #require(rows.first { $0.mode.name == name && $0.size == size })
        return try #require(row.outcome.measurement?.parts.first)
    }

    @Test("A block in a blob by hand: a dependency more, a blob's gas apart, and no transactions in the calldata")
    func receipts() throws {
        let part = try Self.part("proof/dependency+blob", 40)
        let record = part.record
        let data = record.transaction.data
        let zeros = UInt64(data.count { $0 == 0 })
        let others = UInt64(data.count) - zeros
        #expect(record.transaction.proofs.dependencies.count == 2)
        let upFront: UInt64 = 21_000 + 4 * zeros + 16 * others + 60_000
        let floor: UInt64 = 21_000 + 10 * zeros + 40 * others
        #expect(record.receipt.cumulativeGasUsed == max(upFront + record.callTree.gasUsed, floor))
        #expect(part.gas.used == record.receipt.cumulativeGasUsed && part.blobGas == 131_072)
        #expect(part.gas.intrinsic == 81_000)
        let calldata = try Self.part("proof/dependency", 40)
        #expect(calldata.blobGas == 0 && calldata.gas.intrinsic == 51_000)
        #expect(calldata.record.transaction.data.count > data.count + 40 * 100)
        // One transaction is shorter than what names its blob and the dependency.
        #expect(try Self.part("proof/dependency+blob", 1).gas.used > Self.part("proof/dependency", 1).gas.used)
        #expect(part.gas.used < calldata.gas.used)
    }

    @Test("Blob gas grows by blobs, and not by transactions")
    func blobGas() throws {
        for size in [1, 40] as [UInt64] {
            #expect(try Self.part("proof/sidecar+blob", size).blobGas == 131_072)
        }
        let (sidecar, dependency) = (try Self.part("proof/sidecar+blob", 40), try Self.part("proof/dependency", 40))
        #expect(sidecar.gas.execute == dependency.gas.execute + 131_072)
    }

    @Test("A claim in blobs by hand: no transactions in its calldata, and a blob's gas in the proposal alone")
    func optimistic() throws {
        let world = try GasWorld(
            fork: .osaka,
            workload: .transfers,
            l2GasLimit: ComparisonRequest.defaultL2GasLimit,
            seed: 1,
            proofs: AttestedProofs()
        )
        let batch = try world.batch(40, isProved: false)
        let blob = try #require(try OptimisticMode(inBlobs: true).measure(batch, on: world).measurement)
        let calldata = try #require(try OptimisticMode().measure(batch, on: world).measurement)
        #expect(blob.parts.map(\.label) == ["propose", "finalize"] && blob.parts.map(\.blobGas) == [131_072, 0])
        #expect(calldata.blobGas == 0 && calldata.l2GasUsed == blob.l2GasUsed)
        for part in blob.parts {
            let data = part.record.transaction.data
            let zeros = UInt64(data.count { $0 == 0 })
            let others = UInt64(data.count) - zeros
            let spent: UInt64 = 21_000 + 4 * zeros + 16 * others + part.record.callTree.gasUsed
            let floor: UInt64 = 21_000 + 10 * zeros + 40 * others
            #expect(part.record.receipt.cumulativeGasUsed == max(spent, floor) && part.record.succeeded)
        }
        let sizes = [blob, calldata].map { $0.parts[0].record.transaction.data.count }
        #expect(sizes[1] > sizes[0] + 40 * 100 && blob.gas < calldata.gas)
    }

    @Test("What EXECUTE runs again cannot stand in blobs, and the table says so")
    func reexecution() throws {
        for enforcement in EnforcementMode.allCases {
            #expect((NativeMode(enforcement).inBlobs == nil) == (enforcement.mode == .reexecution))
        }
        let text = ComparisonText(try Self.comparison.get()).text.split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        #expect(text.contains("In calldata, with or without --da blob"))
    }

    @Test("Where blobs are paid for, ether is shown, and the plot is of gwei")
    func views() throws {
        let comparison = try Self.comparison.get()
        let text = ComparisonText(comparison).text
        #expect(text.contains("blob gas per L2 block") && text.contains("ETH per L2 transaction"))
        #expect(!text.contains("ETH per hour") && !text.contains("where the gas goes"))
        let section = try #require(comparison.sections.first)
        let plot = ComparisonPlot(section, request: comparison.request).text
        #expect(plot.contains("Gwei per L2 transaction") && plot.contains("osaka-proof-dependency-blob"))
        let lines = ComparisonCSV.text(comparison).components(separatedBy: "\r\n")
        #expect(lines.contains { $0.hasPrefix("osaka,transfers,proof/dependency+blob,l2_block,blob,") })
        #expect(lines.contains { $0.hasPrefix("osaka,transfers,reexec/flat,l2_block,calldata,") })
        let validator = SchemaValidator(try JSONTree(yaml: ComparisonSchema.text))
        let document = try ComparisonDocument(comparison).text()
        #expect(try validator.problems(in: try JSONTree(yaml: document)) == [])
        #expect(document.contains("\"dataAvailability\" : \"blob\""))
    }

    @Test("Without blobs neither blob gas nor ether is shown unless all is asked for")
    func withoutBlobs() throws {
        let comparison = try ComparisonSamples.transfers.get()
        let text = ComparisonText(comparison).text
        #expect(!text.contains("blob gas per L2 block") && !text.contains("ETH per L2 transaction"))
        #expect(text.contains("--all adds"))
        let all = ComparisonText(comparison, showsAll: true).text
        for title in ["ETH per hour", "ETH per L2 block", "ETH per L2 transaction", "where the gas goes"] {
            #expect(all.contains(title))
        }
        #expect(all.count > text.count && !all.contains("--all adds"))
    }
}
