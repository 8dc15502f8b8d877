import EVM
import ExecutePrecompile
import Foundation
import GasComparison
import Primitives
import Scenario
import ScenarioTestSupport
import StateTransition
import Testing
import TextOutput

/// What has no number, and why.
@Suite("Limits of a comparison")
struct LimitTests {
    private static func reason(_ outcome: GasOutcome) -> String? {
        if case .overCap(let reason) = outcome { reason } else { nil }
    }

    @Test("A price above the cap of a transaction reads over cap, and other prices of the same block do not")
    func transactionCap() throws {
        let comparison = try ComparisonSamples.comparison(sizes: [2], l2GasLimit: 16_700_000)
        let reason = try #require(Self.reason(try comparison.outcome(.reexecutionV6, 2)))
        #expect(reason.contains("EIP-7825") && reason.contains("16,777,216"))
        #expect(try comparison.outcome(.reexecutionGasUsed, 2).measurement != nil)
        #expect(try comparison.outcome(.proofDependency, 2).measurement != nil)
    }

    @Test("Before the cap of EIP-7825 the gas of a block is the limit")
    func otherFork() throws {
        let comparison = try ComparisonSamples.comparison(
            sizes: [2],
            forks: [.known(.prague), .known(.cancun)],
            l2GasLimit: 16_700_000
        )
        let part = try comparison.part(.reexecutionV6, 2)
        #expect(part.gas.limit > TransactionGas.cap && part.gas.execute > 16_700_000)
        // Cancun has no calldata floor, so that the rule decides.
        let rows = try #require(comparison.sections.last?.rows)
        let flat = try #require(rows.first { $0.mode.name == "reexec/flat" }?.outcome.measurement?.parts.first)
        #expect(!flat.isFloor && comparison.sections.last?.fork == "cancun")
        let whole = try ComparisonSamples.comparison(sizes: [1], forks: [.known(.prague)], l2GasLimit: 60_000_000)
        #expect(try #require(Self.reason(try whole.outcome(.reexecutionV6, 1))).contains("60,000,000"))
    }

    @Test("Inputs beyond what the contract takes, and beyond what the pool takes, read over cap")
    func bytes() throws {
        let comparison = try ComparisonSamples.comparison(sizes: [200, 500])
        #expect(try #require(Self.reason(try comparison.outcome(.reexecutionFlat, 200))).contains("49,152"))
        #expect(try #require(Self.reason(try comparison.outcome(.reexecutionFlat, 500))).contains("131,072"))
        // A proof needs no witness in the calldata.
        #expect(try comparison.outcome(.proofDependency, 200).measurement != nil)
    }

    @Test("Amounts by the hour beyond what the blocks of an hour have read over cap, in every view")
    func hours() throws {
        // 60 million gas a block, 300 blocks an hour: 18 * 10^9. With one batch a second that is 5 million gas.
        let request = try #require(ComparisonRequest(sizes: [2], cadence: 1))
        let modes: [any GasMode] = [NativeMode(.reexecutionV6), NativeMode(.reexecutionFlat)]
        let comparison = try Comparison(request, modes: modes, proofs: AttestedProofs())
        let v6 = try #require(try comparison.outcome(.reexecutionV6, 2).measurement)
        let flat = try #require(try comparison.outcome(.reexecutionFlat, 2).measurement)
        #expect(v6.gas > 5_000_000 && !request.hasRoomInHour(for: v6, on: "osaka"))
        #expect(flat.gas < 5_000_000 && request.hasRoomInHour(for: flat, on: "osaka"))
        #expect(!request.hasRoomInHour(for: flat, on: "amsterdam"))
        let slow = try #require(ComparisonRequest(sizes: [2], cadence: 12))
        #expect(slow.hasRoomInHour(for: v6, on: "osaka"))
        let text = ComparisonText(comparison, showsAll: true).text
        #expect(text.components(separatedBy: "over cap").count == 3)
        #expect(ComparisonPage(comparison).text.components(separatedBy: "over cap").count == 3)
        let lines = ComparisonCSV.text(comparison).components(separatedBy: "\r\n")
        #expect(lines.filter { $0.contains(",over_cap,") }.count == 1)
        let document = try ComparisonDocument(comparison).text()
        #expect(document.components(separatedBy: "\"gasPerHour\"").count == 2)
        #expect(document.components(separatedBy: "\"weiPerHour\"").count == 2)
        let validator = SchemaValidator(try JSONTree(yaml: ComparisonSchema.text))
        #expect(try validator.problems(in: try JSONTree(yaml: document)) == [])
    }

