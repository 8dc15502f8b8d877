import EVM
import Foundation
import GasComparison
import L1Sim
import PaymentsCircuit
import Primitives
import ProofProver
import RollupActors
import Scenario
import ScenarioTestSupport
import StateTransition
import Testing

/// Batches of payments that a contract verifies, with real proofs of the smallest circuit.
@Suite("The mode of payments")
struct PaymentsModeTests {
    private static let proofs = Groth16BatchProofs(workers: Workers(count: 2))
    /// One payment, which is one batch.
    private static let one = Result { try measure(PaymentsMode(proofs, capacities: [1]), size: 1) }

    private static func measure(
        _ mode: PaymentsMode,
        _ workload: Workload = .transfers,
        size: UInt64
    ) throws -> GasOutcome {
        let world = try GasWorld(
            fork: .osaka,
            workload: workload,
            l2GasLimit: ComparisonRequest.defaultL2GasLimit,
            seed: 1,
            proofs: AttestedProofs()
        )
        return try mode.measure(try world.batch(size, isProved: false), on: world)
    }

    @Test(
        "Payments go into the smallest batch that takes all of them, or into several of the largest",
        arguments: [
            (1, 1, [1]), (2, 4, [2]), (4, 4, [4]), (5, 16, [5]), (16, 16, [16]), (20, 16, [16, 4]),
            (50, 16, [16, 16, 16, 2]),
        ] as [(UInt64, Int, [Int])]
    )
    func plan(size: UInt64, capacity: Int, counts: [Int]) throws {
        let plan = try #require(PaymentsMode.Plan(size))
        #expect(plan.capacity == capacity && plan.counts == counts)
        let largest = try #require(PaymentsMode.Plan(500))
        #expect(largest.counts.count == 32 && largest.counts.reduce(0, +) == 500)
        #expect(PaymentsMode.Plan(0) == nil && PaymentsMode.Plan(1, capacities: []) == nil)
    }

