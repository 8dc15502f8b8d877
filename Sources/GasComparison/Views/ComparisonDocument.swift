import L1Sim
import Primitives
import Scenario
import StateTransition
import TextOutput

/// A comparison for machines, of the form rollupsim-gas/1, whose schema is `ComparisonSchema`.
///
/// Wei are decimal digits in strings, as in reports of runs; gas and counts are numbers. Absent members do not apply.
package struct ComparisonDocument: Encodable {
    private let format = "rollupsim-gas/1"
    private let workload: String
    private let seed: UInt64
    private let l2GasLimit: UInt64
    private let cadenceSeconds: UInt64
    private let baseFeeWei: String
    private let blobBaseFeeWei: String
    private let forks: [Fork]
    private let published: [Published]
    private let notes: [Note]

    /// The document of a comparison.
    package init(_ comparison: Comparison) {
        let request = comparison.request
        workload = request.workload.rawValue
        seed = request.seed
        l2GasLimit = request.l2GasLimit
        cadenceSeconds = request.cadence
        baseFeeWei = "\(request.prices.baseFee)"
        blobBaseFeeWei = "\(request.prices.blobBaseFee)"
        forks = comparison.sections.map { Fork($0, request) }
        published = PublishedMeasurement.all.map(Published.init)
        notes = comparison.assumptions.map { Note(id: $0, text: $0.text) }
    }

    /// The document as text.
    ///
    /// - Throws: `EncodingError`, which no comparison leads to.
    package func text() throws -> String { try JSONText.document(self) }

    private struct Note: Encodable {
        let id: GasAssumption
        let text: String
    }

    private struct Published: Encodable {
        let name: String
        let leastGas: UInt64
        let mostGas: UInt64
        let blobGas: UInt64
        let stateGas: UInt64
        let source: String

        init(_ item: PublishedMeasurement) {
            name = item.name
            leastGas = item.gas.lowerBound
            mostGas = item.gas.upperBound
            blobGas = item.blobGas
            stateGas = item.stateGas
            source = item.source
        }
    }

    private struct Fork: Encodable {
        let fork: String
        let hasRules: Bool
        let rows: [Row]
        let breakEvens: [Crossing]

        init(_ section: Comparison.Section, _ request: ComparisonRequest) {
            fork = section.fork
            hasRules = section.rows != nil
            rows = (section.rows ?? []).map { Row($0, request) }
            breakEvens = section.breakEvens.map(Crossing.init)
        }
    }

    private struct Row: Encodable {
        let mode: String
        let statement: SettledStatement
        let dataAvailability: String?
        let provenance: String
        let notes: [GasAssumption]
        let l2Transactions: UInt64?
        let outcome: String
        let reason: String?
        let l2GasUsed: UInt64?
        let l1Transactions: [L1Transaction]?
        let gas: UInt64?
        let blobGas: UInt64?
        let gasPerL2Transaction: UInt64?
        let gasPerHour: UInt64?
        let wei: String?
        let weiPerHour: String?
        let weiPerL2Transaction: String?

        init(_ row: Comparison.Row, _ request: ComparisonRequest) {
            mode = row.mode.name
            statement = row.mode.statement
            dataAvailability = row.mode.dataAvailability?.rawValue
            provenance = row.mode.provenance.rawValue
            notes = row.mode.assumptions
            l2Transactions = row.size
            outcome = row.outcome.code
            reason = row.outcome.reason
            let measurement = row.outcome.measurement
            l2GasUsed = measurement?.l2GasUsed
            l1Transactions = measurement?.parts.map(L1Transaction.init)
            gas = measurement?.gas
            blobGas = measurement?.blobGas
            gasPerL2Transaction = measurement?.gasPerL2Transaction
            gasPerHour = measurement.map { UInt64(clamping: request.perHour(UInt128($0.gas))) }
            let cost = row.wei(request.prices)
            wei = cost.map { "\($0)" }
            weiPerHour = cost.map { "\(request.perHour($0))" }
            weiPerL2Transaction = cost.flatMap { cost in row.size.map { "\(cost / UInt128($0))" } }
        }
    }

    private struct L1Transaction: Encodable {
        struct Gas: Encodable {
            let limit: UInt64
            let used: UInt64
            let intrinsic: UInt64
            let calldata: UInt64
            let execution: UInt64
            let execute: UInt64
            let floorTopUp: UInt64
            let refund: UInt64
        }

        let label: String
        let hash: String
        let blockNumber: UInt64
        let calldataByteCount: Int
        let gas: Gas
        let isFloor: Bool
        let blobGas: UInt64

        init(_ part: GasMeasurement.Part) {
            label = part.label
            hash = part.record.hash.hex
            blockNumber = part.record.blockNumber
            calldataByteCount = part.record.transaction.data.count
            gas = Gas(
                limit: part.gas.limit,
                used: part.gas.used,
                intrinsic: part.gas.intrinsic,
                calldata: part.gas.calldata,
                execution: part.gas.execution,
                execute: part.gas.execute,
                floorTopUp: part.gas.floorTopUp,
                refund: part.gas.refund
            )
            isFloor = part.isFloor
            blobGas = part.blobGas
        }
    }

    private struct Crossing: Encodable {
        struct Side: Encodable {
            let mode: String
            let statement: SettledStatement

            init(_ side: BreakEven.Side) {
                mode = side.mode
                statement = side.statement
            }
        }

        let cheaperBelow: Side
        let cheaperAbove: Side
        let lowerL2Transactions: UInt64
        let upperL2Transactions: UInt64
        let interpolatedTenths: UInt64

        init(_ item: BreakEven) {
            cheaperBelow = Side(item.cheaperBelow)
            cheaperAbove = Side(item.cheaperAbove)
            lowerL2Transactions = item.lower
            upperL2Transactions = item.upper
            interpolatedTenths = item.interpolatedTenths
        }
    }
}
