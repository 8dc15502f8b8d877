public import Primitives
public import StateTransition

/// EXECUTE's input in proof mode: the request's header form and the keys under which it is proved. `[SIM]`
///
/// Schema and SSZ, as of `StatelessInput`: `0x12f1 || {new_payload_request_header, verification_keys, chain_id}`. The
/// header form has the full form's root, and its fields stand where the full form's do up to the first list, so that
/// one contract reads both (docs/decisions/0043-proofs-beside-the-block.md).
public struct ProofInput: Hashable, Sendable {
    /// The two bytes that open the input.
    public static let schemaId: UInt16 = 0x12f1
    /// Most keys that an input may name.
    public static let keyLimit = 8

    /// What is proved valid, its lists replaced by their roots.
    public var request: NewPayloadRequestHeader
    /// Hashes of verification keys, each of which a proof of the transaction must have been made for.
    public var verificationKeyHashes: [Bytes32]
    /// Chain whose transactions the block may hold.
    public var chainId: UInt64

    /// Names a statement and the keys that it is proved under.
    public init(request: NewPayloadRequestHeader, verificationKeyHashes: [Bytes32], chainId: UInt64) {
        self.request = request
        self.verificationKeyHashes = verificationKeyHashes
        self.chainId = chainId
    }

    /// What the guest puts out for a valid block: the public values of its proof.
    ///
    /// - Parameter form: Merkleization of the request's root; a proof's is `RootForm.executionSpecs`.
    /// - Returns: The 43 bytes' content, with the schema of re-execution, so that both modes answer alike.
    public func result(_ form: RootForm) -> StatelessValidationResult {
        StatelessValidationResult(
            newPayloadRequestRoot: request.root(form),
            successfulValidation: true,
            chainId: chainId,
            schemaId: InputSchema.osaka.rawValue
        )
    }

    /// The statement that a transaction must depend on: the root of the 43 bytes that the guest puts out.
    public var publicInputRoot: Bytes32 { result(.executionSpecs).root(.executionSpecs) }
}

extension ProofInput {
    private static let layout = SSZLayout([nil, nil, 8])
    private static let requestLayout = SSZLayout([nil, nil, 32, 32])
    private static let payloadLayout = SSZLayout([32, 20, 32, 32, 256, 32, 8, 8, 8, 8, nil, 32, 32, 32, 32, 8, 8])

    /// Reads EXECUTE's input.
    ///
    /// - Parameter bytes: Hostile bytes; every offset, bound and length is checked and nothing may follow.
    /// - Throws: `StatelessInputError`.
    public init(decoding bytes: [UInt8]) throws(StatelessInputError) {
        guard bytes.count >= 2 else { throw .missingSchema }
        let schemaId = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
        guard schemaId == Self.schemaId else { throw .unknownSchema(schemaId) }
        do throws(SSZError) {
            try self.init(ssz: bytes[2...])
        } catch {
            throw .malformed(error)
        }
    }

    private init(ssz bytes: ArraySlice<UInt8>) throws(SSZError) {
        var reader = try SSZContainerReader(bytes, layout: Self.layout)
        request = try Self.request(ssz: try reader.readField())
        verificationKeyHashes = try Self.hashes(ssz: try reader.readField())
        chainId = try reader.readUInt64()
        guard verificationKeyHashes.count <= Self.keyLimit else {
            throw .tooManyElements(limit: Self.keyLimit, got: verificationKeyHashes.count)
        }
    }

    private static func request(ssz bytes: ArraySlice<UInt8>) throws(SSZError) -> NewPayloadRequestHeader {
        var reader = try SSZContainerReader(bytes, layout: requestLayout)
        return NewPayloadRequestHeader(
            executionPayload: try payload(ssz: try reader.readField()),
            versionedHashes: try hashes(ssz: try reader.readField()),
            parentBeaconBlockRoot: try reader.readBytes32(),
            executionRequestsRoot: try reader.readBytes32()
        )
    }