    @Test("Blobs beyond those of an hour's blocks read over cap too")
    func blobHours() throws {
        let request = try #require(ComparisonRequest(sizes: [1], cadence: 1))
        let mode = try #require(NativeMode(.proofDependency).inBlobs)
        let comparison = try Comparison(request, modes: [mode], proofs: AttestedProofs())
        let row = try #require(comparison.sections.first?.rows?.first)
        let measurement = try #require(row.outcome.measurement)
        // One blob a second is 12 in a slot: more than Osaka's 9 in a block.
        #expect(measurement.blobGas == 131_072 && measurement.gas < 5_000_000)
        #expect(!request.hasRoomInHour(for: measurement, on: "osaka"))
        #expect(try #require(ComparisonRequest(sizes: [1], cadence: 2)).hasRoomInHour(for: measurement, on: "osaka"))
    }

    @Test("Transactions that no L2 block has room for read over cap in every mode")
    func l2Block() throws {
        let comparison = try ComparisonSamples.comparison(.swaps, sizes: [4, 400])
        for mode in EnforcementMode.allCases {
            #expect(try #require(Self.reason(try comparison.outcome(mode, 400))).contains("15,000,000"))
        }
        #expect(try comparison.outcome(.reexecutionGasUsed, 4).measurement?.l2GasUsed ?? 0 > 4 * 21_000)
    }

    @Test("Without a proof nothing is known of proofs, and the reason says why")
    func unproved() throws {
        struct NoProofs: BlockProofs {
            private let attested = AttestedProofs()
            var releases: [Bytes32] { attested.releases }
            var keys: any VerificationKeys { attested.keys }

            func refusal(_ dependency: ProofDependency, publicInput: [UInt8], proof: [UInt8]) -> String? {
                attested.refusal(dependency, publicInput: publicInput, proof: proof)
            }

            func prove(_ input: StatelessInput, release: Int) throws(BlockProofFailure) -> BlockProof {
                throw BlockProofFailure("nobody proves here", isLimit: true)
            }
        }
        let comparison = try ComparisonSamples.comparison(sizes: [1], proofs: NoProofs())
        guard case .noProof(let reason) = try comparison.outcome(.proofSidecar, 1) else {
            Issue.record("a proof from nowhere")
            return
        }
        #expect(reason == "nobody proves here")
        #expect(try comparison.outcome(.reexecutionV6, 1).measurement != nil)
        let words = ComparisonText(comparison).text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("at 1: no proof: nobody proves here"))
        // One vocabulary: cells, reasons, page, and the code of machines.
        #expect(words.contains("proof/sidecar bcgh no proof"))
        #expect(ComparisonPage(comparison).text.contains(">no proof</span>"))
        #expect(ComparisonCSV.text(comparison).contains(",no_proof,nobody proves here,"))
        #expect(try ComparisonDocument(comparison).text().contains("\"no_proof\""))
        for view in [words, ComparisonPage(comparison).text] { #expect(!view.contains("provable here")) }
    }

    @Test("A fork whose rules are not here has a section that says so")
    func unknownFork() throws {
        let amsterdam = try #require(ComparisonRequest.ComparedFork(name: "amsterdam"))
        let comparison = try ComparisonSamples.comparison(sizes: [1], forks: [.known(.osaka), amsterdam])
        #expect(comparison.sections.map(\.fork) == ["osaka", "amsterdam"])
        #expect(comparison.sections.last?.rows == nil)
        #expect(ComparisonText(comparison).text.contains("amsterdam: rules not here"))
        #expect(ComparisonPage(comparison).text.contains("rules not here"))
        #expect(ComparisonRequest.ComparedFork(name: "shanghai") == nil)
        #expect(ComparisonRequest.ComparedFork(name: "osaka ") == nil)
    }

    @Test(
        "Sizes that cannot be compared are refused",
        arguments: [[], [0], [501], [.max], [1, 1], Array(1...33)] as [[UInt64]]
    )
    func sizes(_ sizes: [UInt64]) {
        #expect(ComparisonRequest(sizes: sizes) == nil)
    }

    @Test("Sizes are compared in ascending order, whatever order they come in")
    func order() throws {
        #expect(try #require(ComparisonRequest(sizes: [500, 1, 20])).sizes == [1, 20, 500])
    }
}
