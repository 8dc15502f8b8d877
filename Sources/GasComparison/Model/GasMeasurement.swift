package import L1Sim
package import Scenario
import StateTransition

/// What came of one mode at one size.
package enum GasOutcome: Sendable {
    /// Its transactions ran on the simulated chain.
    case measured(GasMeasurement)
    /// A limit of the chain forbids it; the text says which.
    case overCap(String)
    /// No proof of it is at hand; the text says why.
    case notProvableHere(String)

    /// The numbers, if there are any.
    package var measurement: GasMeasurement? {
        if case .measured(let measurement) = self { measurement } else { nil }
    }

    /// Why there are none; nil when there are.
    package var reason: String? {
        switch self {
        case .measured: nil
        case .overCap(let reason), .notProvableHere(let reason): reason
        }
    }
}

/// The L1 transactions that settled a batch, as blocks of the simulated chain hold them.
package struct GasMeasurement: Sendable {
    /// One of the transactions.
    package struct Part: Sendable {
        /// What it does, in a word.
        package let label: String
        /// What its import found.
        package let record: TransactionRecord
        /// Where its gas went.
        package let gas: GasSplit
        /// Blob gas of its blobs (EIP-4844).
        package var blobGas: UInt64 { record.transaction.blobGas }
        /// Whether the calldata floor (EIP-7623) decides its price.
        package var isFloor: Bool { gas.floorTopUp > 0 }

        /// A transaction and its name.
        package init(_ label: String, _ record: TransactionRecord) {
            self.label = label
            self.record = record
            gas = GasSplit(record)
        }
    }

    /// The transactions in order; at least one.
    package let parts: [Part]
    /// L2 transactions that they settle; nil when they settle none.
    package let l2TransactionCount: UInt64?
    /// Gas that the L2 block used; nil when the statement is not about one.
    package let l2GasUsed: UInt64?

    /// Transactions that settle a batch.
    package init(_ parts: [Part], l2TransactionCount: UInt64?, l2GasUsed: UInt64? = nil) {
        self.parts = parts
        self.l2TransactionCount = l2TransactionCount
        self.l2GasUsed = l2GasUsed
    }

    /// Gas of all transactions.
    ///
    /// Each is below a block's limit, and there are a few hundred at most.
    package var gas: UInt64 { parts.reduce(0) { $0 &+ $1.gas.used } }

    /// Blob gas of all transactions.
    package var blobGas: UInt64 { parts.reduce(0) { $0 &+ $1.blobGas } }

    /// Gas by the transactions of the batch, rounded down; nil when they settle none.
    package var gasPerL2Transaction: UInt64? { l2TransactionCount.flatMap { $0 > 0 ? gas / $0 : nil } }
}