    private static func hashes(ssz bytes: ArraySlice<UInt8>) throws(SSZError) -> [Bytes32] {
        try SSZ.decodeList(bytes, elementByteCount: 32) { (element) throws(SSZError) in
            guard let hash = Bytes32(element) else { throw .wrongLength(expected: 32, got: element.count) }
            return hash
        }
    }

    private static func payload(ssz bytes: ArraySlice<UInt8>) throws(SSZError) -> ExecutionPayloadHeader {
        var reader = try SSZContainerReader(bytes, layout: payloadLayout)
        let parentHash = try reader.readBytes32()
        let feeRecipient = try reader.readAddress()
        let stateRoot = try reader.readBytes32()
        let receiptsRoot = try reader.readBytes32()
        let bloomBytes = try reader.readField()
        guard let logsBloom = LogsBloom(bloomBytes) else { throw .wrongLength(expected: 256, got: bloomBytes.count) }
        let prevRandao = try reader.readBytes32()
        let blockNumber = try reader.readUInt64()
        let gasLimit = try reader.readUInt64()
        let gasUsed = try reader.readUInt64()
        let timestamp = try reader.readUInt64()
        let extraData = try reader.readByteList(limit: InputLimits.extraDataByteCount)
        let baseFeePerGas = try reader.readUInt256()
        let blockHash = try reader.readBytes32()
        let transactionsRoot = try reader.readBytes32()
        let withdrawalsRoot = try reader.readBytes32()
        let blobGasUsed = try reader.readUInt64()
        return ExecutionPayloadHeader(
            fields: ExecutionPayloadFields(
                parentHash: parentHash,
                feeRecipient: feeRecipient,
                stateRoot: stateRoot,
                receiptsRoot: receiptsRoot,
                logsBloom: logsBloom,
                prevRandao: prevRandao,
                blockNumber: blockNumber,
                gasLimit: gasLimit,
                gasUsed: gasUsed,
                timestamp: timestamp,
                extraData: extraData,
                baseFeePerGas: baseFeePerGas,
                blockHash: blockHash,
                blobGasUsed: blobGasUsed,
                excessBlobGas: try reader.readUInt64()
            ),
            transactionsRoot: transactionsRoot,
            withdrawalsRoot: withdrawalsRoot
        )
    }

    /// EXECUTE's input.
    public var encoded: [UInt8] {
        var writer = SSZContainerWriter(layout: Self.layout)
        writer.append(variable: requestSSZ)
        writer.append(variable: verificationKeyHashes.flatMap(\.bytes))
        writer.append(chainId)
        return [UInt8(Self.schemaId >> 8), UInt8(Self.schemaId & 0xff)] + writer.bytes
    }

    private var requestSSZ: [UInt8] {
        var writer = SSZContainerWriter(layout: Self.requestLayout)
        writer.append(variable: payloadSSZ)
        writer.append(variable: request.versionedHashes.flatMap(\.bytes))
        writer.append(request.parentBeaconBlockRoot)
        writer.append(request.executionRequestsRoot)
        return writer.bytes
    }

    private var payloadSSZ: [UInt8] {
        let payload = request.executionPayload
        let fields = payload.fields
        var writer = SSZContainerWriter(layout: Self.payloadLayout)
        writer.append(fields.parentHash)
        writer.append(fields.feeRecipient)
        writer.append(fields.stateRoot)
        writer.append(fields.receiptsRoot)
        writer.append(fixed: fields.logsBloom.bytes)
        writer.append(fields.prevRandao)
        writer.append(fields.blockNumber)
        writer.append(fields.gasLimit)
        writer.append(fields.gasUsed)
        writer.append(fields.timestamp)
        writer.append(variable: fields.extraData)
        writer.append(fields.baseFeePerGas)
        writer.append(fields.blockHash)
        writer.append(payload.transactionsRoot)
        writer.append(payload.withdrawalsRoot)
        writer.append(fields.blobGasUsed)
        writer.append(fields.excessBlobGas)
        return writer.bytes
    }
}
