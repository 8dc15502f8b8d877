public import Primitives

/// Everything that validation without a state database needs (EIP-8025, `StatelessInput`).
public struct StatelessInput: Sendable {
    /// What is validated.
    public var newPayloadRequest: NewPayloadRequest
    /// Trie nodes, codes and ancestor headers that execution reads.
    public var witness: ExecutionWitness
    /// Chain whose transactions the block may hold (EIP-155).
    public var chainId: UInt64
    /// Key of each transaction's signer in order, 65 bytes: 0x04, x, y.
    ///
    /// Nil in the newest layout, which has none.
    public var publicKeys: [[UInt8]]?

    /// An input of the newest layout, or of the older one where there are keys; nothing is checked, and keys are
    /// claims.
    public init(
        newPayloadRequest: NewPayloadRequest,
        witness: ExecutionWitness,
        chainId: UInt64,
        publicKeys: [[UInt8]]? = nil
    ) {
        self.newPayloadRequest = newPayloadRequest
        self.witness = witness
        self.chainId = chainId
        self.publicKeys = publicKeys
    }

    /// Schema of the input's types.
    public var schema: InputSchema { newPayloadRequest.executionPayload.schema }

    /// The newest layout: a fixed part of 16 bytes.
    private static let layout = SSZLayout([nil, nil, 8])
    /// The layout with public keys behind the chain id: a fixed part of 20 bytes.
    private static let layoutWithKeys = SSZLayout([nil, nil, 8, nil])

    /// Reads EXECUTE's input: two bytes of schema, big-endian, then SSZ in either layout.
    ///
    /// Both layouts have the same schema id. What tells them apart is the first offset, which is the size of the fixed
    /// part (docs/decisions/0039-inputs-and-hints.md).
    ///
    /// - Parameter bytes: Hostile bytes; every offset, bound and flag is checked and nothing may follow.
    /// - Throws: `StatelessInputError`.
    public init(decoding bytes: [UInt8]) throws(StatelessInputError) {
        guard bytes.count >= 2 else { throw .missingSchema }
        let schemaId = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
        guard let schema = InputSchema(rawValue: schemaId) else { throw .unknownSchema(schemaId) }
        do throws(SSZError) {
            try self.init(ssz: bytes[2...], schema: schema)
        } catch {
            throw .malformed(error)
        }
    }

    private init(ssz bytes: ArraySlice<UInt8>, schema: InputSchema) throws(SSZError) {
        let hasKeys = SSZ.firstOffset(of: bytes) == Self.layoutWithKeys.fixedByteCount
        var reader = try SSZContainerReader(bytes, layout: hasKeys ? Self.layoutWithKeys : Self.layout)
        newPayloadRequest = try NewPayloadRequest(ssz: try reader.readField(), schema: schema)
        witness = try ExecutionWitness(ssz: try reader.readField())
        chainId = try reader.readUInt64()
        guard hasKeys else { return }
        publicKeys = try SSZ.decodeList(
            try reader.readField(),
            elementByteCount: InputLimits.publicKeyByteCount
        ) { (element) throws(SSZError) in [UInt8](copying: element) }
    }

    /// EXECUTE's input, in the newest layout unless there are keys.
    public var encoded: [UInt8] {
        var writer = SSZContainerWriter(layout: publicKeys == nil ? Self.layout : Self.layoutWithKeys)
        writer.append(variable: newPayloadRequest.ssz)
        writer.append(variable: witness.ssz)
        writer.append(chainId)
        if let publicKeys { writer.append(variable: Array(publicKeys.joined())) }
        return InputSchema.bytes(of: schema.rawValue) + writer.bytes
    }
}

/// Why bytes are not an input of EXECUTE.
public enum StatelessInputError: Error, Equatable, Sendable {
    /// Fewer than two bytes.
    case missingSchema
    /// The first two bytes name no schema.
    case unknownSchema(UInt16)
    /// What follows is not the serialization of the schema's type.
    case malformed(SSZError)
    /// The requests, byte strings in the revision's type, are not in the form of EIP-7685.
    case requests(RequestsError)
}

extension ExecutionWitness {
    private static let sszLayout = SSZLayout([nil, nil, nil])

    init(ssz bytes: ArraySlice<UInt8>) throws(SSZError) {
        var reader = try SSZContainerReader(bytes, layout: Self.sszLayout)
        let state = try SSZ.decodeByteLists(try reader.readField(), elementLimit: InputLimits.nodeByteCount)
        let codes = try SSZ.decodeByteLists(try reader.readField(), elementLimit: InputLimits.codeByteCount)
        let headers = try SSZ.decodeByteLists(
            try reader.readField(),
            limit: InputLimits.headerCount,
            elementLimit: InputLimits.headerByteCount
        )
        self.init(state: state, codes: codes, headers: headers)
    }

    var ssz: [UInt8] {
        var writer = SSZContainerWriter(layout: Self.sszLayout)
        writer.append(variable: SSZ.encodeByteLists(state))
        writer.append(variable: SSZ.encodeByteLists(codes))
        writer.append(variable: SSZ.encodeByteLists(headers))
        return writer.bytes
    }
}
