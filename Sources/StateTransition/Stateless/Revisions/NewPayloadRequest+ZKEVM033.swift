import Primitives

// The hash tree of zkevm@v0.3.3: plain containers, and lists whose bounds decide the depth of their trees.
extension NewPayloadRequest {
    /// True when zkevm@v0.3.3 has a type for the request.
    var isInZKEVM033: Bool {
        executionPayload.schema == .amsterdam && executionRequests.builderDeposits.isEmpty
            && executionRequests.builderExits.isEmpty
    }

    var rootZKEVM033: Bytes32? {
        guard isInZKEVM033, let payloadRoot = executionPayload.rootZKEVM033 else { return nil }
        return SSZ.containerRoot([
            payloadRoot,
            SSZ.listRoot(versionedHashes, limit: ZKEVM033Limits.versionedHashCount),
            parentBeaconBlockRoot,
            SSZ.listRoot(
                executionRequests.typedRequests.map {
                    SSZ.byteListRoot($0, limit: ZKEVM033Limits.requestByteCount)
                },
                limit: ZKEVM033Limits.requestCount
            ),
        ])
    }
}

extension ExecutionPayload {
    /// Root of the plain container of 19 fields, nil without Amsterdam's.
    fileprivate var rootZKEVM033: Bytes32? {
        guard let amsterdam else { return nil }
        let transactionsRoot = SSZ.listRoot(
            transactions.map { SSZ.byteListRoot($0, limit: ZKEVM033Limits.transactionByteCount) },
            limit: ZKEVM033Limits.transactionCount
        )
        let withdrawalsRoot = SSZ.listRoot(withdrawals.map { $0.sszRoot }, limit: ZKEVM033Limits.withdrawalCount)
        let accessListRoot = SSZ.byteListRoot(
            amsterdam.blockAccessList,
            limit: ZKEVM033Limits.blockAccessListByteCount
        )
        let summary = ExecutionPayloadHeader(
            fields: fields,
            transactionsRoot: transactionsRoot,
            withdrawalsRoot: withdrawalsRoot,
            amsterdam: AmsterdamPayloadHeaderFields(
                blockAccessListRoot: accessListRoot,
                slotNumber: amsterdam.slotNumber
            )
        )
        return SSZ.containerRoot(summary.fieldRoots)
    }
}