    @Test("One payment by hand: three receipts, by prices of calldata, precompiles and calls")
    func receipts() throws {
        let measurement = try #require(try Self.one.get().measurement)
        #expect(measurement.parts.map(\.label) == ["commit", "prove", "execute"])
        var sum: UInt64 = 0
        for part in measurement.parts {
            let record = part.record
            let zeros = UInt64(record.transaction.data.count { $0 == 0 })
            let others = UInt64(record.transaction.data.count) - zeros
            // 21,000; 4 and 16 a byte (EIP-2028); 10 and 40 a byte at least (EIP-7623).
            let spent = 21_000 + 4 * zeros + 16 * others + record.callTree.gasUsed
            let paid = max(spent, 21_000 + 10 * zeros + 40 * others)
            #expect(record.succeeded && record.receipt.cumulativeGasUsed == paid && part.gas.used == paid)
            #expect(part.gas.execute == 0 && part.blobGas == 0)
            sum += paid
        }
        #expect(measurement.gas == sum && measurement.l2TransactionCount == 1 && measurement.l2GasUsed == nil)
        // EIP-1108: a check of four pairings, and a multiplication and an addition for each of four public inputs.
        #expect(Self.gas(ofCallsTo: 8, measurement.parts[1]) == [45_000 + 4 * 34_000])
        #expect(Self.gas(ofCallsTo: 7, measurement.parts[1]) == [6_000, 6_000, 6_000, 6_000])
        #expect(Self.gas(ofCallsTo: 6, measurement.parts[1]) == [150, 150, 150, 150])
        // Nothing is verified by what commits and executes.
        for index in [0, 2] { #expect(Self.gas(ofCallsTo: 8, measurement.parts[index]).isEmpty) }
    }

    @Test(
        "A payment in a blob: its opening beside the proof, two inputs more, and a blob's gas in the commitment alone"
    )
    func blob() throws {
        let mode = PaymentsMode(Self.proofs, inBlobs: true, capacities: [1])
        let measurement = try #require(try Self.measure(mode, size: 1).measurement)
        #expect(mode.name == "groth16 payments+blob" && mode.dataAvailability == .blob)
        #expect(measurement.parts.map(\.label) == ["commit", "prove", "execute"])
        #expect(measurement.parts.map(\.blobGas) == [131_072, 0, 0])
        // EIP-4844's point evaluation.
        #expect(Self.gas(ofCallsTo: 10, measurement.parts[1]) == [50_000])
        #expect(Self.gas(ofCallsTo: 8, measurement.parts[1]) == [45_000 + 4 * 34_000])
        let calldata = try #require(try Self.one.get().measurement)
        #expect(calldata.blobGas == 0 && measurement.parts[1].gas.used > calldata.parts[1].gas.used + 50_000)
        for part in measurement.parts { #expect(part.record.succeeded) }
    }

    /// Gas of each call of a precompiled contract, at any depth.
    private static func gas(ofCallsTo number: UInt64, _ part: GasMeasurement.Part) -> [UInt64] {
        func calls(_ call: CallTrace) -> [CallTrace] { [call] + call.children.flatMap(calls) }
        return calls(part.record.callTree).filter { $0.to == Address(number) }.map(\.gasUsed)
    }

    @Test("Payments beyond a batch are settled by more batches, each with its receipts")
    func severalBatches() throws {
        let measurement = try #require(
            try Self.measure(PaymentsMode(Self.proofs, capacities: [1]), size: 2).measurement
        )
        let single = try #require(try Self.one.get().measurement)
        let labels = ["commit", "prove", "execute"]
        #expect(measurement.parts.map(\.label) == labels + labels && measurement.l2TransactionCount == 2)
        #expect(measurement.kinds.map(\.title) == labels.map { "\($0) x 2" })
        #expect(measurement.kinds.map(\.used).reduce(0, +) == measurement.gas)
        #expect(measurement.parts.map(\.gas.used).reduce(0, +) == measurement.gas)
        // The first batch of both is the same one.
        #expect(measurement.parts.prefix(3).map(\.record.hash) == single.parts.map(\.record.hash))
        #expect(Set(measurement.parts.map(\.record.hash)).count == 6)
    }

    @Test("Nothing but transfers, and nothing but real proofs, has a number", arguments: [Workload.tokens, .swaps])
    func refusals(_ workload: Workload) throws {
        let other = try Self.measure(PaymentsMode(Self.proofs, capacities: [1]), workload, size: 1)
        guard case .notProvableHere(let reason) = other else {
            Issue.record("\(workload) as payments")
            return
        }
        #expect(reason.contains("neither tokens nor contracts"))
        let simulated = try Self.measure(PaymentsMode(SimulatedBatchProofs(), capacities: [1]), size: 1)
        #expect(simulated.measurement == nil && simulated.reason?.contains("simulated") == true)
    }

    @Test("Why there is no proof stands in the place of numbers")
    func unproved() throws {
        struct Nobody: BatchProofs {
            let isSimulated = false
            let verifier: BatchVerifier?

            func verifier(for shape: BatchShape) throws(BatchProofFailure) -> BatchVerifier {
                guard let verifier else { throw BatchProofFailure("no key") }
                return verifier
            }

            func proof(
                of batch: Batch,
                appliedTo state: AccountTree,
                versionedHash: Bytes32?
            ) throws(BatchProofFailure) -> [UInt256] {
                throw BatchProofFailure("nobody proves")
            }

            var underDegenerateKeys: any BatchProofs { self }

            func forgery(of inputs: [UInt256], for shape: BatchShape) throws(BatchProofFailure) -> [UInt256] {
                throw BatchProofFailure("nobody forges")
            }
        }
        let shape = try #require(BatchShape(capacity: 1, depositCapacity: 1))
        let verifier = try SimulatedBatchProofs().verifier(for: shape)
        #expect(try Self.measure(PaymentsMode(Nobody(verifier: nil)), size: 1).reason == "no key")
        #expect(try Self.measure(PaymentsMode(Nobody(verifier: verifier)), size: 1).reason == "nobody proves")
    }

    @Test("A contract that refuses its proof ends the comparison")
    func refusedProof() throws {
        struct Damaged: BatchProofs {
            let isSimulated = false

            func verifier(for shape: BatchShape) throws(BatchProofFailure) -> BatchVerifier {
                try PaymentsModeTests.proofs.verifier(for: shape)
            }

            func proof(
                of batch: Batch,
                appliedTo state: AccountTree,
                versionedHash: Bytes32?
            ) throws(BatchProofFailure) -> [UInt256] {
                var words = try PaymentsModeTests.proofs.proof(
                    of: batch,
                    appliedTo: state,
                    versionedHash: versionedHash
                )
                words[7] = words[7] ^ .one
                return words
            }

            var underDegenerateKeys: any BatchProofs { self }

            func forgery(of inputs: [UInt256], for shape: BatchShape) throws(BatchProofFailure) -> [UInt256] {
                throw BatchProofFailure("nobody forges")
            }
        }
        #expect(throws: ComparisonFault.self) { try Self.measure(PaymentsMode(Damaged(), capacities: [1]), size: 1) }
    }

    @Test("The group says that it is not the EVM, and no break-even joins it with other rows")
    func group() throws {
        let request = try #require(ComparisonRequest(sizes: [1, 2]))
        let modes: [any GasMode] = [NativeMode(.reexecutionGasUsed), PaymentsMode(Self.proofs, capacities: [1])]
        let comparison = try Comparison(request, modes: modes, proofs: AttestedProofs())
        let section = try #require(comparison.sections.first)
        #expect(section.groups.map(\.statement) == [.l2Block, .paymentsCircuit])
        // One costs more at one transaction, and less at two: a crossing if there were one.
        let gas = try modes.map { mode in
            try [1, 2].map { size in
                try #require(section.rows?.first { $0.mode.name == mode.name && $0.size == size }?.outcome.measurement)
                    .gas
            }
        }
        #expect(gas[0][0] < gas[1][0] && section.breakEvens.isEmpty)
        let text = ComparisonText(comparison, showsAll: true).text.split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        #expect(text.contains("the payments circuit:") && text.contains("It is not the EVM"))
        #expect(text.contains("groth16 payments commit x 2") && text.contains("INSECURE"))
        #expect(ComparisonCSV.text(comparison).components(separatedBy: "groth16 payments,payments_circuit").count == 12)
        #expect(ComparisonPlot(section, request: request).text.contains("<g id=\"osaka-groth16-payments\""))
    }

    @Test("Lines of the payments circuit cross none of another statement")
    func crossings() {
        let payments = BreakEven.Line("payments", .paymentsCircuit, points: [(1, 30), (2, 10)])
        for statement in SettledStatement.allCases where statement != .paymentsCircuit {
            let other = BreakEven.Line("other", statement, points: [(1, 20), (2, 20)])
            #expect(BreakEven.all(among: [payments, other]).isEmpty)
        }
        let same = BreakEven.Line("same", .paymentsCircuit, points: [(1, 20), (2, 20)])
        #expect(BreakEven.all(among: [payments, same]).count == 1)
    }
}
