import BigInt
import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import StateTransition

/// An entry of the timeline.
struct StepRecord: Encodable, Sendable {
    var line: Int
    var verb: String
    var id: String?
    var isHeading: Bool
    var depth: Int
    var slot: UInt64
    var elapsedSeconds: UInt64
    var repetitions: UInt64
    var actor: String?
    var summary: String
    var note: String?
    var gasUsed: UInt64?
    var isAsExpected: Bool
    var failures: [FailureRecord]
    var assertions: [Assertion]
    var values: [Value]
    var proofs: [Proof]
    var remarks: [String]
    var problems: [ReasonRecord]
    var blocks: [SealedRecord]
    var transactions: [Transaction]
    var changes: StateRecord?

    struct Assertion: Encodable, Sendable {
        var expression: String
        var line: Int
        var column: Int
        var holds: Bool
        var explanation: String
    }

    struct Value: Encodable, Sendable {
        var expression: String
        var line: Int
        var column: Int
        /// Kind of the value: what a number counts, or what else it is.
        var type: String
        var text: String
        /// A number in base units, exact: digits, or numerator and denominator.
        var baseUnits: String?
    }

    struct Proof: Encodable, Sendable {
        var release: UInt64
        var byteCount: Int
        var isCached: Bool
        var delivery: String
    }

    struct SealedRecord: Encodable, Sendable {
        var rollup: String
        var number: UInt64
        var hash: String
        var gasUsed: UInt64
        var gasLimit: UInt64
        var transactionCount: Int
        var droppedCount: Int
        var anchorL1Block: UInt64
        var payloadByteCount: Int
    }

    struct Transaction: Encodable, Sendable {
        var chain: String
        var hash: String
        var from: String
        var fromName: String?
        var to: String?
        var toName: String?
        var valueWei: String
        var blockNumber: UInt64
        var index: Int
        var status: String
        var failure: String?
        var feeWei: String
        /// Blob gas and its price, of a transaction with blobs.
        var blobGas: UInt64?
        var blobFeeWei: String?
        var gas: Gas
        var executions: [Execution]
    }

    struct Gas: Encodable, Sendable {
        var limit: UInt64
        var used: UInt64
        var intrinsic: UInt64
        var calldata: UInt64
        var execution: UInt64
        var execute: UInt64
        var floorTopUp: UInt64
        var refund: UInt64
    }

    struct Execution: Encodable, Sendable {
        var inputByteCount: Int
        var outcome: String
        var gasCharge: UInt64?
        var workGas: UInt64
        var failure: String?
        var blockNumber: UInt64?
    }

    init(_ entry: TimelineEntry, _ names: AddressBook) {
        line = entry.line
        verb = entry.verb
        id = entry.id
        isHeading = entry.isHeading
        depth = entry.depth
        slot = entry.slot
        elapsedSeconds = entry.elapsed
        repetitions = entry.repetitions
        actor = entry.effect.actor
        summary = entry.effect.summary
        note = entry.note
        gasUsed = entry.gasUsed
        isAsExpected = entry.effect.problems.isEmpty
        failures = FailureRecord.list(entry.effect.outcome)
        problems = entry.effect.problems.map { ReasonRecord($0) }
        (assertions, values, proofs, remarks) = ([], [], [], [])
        blocks = entry.effect.sealed.map { SealedRecord($0.block, of: $0.rollup) }
        transactions = entry.transactions.map { Transaction($0, names) }
        changes = entry.changes.map { StateRecord($0) }
        for detail in entry.effect.details { add(detail) }
    }

    private mutating func add(_ detail: StepDetail) {
        switch detail {
        case .remark(let text):
            remarks.append(text)
        case .assertion(let record):
            assertions.append(
                Assertion(
                    expression: record.expression,
                    line: record.location.line,
                    column: record.location.column,
                    holds: record.result.holds,
                    explanation: record.result.explanation
                )
            )
        case .value(let record):
            values.append(
                Value(
                    expression: record.expression,
                    line: record.location.line,
                    column: record.location.column,
                    type: record.value.typeName,
                    text: "\(record.value)",
                    baseUnits: record.value.baseUnits
                )
            )
        case .proof(let record):
            proofs.append(
                Proof(
                    release: record.release,
                    byteCount: record.byteCount,
                    isCached: record.isCached,
                    delivery: record.delivery.rawValue
                )
            )
        case .problem:
            // Listed among the problems.
            break
        }
    }
}

extension StepRecord.SealedRecord {
    init(_ block: SealedBlock, of rollup: String) {
        self.rollup = rollup
        number = block.block.header.number
        hash = block.block.hash.hex
        gasUsed = block.block.header.gasUsed
        gasLimit = block.block.header.gasLimit
        transactionCount = block.records.count
        droppedCount = block.dropped.count
        anchorL1Block = block.anchorBlockNumber
        payloadByteCount = block.payload.encoded.count
    }
}

