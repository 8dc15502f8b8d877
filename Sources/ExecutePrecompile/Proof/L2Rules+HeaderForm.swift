import Primitives
import StateTransition

extension L2Rules {
    /// Checks what a request's header form shows.
    ///
    /// The transactions are behind a root. That none carries blobs follows from the blob gas, which is proved; the
    /// other types of Osaka are allowed all or not at all, so a chain that forbids one of them cannot take proofs.
    ///
    /// - Throws: The first `L2RuleViolation`.
    func check(_ request: NewPayloadRequestHeader) throws(L2RuleViolation) {
        let payload = request.executionPayload
        guard payload.fields.blobGasUsed == 0 else { throw .blobGasUsed(payload.fields.blobGasUsed) }
        guard payload.fields.excessBlobGas == 0 else { throw .excessBlobGas(payload.fields.excessBlobGas) }
        guard payload.withdrawalsRoot == Self.emptyListRoot else { throw .hiddenWithdrawals }
        guard request.versionedHashes.isEmpty else { throw .versionedHashes(count: request.versionedHashes.count) }
        if requestsPolicy == .mustBeEmpty, request.executionRequestsRoot != Self.emptyRequestsRoot {
            throw .hiddenRequests
        }
        for type in Self.provableTransactionTypes where !allowedTransactionTypes.contains(type) {
            throw .hiddenTransactionType(type)
        }
    }

    /// Types that a proved block without blobs may hold.
    private static let provableTransactionTypes: [UInt8] = [0, 1, 2, 4]
    private static let emptyListRoot = SSZ.progressiveListRoot([])
    private static let emptyRequestsRoot = ExecutionRequests().root(.osaka)
}
