public import Primitives

/// What EXECUTE returns and what a proof attests (EIP-8025, `StatelessValidationResult`).
public struct StatelessValidationResult: Hashable, Sendable {
    /// Bytes of the serialization.
    public static let byteCount = 43

    /// Hash tree root of the validated request.
    public var newPayloadRequestRoot: Bytes32
    /// Whether the block is valid.
    public var successfulValidation: Bool
    /// Chain that was assumed.
    public var chainId: UInt64
    /// Schema whose rules were applied.
    public var schemaId: UInt16

    /// States a verdict; `StatelessInput.result(root:isValid:)` does so for an input.
    public init(newPayloadRequestRoot: Bytes32, successfulValidation: Bool, chainId: UInt64, schemaId: UInt16) {
        self.newPayloadRequestRoot = newPayloadRequestRoot
        self.successfulValidation = successfulValidation
        self.chainId = chainId
        self.schemaId = schemaId
    }

    private static let layout = SSZLayout([32, 1, 8, 2])

    /// Reads the 43 bytes.
    ///
    /// - Throws: `SSZError` on another length or a flag that is neither 0 nor 1.
    public init(decoding bytes: [UInt8]) throws(SSZError) {
        var reader = try SSZContainerReader(bytes[...], layout: Self.layout)
        newPayloadRequestRoot = try reader.readBytes32()
        successfulValidation = try reader.readBoolean()
        chainId = try reader.readUInt64()
        schemaId = try reader.readUInt16()
    }

    /// The 43 bytes.
    public var encoded: [UInt8] {
        var writer = SSZContainerWriter(layout: Self.layout)
        writer.append(newPayloadRequestRoot)
        writer.append(successfulValidation)
        writer.append(chainId)
        writer.append(schemaId)
        return writer.bytes
    }

    /// Hash tree root: `public_input_root`, the statement of a proof.
    public func root(_ form: RootForm) -> Bytes32 {
        form.containerRoot([
            newPayloadRequestRoot,
            SSZ.chunk(successfulValidation),
            SSZ.chunk(chainId),
            SSZ.chunk(UInt64(schemaId)),
        ])
    }
}
