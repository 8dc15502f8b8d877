import EVM
import ExecutePrecompile
import GasComparison
import L1Sim
import RollupContracts
import Scenario
import StateTransition
import Testing

/// Rows of the table, added up by hand from receipts, calldata and call trees.
@Suite("Gas by hand")
struct ReceiptTests {
    /// The sum of a transaction's parts, by the published prices and apart from the program's own sums.
    private struct Sum {
        var upFront: UInt64
        var calls: UInt64
        var floor: UInt64

        var gas: UInt64 { max(upFront + calls, floor) }
    }

    private static func sum(_ record: L1Sim.TransactionRecord, proofCount: UInt64 = 0) -> Sum {
        let data = record.transaction.data
        let zeros = UInt64(data.filter { $0 == 0 }.count)
        let others = UInt64(data.count) - zeros
        return Sum(
            // 21,000; 4 and 16 a byte (EIP-2028); 30,000 a dependency (EIP-8288).
            upFront: 21_000 + 4 * zeros + 16 * others + 30_000 * proofCount,
            calls: record.callTree.gasUsed,
            // 10 and 40 a byte (EIP-7623).
            floor: 21_000 + 10 * zeros + 40 * others
        )
    }

    /// Gas that EXECUTE was given for, in the only call of it.
    private static func executeGas(_ record: L1Sim.TransactionRecord) throws -> UInt64 {
        let calls = record.callTree.children.filter { $0.to == .execute }
        #expect(calls.count == 1)
        return try #require(calls.first).gasUsed
    }

    @Test("Re-execution at the gas limit: 21,000, calldata, the contract, and limit and bytes for EXECUTE")
    func gasLimitRule() throws {
        let part = try ComparisonSamples.transfers.get().part(.reexecutionV6, 3)
        let sum = Self.sum(part.record)
        let payload = try #require(NativeRollup.payload(advanceCalldata: part.record.transaction.data))
        let execute = 15_000_000 + 16 * UInt64(payload.count)
        #expect(try Self.executeGas(part.record) == execute)
        #expect(part.record.receipt.cumulativeGasUsed == sum.gas && part.gas.used == sum.gas && sum.gas > sum.floor)
        #expect(part.gas.intrinsic == 21_000 && part.gas.calldata == sum.upFront - 21_000)
        #expect(part.gas.execute == execute && part.gas.execution == sum.calls - execute)
        #expect(part.gas.floorTopUp == 0 && part.gas.refund == 0 && !part.isFloor && part.blobGas == 0)
    }

    @Test("Re-execution at a flat price: the calldata costs more than all that is executed")
    func floor() throws {
        let part = try ComparisonSamples.transfers.get().part(.reexecutionFlat, 1)
        let sum = Self.sum(part.record)
        #expect(try Self.executeGas(part.record) == 100_000)
        #expect(sum.floor > sum.upFront + sum.calls)
        #expect(part.record.receipt.cumulativeGasUsed == sum.floor && part.gas.used == sum.floor && part.isFloor)
        #expect(part.gas.floorTopUp == sum.floor - sum.upFront - sum.calls)
        // The same block, the same bytes: only what EXECUTE asks for differs.
        let other = try ComparisonSamples.transfers.get().part(.reexecutionGasUsed, 1)
        #expect(other.record.transaction.data == part.record.transaction.data && other.gas.execute == 21_000)
        #expect(other.gas.execution == part.gas.execution && other.gas.used == part.gas.used)
    }

    @Test("A proof beside the block: its dependency, its bytes as blob data, and no execution of the block")
    func sidecarRule() throws {
        let comparison = try ComparisonSamples.transfers.get()
        let part = try comparison.part(.proofSidecar, 8)
        let sum = Self.sum(part.record, proofCount: 1)
        let bytes = part.record.transaction.proofs.sidecarByteCount
        let blobs = (bytes + 131_071) / 131_072
        #expect(bytes > 0 && part.record.transaction.proofs.dependencies.count == 1)
        #expect(try Self.executeGas(part.record) == 30_000 + 131_072 * blobs)
        #expect(part.record.receipt.cumulativeGasUsed == sum.gas && part.gas.used == sum.gas && sum.gas > sum.floor)
        #expect(part.gas.intrinsic == 51_000 && part.gas.execute == 30_000 + 131_072 * blobs)
        #expect(part.record.callTree.executeRuns.map(\.workGas) == [0])
        // By the dependency alone, the bytes cost nothing; by the verifier's time, 5 ms cost 25,000.
        #expect(try comparison.part(.proofDependency, 8).gas.execute == 30_000)
        #expect(try comparison.part(.proofSimulatedTime, 8).gas.execute == 25_000)
    }

    @Test("The parts of every transaction are its gas, and a block's gas is its transactions'")
    func parts() throws {
        for row in try ComparisonSamples.transfers.get().sections.flatMap({ $0.rows ?? [] }) {
            let measurement = try #require(row.outcome.measurement, "\(row.mode.name)")
            for part in measurement.parts {
                let gas = part.gas
                #expect(
                    gas.used
                        == gas.intrinsic + gas.calldata + gas.execution + gas.execute + gas.floorTopUp - gas.refund
                )
                #expect(part.record.succeeded && part.record.receipt.cumulativeGasUsed == gas.used)
            }
            #expect(measurement.gas == measurement.parts.map(\.gas.used).reduce(0, +))
            #expect(measurement.gasPerL2Transaction == measurement.gas / (row.size ?? 1))
            #expect(measurement.l2GasUsed == 21_000 * (row.size ?? 0))
        }
    }
}
