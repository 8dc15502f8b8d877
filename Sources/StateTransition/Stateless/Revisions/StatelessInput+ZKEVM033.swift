import Primitives

// The serialization of zkevm@v0.3.3. Progressive and bounded types serialize alike, so the payload is read as today's
// and its bounds are checked afterwards; requests and public keys have another form.
extension StatelessInput {
    private static let zkevm033Layout = SSZLayout([nil, nil, 8, nil])

    init(decodingZKEVM033 bytes: [UInt8]) throws(StatelessInputError) {
        let parts: ZKEVM033Parts
        do throws(SSZError) {
            parts = try ZKEVM033Parts(bytes[...], layout: Self.zkevm033Layout)
        } catch {
            throw .malformed(error)
        }
        let requests: ExecutionRequests
        do throws(RequestsError) {
            requests = try ExecutionRequests(typedRequests: parts.requests)
        } catch {
            throw .requests(error)
        }
        self.init(
            newPayloadRequest: NewPayloadRequest(
                executionPayload: parts.payload,
                versionedHashes: parts.versionedHashes,
                parentBeaconBlockRoot: parts.parentBeaconBlockRoot,
                executionRequests: requests
            ),
            witness: parts.witness,
            chainId: parts.chainId,
            publicKeys: parts.publicKeys
        )
    }

    var encodedZKEVM033: [UInt8]? {
        guard newPayloadRequest.isInZKEVM033 else { return nil }
        var request = SSZContainerWriter(layout: NewPayloadRequest.layout)
        request.append(variable: newPayloadRequest.executionPayload.ssz)
        request.append(variable: newPayloadRequest.versionedHashes.flatMap { $0.bytes })
        request.append(newPayloadRequest.parentBeaconBlockRoot)
        request.append(variable: SSZ.encodeByteLists(newPayloadRequest.executionRequests.typedRequests))
        var writer = SSZContainerWriter(layout: Self.zkevm033Layout)
        writer.append(variable: request.bytes)
        writer.append(variable: witness.ssz)
        writer.append(chainId)
        writer.append(variable: SSZ.encodeByteLists(publicKeys ?? []))
        return writer.bytes
    }
}

/// What the SSZ alone tells, before the requests are sorted into kinds.
private struct ZKEVM033Parts {
    let payload: ExecutionPayload
    let versionedHashes: [Bytes32]
    let parentBeaconBlockRoot: Bytes32
    let requests: [[UInt8]]
    let witness: ExecutionWitness
    let chainId: UInt64
    let publicKeys: [[UInt8]]

    init(_ bytes: ArraySlice<UInt8>, layout: SSZLayout) throws(SSZError) {
        var reader = try SSZContainerReader(bytes, layout: layout)
        var request = try SSZContainerReader(try reader.readField(), layout: NewPayloadRequest.layout)
        payload = try ExecutionPayload(ssz: try request.readField(), schema: .amsterdam)
        try payload.checkZKEVM033Limits()
        versionedHashes = try SSZ.decodeList(
            try request.readField(),
            elementByteCount: 32,
            limit: ZKEVM033Limits.versionedHashCount
        ) { (element) throws(SSZError) in
            guard let hash = Bytes32(element) else { throw .wrongLength(expected: 32, got: element.count) }
            return hash
        }
        parentBeaconBlockRoot = try request.readBytes32()
        requests = try SSZ.decodeByteLists(
            try request.readField(),
            limit: ZKEVM033Limits.requestCount,
            elementLimit: ZKEVM033Limits.requestByteCount
        )
        witness = try ExecutionWitness(zkevm033: try reader.readField())
        // The chain configuration is a container of this one field, which is why it has no offset.
        chainId = try reader.readUInt64()
        publicKeys = try SSZ.decodeByteLists(
            try reader.readField(),
            limit: ZKEVM033Limits.publicKeyCount,
            elementLimit: InputLimits.publicKeyByteCount
        )
    }
}

extension ExecutionPayload {
    fileprivate func checkZKEVM033Limits() throws(SSZError) {
        try check(transactions.count, atMost: ZKEVM033Limits.transactionCount)
        try check(withdrawals.count, atMost: ZKEVM033Limits.withdrawalCount)
        for transaction in transactions where transaction.count > ZKEVM033Limits.transactionByteCount {
            throw .tooManyBytes(limit: ZKEVM033Limits.transactionByteCount, got: transaction.count)
        }
        let accessListByteCount = amsterdam?.blockAccessList.count ?? 0
        guard accessListByteCount <= ZKEVM033Limits.blockAccessListByteCount else {
            throw .tooManyBytes(limit: ZKEVM033Limits.blockAccessListByteCount, got: accessListByteCount)
        }
    }

    private func check(_ count: Int, atMost limit: Int) throws(SSZError) {
        guard count <= limit else { throw .tooManyElements(limit: limit, got: count) }
    }
}

extension ExecutionWitness {
    fileprivate init(zkevm033 bytes: ArraySlice<UInt8>) throws(SSZError) {
        var reader = try SSZContainerReader(bytes, layout: SSZLayout([nil, nil, nil]))
        let state = try SSZ.decodeByteLists(
            try reader.readField(),
            limit: ZKEVM033Limits.nodeCount,
            elementLimit: ZKEVM033Limits.nodeByteCount
        )
        let codes = try SSZ.decodeByteLists(
            try reader.readField(),
            limit: ZKEVM033Limits.codeCount,
            elementLimit: ZKEVM033Limits.codeByteCount
        )
        let headers = try SSZ.decodeByteLists(
            try reader.readField(),
            limit: InputLimits.headerCount,
            elementLimit: InputLimits.headerByteCount
        )
        self.init(state: state, codes: codes, headers: headers)
    }
}
