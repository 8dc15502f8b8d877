public import Primitives

/// What is validated, and what the result's root commits to (EIP-8025, `NewPayloadRequest`).
public struct NewPayloadRequest: Hashable, Sendable {
    /// The block.
    public var executionPayload: ExecutionPayload
    /// Versioned hashes of the blobs that the block's transactions carry, in order.
    public var versionedHashes: [Bytes32]
    /// Value that EIP-4788 stores on chain; a native rollup's anchor to L1.
    public var parentBeaconBlockRoot: Bytes32
    /// Requests that the block's execution must produce.
    public var executionRequests: ExecutionRequests

    /// Takes the request as claimed; `StatelessInput.validate` checks it.
    public init(
        executionPayload: ExecutionPayload,
        versionedHashes: [Bytes32],
        parentBeaconBlockRoot: Bytes32,
        executionRequests: ExecutionRequests
    ) {
        self.executionPayload = executionPayload
        self.versionedHashes = versionedHashes
        self.parentBeaconBlockRoot = parentBeaconBlockRoot
        self.executionRequests = executionRequests
    }

    /// Header form, whose root equals the request's.
    public var header: NewPayloadRequestHeader {
        NewPayloadRequestHeader(
            executionPayload: executionPayload.header,
            versionedHashes: versionedHashes,
            parentBeaconBlockRoot: parentBeaconBlockRoot,
            executionRequestsRoot: executionRequests.root(executionPayload.schema)
        )
    }

    /// Hash tree root.
    public func root(_ form: RootForm) -> Bytes32 { header.root(form) }
}

/// Header form of a request: payload lists and requests replaced by their roots, so that its root is unchanged.
public struct NewPayloadRequestHeader: Hashable, Sendable {
    /// The payload without its lists.
    public var executionPayload: ExecutionPayloadHeader
    /// Versioned hashes of the blobs, in order.
    public var versionedHashes: [Bytes32]
    /// Value that EIP-4788 stores on chain.
    public var parentBeaconBlockRoot: Bytes32
    /// Hash tree root of the requests; not the header's `requests_hash`.
    public var executionRequestsRoot: Bytes32

    /// Takes roots as claimed; the request they stand for is not at hand.
    public init(
        executionPayload: ExecutionPayloadHeader,
        versionedHashes: [Bytes32],
        parentBeaconBlockRoot: Bytes32,
        executionRequestsRoot: Bytes32
    ) {
        self.executionPayload = executionPayload
        self.versionedHashes = versionedHashes
        self.parentBeaconBlockRoot = parentBeaconBlockRoot
        self.executionRequestsRoot = executionRequestsRoot
    }

    /// Hash tree root: `new_payload_request_root` of the result.
    public func root(_ form: RootForm) -> Bytes32 {
        form.containerRoot([
            executionPayload.root,
            form.versionedHashesRoot(versionedHashes),
            parentBeaconBlockRoot,
            executionRequestsRoot,
        ])
    }
}

extension NewPayloadRequest {
    static let layout = SSZLayout([nil, nil, 32, nil])

    init(ssz bytes: ArraySlice<UInt8>, schema: InputSchema) throws(SSZError) {
        var reader = try SSZContainerReader(bytes, layout: Self.layout)
        executionPayload = try ExecutionPayload(ssz: try reader.readField(), schema: schema)
        versionedHashes = try SSZ.decodeList(try reader.readField(), elementByteCount: 32) {
            (element) throws(SSZError) in
            guard let hash = Bytes32(element) else { throw .wrongLength(expected: 32, got: element.count) }
            return hash
        }
        parentBeaconBlockRoot = try reader.readBytes32()
        executionRequests = try ExecutionRequests(ssz: try reader.readField(), schema: schema)
    }

    /// Serialization.
    var ssz: [UInt8] {
        var writer = SSZContainerWriter(layout: Self.layout)
        writer.append(variable: executionPayload.ssz)
        writer.append(variable: versionedHashes.flatMap { $0.bytes })
        writer.append(parentBeaconBlockRoot)
        writer.append(variable: executionRequests.ssz(executionPayload.schema))
        return writer.bytes
    }
}
