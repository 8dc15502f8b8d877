import Primitives
import StateTransition

extension BlobProofInput {
    private static let layout = SSZLayout([nil, nil, 8, nil])

    /// Reads EXECUTE's input.
    ///
    /// - Parameter bytes: Hostile bytes; every offset, bound and length is checked and nothing may follow.
    /// - Throws: `ProofInputError`.
    public init(decoding bytes: [UInt8]) throws(ProofInputError) {
        guard bytes.count >= 2 else { throw .undecodable(.missingSchema) }
        let schemaId = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
        guard schemaId == Self.schemaId else { throw .undecodable(.unknownSchema(schemaId)) }
        do throws(SSZError) {
            var reader = try SSZContainerReader(bytes[2...], layout: Self.layout)
            header = try ProofInput.header(ssz: try reader.readField())
            verificationKeyHashes = try ProofInput.hashes(ssz: try reader.readField())
            chainId = try reader.readUInt64()
            guard verificationKeyHashes.count <= ProofInput.keyLimit else {
                throw .tooManyElements(limit: ProofInput.keyLimit, got: verificationKeyHashes.count)
            }
            executionRequests = try ExecutionRequests(ssz: try reader.readField(), schema: .osaka)
        } catch {
            throw .undecodable(.malformed(error))
        }
        guard !header.versionedHashes.isEmpty else { throw .noBlobs }
        let withdrawals = header.executionPayload.withdrawalsRoot
        guard withdrawals == SSZ.progressiveListRoot([]) else { throw .withdrawals(root: withdrawals) }
        let requests = executionRequests.root(.osaka)
        guard header.executionRequestsRoot == requests else {
            throw .wrongRequestsRoot(expected: header.executionRequestsRoot, got: requests)
        }
    }

    /// EXECUTE's input.
    public var encoded: [UInt8] {
        var writer = SSZContainerWriter(layout: Self.layout)
        writer.append(variable: ProofInput.ssz(header))
        writer.append(variable: verificationKeyHashes.flatMap(\.bytes))
        writer.append(chainId)
        writer.append(variable: executionRequests.ssz(.osaka))
        return InputSchema.bytes(of: Self.schemaId) + writer.bytes
    }
}
