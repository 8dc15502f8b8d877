import Primitives
import StateTransition

extension ProofInput {
    private static let layout = SSZLayout([nil, nil, 8, nil])
    private static let requestLayout = SSZLayout([nil, nil, 32, 32])
    private static let payloadLayout = SSZLayout(ExecutionPayloadFields.lengths(ofLists: 32))
    private static let bodyLayout = SSZLayout([nil, nil])

    /// Reads EXECUTE's input.
    ///
    /// - Parameter bytes: Hostile bytes; every offset, bound and length is checked and nothing may follow.
    /// - Throws: `ProofInputError`.
    public init(decoding bytes: [UInt8]) throws(ProofInputError) {
        guard bytes.count >= 2 else { throw .undecodable(.missingSchema) }
        let schemaId = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
        guard schemaId == Self.schemaId else { throw .undecodable(.unknownSchema(schemaId)) }
        let header: NewPayloadRequestHeader
        do throws(SSZError) {
            var reader = try SSZContainerReader(bytes[2...], layout: Self.layout)
            header = try Self.header(ssz: try reader.readField())
            verificationKeyHashes = try Self.hashes(ssz: try reader.readField())
            chainId = try reader.readUInt64()
            guard verificationKeyHashes.count <= Self.keyLimit else {
                throw .tooManyElements(limit: Self.keyLimit, got: verificationKeyHashes.count)
            }
            request = try Self.request(of: header, bodySSZ: try reader.readField())
        } catch {
            throw .undecodable(.malformed(error))
        }
        try checkBody(against: header)
    }

    /// Checks that the lists are those that the header form stands for.
    private func checkBody(against header: NewPayloadRequestHeader) throws(ProofInputError) {
        let rebuilt = request.header
        let (named, got) = (header.executionPayload, rebuilt.executionPayload)
        guard named.withdrawalsRoot == got.withdrawalsRoot else { throw .withdrawals(root: named.withdrawalsRoot) }
        guard named.transactionsRoot == got.transactionsRoot else {
            throw .wrongTransactionsRoot(expected: named.transactionsRoot, got: got.transactionsRoot)
        }
        guard header.executionRequestsRoot == rebuilt.executionRequestsRoot else {
            throw .wrongRequestsRoot(expected: header.executionRequestsRoot, got: rebuilt.executionRequestsRoot)
        }
    }

    private static func request(
        of header: NewPayloadRequestHeader,
        bodySSZ bytes: ArraySlice<UInt8>
    ) throws(SSZError) -> NewPayloadRequest {
        var reader = try SSZContainerReader(bytes, layout: bodyLayout)
        let transactions = try SSZ.decodeByteLists(try reader.readField())
        return NewPayloadRequest(
            executionPayload: ExecutionPayload(
                fields: header.executionPayload.fields,
                transactions: transactions,
                withdrawals: []
            ),
            versionedHashes: header.versionedHashes,
            parentBeaconBlockRoot: header.parentBeaconBlockRoot,
            executionRequests: try ExecutionRequests(ssz: try reader.readField(), schema: .osaka)
        )
    }

    static func header(ssz bytes: ArraySlice<UInt8>) throws(SSZError) -> NewPayloadRequestHeader {
        var reader = try SSZContainerReader(bytes, layout: requestLayout)
        return NewPayloadRequestHeader(
            executionPayload: try payload(ssz: try reader.readField()),
            versionedHashes: try hashes(ssz: try reader.readField()),
            parentBeaconBlockRoot: try reader.readBytes32(),
            executionRequestsRoot: try reader.readBytes32()
        )
    }

    static func hashes(ssz bytes: ArraySlice<UInt8>) throws(SSZError) -> [Bytes32] {
        try SSZ.decodeList(bytes, elementByteCount: 32) { (element) throws(SSZError) in
            guard let hash = Bytes32(element) else { throw .wrongLength(expected: 32, got: element.count) }
            return hash
        }
    }

    private static func payload(ssz bytes: ArraySlice<UInt8>) throws(SSZError) -> ExecutionPayloadHeader {
        var reader = try SSZContainerReader(bytes, layout: payloadLayout)
        let (fields, roots) = try ExecutionPayloadFields.read(from: &reader) { (reader) throws(SSZError) in
            let transactionsRoot = try reader.readBytes32()
            return (transactionsRoot, try reader.readBytes32())
        }
        return ExecutionPayloadHeader(fields: fields, transactionsRoot: roots.0, withdrawalsRoot: roots.1)
    }

    /// EXECUTE's input.
    public var encoded: [UInt8] {
        let header = request.header
        var body = SSZContainerWriter(layout: Self.bodyLayout)
        body.append(variable: SSZ.encodeByteLists(request.executionPayload.transactions))
        body.append(variable: request.executionRequests.ssz(.osaka))
        var writer = SSZContainerWriter(layout: Self.layout)
        writer.append(variable: Self.ssz(header))
        writer.append(variable: verificationKeyHashes.flatMap(\.bytes))
        writer.append(chainId)
        writer.append(variable: body.bytes)
        return InputSchema.bytes(of: Self.schemaId) + writer.bytes
    }

    static func ssz(_ request: NewPayloadRequestHeader) -> [UInt8] {
        var writer = SSZContainerWriter(layout: requestLayout)
        writer.append(variable: ssz(request.executionPayload))
        writer.append(variable: request.versionedHashes.flatMap(\.bytes))
        writer.append(request.parentBeaconBlockRoot)
        writer.append(request.executionRequestsRoot)
        return writer.bytes
    }

    private static func ssz(_ payload: ExecutionPayloadHeader) -> [UInt8] {
        var writer = SSZContainerWriter(layout: payloadLayout)
        payload.fields.write(to: &writer) { writer in
            writer.append(payload.transactionsRoot)
            writer.append(payload.withdrawalsRoot)
        }
        return writer.bytes
    }
}