extension StepRecord.Transaction {
    init(_ transaction: ReportedTransaction, _ names: AddressBook) {
        chain = "\(ExpressionValue.chain(transaction.chain))"
        hash = transaction.hash.hex
        from = transaction.sender.hex
        fromName = names.on(transaction.chain).name(of: transaction.sender)
        to = transaction.recipient?.hex
        toName = transaction.recipient.flatMap { names.on(transaction.chain).name(of: $0) }
        valueWei = "\(transaction.value)"
        blockNumber = transaction.blockNumber
        index = transaction.index
        status = transaction.status.word
        failure = transaction.failure(names)
        feeWei = "\(transaction.fee)"
        blobGas = transaction.blobGas > 0 ? transaction.blobGas : nil
        blobFeeWei = transaction.blobGas > 0 ? "\(transaction.blobFee)" : nil
        gas = StepRecord.Gas(transaction.gas)
        executions = transaction.executions.map { StepRecord.Execution($0) }
    }
}

extension TransactionStatus {
    /// How it ended, in one word.
    var word: String {
        switch self {
        case .succeeded: "success"
        case .reverted: "reverted"
        case .halted: "halted"
        }
    }
}

extension StepRecord.Gas {
    init(_ gas: GasSplit) {
        limit = gas.limit
        used = gas.used
        intrinsic = gas.intrinsic
        calldata = gas.calldata
        execution = gas.execution
        execute = gas.execute
        floorTopUp = gas.floorTopUp
        refund = gas.refund
    }
}

extension StepRecord.Execution {
    init(_ run: ExecuteRun) {
        inputByteCount = run.inputByteCount
        gasCharge = run.gasCharge
        workGas = run.workGas
        failure = run.failure?.reason
        blockNumber = run.facts?.blockNumber
        outcome =
            switch run.outcome {
            case .succeeded: "valid"
            case .invalidInput: "invalid_input"
            case .outOfGas: "out_of_gas"
            case .validationFailed: "validation_failed"
            case .unproved: "unproved"
            }
    }
}

extension ExpressionValue {
    /// What kind of value it is: what a number counts, or what else it is.
    var typeName: String {
        switch self {
        case .bool: "bool"
        case .number(let quantity): quantity.dimension.rawValue
        case .text: "text"
        case .hash: "hash"
        case .word: "word"
        case .list: "list"
        case .account: "account"
        case .address: "address"
        case .record: "record"
        case .chain, .rollup, .step, .saved, .block, .events: "reference"
        }
    }

    /// A number in base units, exact: its digits, or `numerator/denominator`; nil of what is no number.
    var baseUnits: String? {
        guard case .number(let quantity) = self else { return nil }
        return quantity.value.fraction
    }
}

/// What accounts and rollups hold after a step; amounts in wei, as digits.
struct StateRecord: Encodable, Sendable {
    struct Account: Encodable, Sendable {
        var name: String
        var chain: String
        var balanceWei: String
        var nonce: UInt64
    }

    struct Rollup: Encodable, Sendable {
        var name: String
        var sequencedHead: UInt64
        var settledHead: UInt64
        var settledStateRoot: String
        var escrowWei: String
        var contractBalanceWei: String
        var circulatingWei: String
        var pendingDepositsWei: String
        var unclaimedWithdrawalsWei: String
    }

    var l1Head: UInt64
    var l1BaseFeeWei: String
    var accounts: [Account]
    var rollups: [Rollup]
    var isCut: Bool

    init(_ sample: StateSample) {
        l1Head = sample.l1Head
        l1BaseFeeWei = "\(sample.l1BaseFee)"
        isCut = sample.isCut
        accounts = sample.accounts.map { account in
            Account(
                name: account.name,
                chain: "\(ExpressionValue.chain(account.chain))",
                balanceWei: "\(account.balance)",
                nonce: account.nonce
            )
        }
        rollups = sample.rollups.map { rollup in
            Rollup(
                name: rollup.name,
                sequencedHead: rollup.sequencedHead,
                settledHead: rollup.settledHead,
                settledStateRoot: rollup.settledStateRoot.hex,
                escrowWei: "\(rollup.escrow)",
                contractBalanceWei: "\(rollup.contractBalance)",
                circulatingWei: "\(rollup.circulating)",
                pendingDepositsWei: "\(rollup.pendingDeposits)",
                unclaimedWithdrawalsWei: "\(rollup.unclaimedWithdrawals)"
            )
        }
    }
}

extension Rational {
    /// The digits of a whole number; numerator and denominator of another, with a stroke between.
    fileprivate var fraction: String { isWhole ? "\(numerator)" : "\(numerator)/\(denominator)" }
}
