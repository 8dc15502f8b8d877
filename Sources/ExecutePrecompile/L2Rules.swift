public import StateTransition

/// What EXECUTE does with requests that an L2 block makes of the consensus layer.
public enum RequestsPolicy: String, Sendable, CaseIterable {
    /// Any requests, bound by the result's root: nobody can halt the chain by forcing a request. The default.
    case acceptAny
    /// None, else the input is invalid.
    case mustBeEmpty
}

/// What an L2 block may not contain, checked before any gas is charged, in time linear in the number of transactions.
///
/// An L2 has no beacon chain and no blobs: withdrawals would mint ether for the operator, and blob fields would name
/// data that nobody publishes.
public struct L2Rules: Hashable, Sendable {
    /// Treatment of execution requests.
    public var requestsPolicy: RequestsPolicy
    /// EIP-2718 types that a block may hold, 0 being the untyped form.
    ///
    /// By default 0, 1, 2 and 4: blob (3), frame (6) and privileged (0x7e) transactions are out.
    public var allowedTransactionTypes: [UInt8]
    /// Whether a request may hold withdrawals (EIP-4895), with which whoever makes the block mints ether: never but to
    /// show that.
    public var allowsUnsafeWithdrawals: Bool

    /// Default rules of a native rollup.
    public init(
        requestsPolicy: RequestsPolicy = .acceptAny,
        allowedTransactionTypes: [UInt8] = [0, 1, 2, 4],
        allowsUnsafeWithdrawals: Bool = false
    ) {
        self.requestsPolicy = requestsPolicy
        self.allowedTransactionTypes = allowedTransactionTypes
        self.allowsUnsafeWithdrawals = allowsUnsafeWithdrawals
    }

    /// Checks a request.
    ///
    /// - Throws: The first `L2RuleViolation`.
    public func check(_ request: NewPayloadRequest) throws(L2RuleViolation) {
        let payload = request.executionPayload
        try check(blobFields: payload.fields)
        guard allowsUnsafeWithdrawals || payload.withdrawals.isEmpty else {
            throw .withdrawals(count: payload.withdrawals.count)
        }
        guard request.versionedHashes.isEmpty else { throw .versionedHashes(count: request.versionedHashes.count) }
        try check(requestCount: request.executionRequests.count)
        try check(transactions: payload.transactions)
    }

    /// Checks what the header form of a request tells, whose versioned hashes are those of the blobs that hold its
    /// transactions.
    ///
    /// - Throws: The first `L2RuleViolation`.
    func check(fields: ExecutionPayloadFields, requestCount: Int) throws(L2RuleViolation) {
        try check(blobFields: fields)
        try check(requestCount: requestCount)
    }

    private func check(blobFields fields: ExecutionPayloadFields) throws(L2RuleViolation) {
        guard fields.blobGasUsed == 0 else { throw .blobGasUsed(fields.blobGasUsed) }
        guard fields.excessBlobGas == 0 else { throw .excessBlobGas(fields.excessBlobGas) }
    }

    private func check(requestCount count: Int) throws(L2RuleViolation) {
        if requestsPolicy == .mustBeEmpty, count > 0 { throw .requests(count: count) }
    }

    /// Checks the encoded transactions of a block, which say by their first bytes of which type they are.
    ///
    /// - Throws: `L2RuleViolation.emptyTransaction`, `.transactionType`.
    public func check(transactions: [[UInt8]]) throws(L2RuleViolation) {
        for (index, transaction) in transactions.enumerated() {
            guard let first = transaction.first else { throw .emptyTransaction(index: index) }
            let type = first >= 0xc0 ? 0 : first
            // The untyped form opens with an RLP list, so a first byte of 0 is a typed transaction that nobody defined.
            guard first != 0, allowedTransactionTypes.contains(type) else {
                throw .transactionType(index: index, firstByte: first)
            }
        }
    }
}

/// Which rule an L2 block breaks.
public enum L2RuleViolation: Error, Equatable, Sendable {
    /// `blob_gas_used` is not 0.
    case blobGasUsed(UInt64)
    /// `excess_blob_gas` is not 0.
    case excessBlobGas(UInt64)
    /// There are withdrawals.
    case withdrawals(count: Int)
    /// There are blob versioned hashes.
    case versionedHashes(count: Int)
    /// There are requests, under `RequestsPolicy.mustBeEmpty`.
    case requests(count: Int)
    /// A transaction has no bytes.
    case emptyTransaction(index: Int)
    /// A transaction opens with a byte of a type that is not allowed.
    case transactionType(index: Int, firstByte: UInt8)
}
