public import Primitives

/// Result of stateless validation as zkevm@v0.3.3 publishes it: without the schema that today's ends with.
public struct ZKEVM033Result: Hashable, Sendable {
    /// Bytes of the serialization.
    public static let byteCount = 41

    /// Hash tree root of the validated request, in that revision's form.
    public var newPayloadRequestRoot: Bytes32
    /// Whether the block is valid.
    public var successfulValidation: Bool
    /// Chain that was assumed.
    public var chainId: UInt64

    /// States a verdict in that revision's form.
    public init(newPayloadRequestRoot: Bytes32, successfulValidation: Bool, chainId: UInt64) {
        self.newPayloadRequestRoot = newPayloadRequestRoot
        self.successfulValidation = successfulValidation
        self.chainId = chainId
    }

    private static let layout = SSZLayout([32, 1, 8])

    /// Reads the 41 bytes.
    ///
    /// - Throws: `SSZError` on another length or a flag that is neither 0 nor 1.
    public init(decoding bytes: [UInt8]) throws(SSZError) {
        var reader = try SSZContainerReader(bytes[...], layout: Self.layout)
        newPayloadRequestRoot = try reader.readBytes32()
        successfulValidation = try reader.readBoolean()
        chainId = try reader.readUInt64()
    }

    /// The 41 bytes.
    public var encoded: [UInt8] {
        var writer = SSZContainerWriter(layout: Self.layout)
        writer.append(newPayloadRequestRoot)
        writer.append(successfulValidation)
        writer.append(chainId)
        return writer.bytes
    }
}
