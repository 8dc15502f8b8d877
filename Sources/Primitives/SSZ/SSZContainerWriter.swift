/// Writer of one container's fields, in order.
public struct SSZContainerWriter: Sendable {
    private let fixedByteCount: Int
    private var fixed: [UInt8] = []
    private var variable: [UInt8] = []

    /// Starts a container.
    public init(layout: SSZLayout) {
        fixedByteCount = layout.fixedByteCount
        fixed.reserveCapacity(layout.fixedByteCount)
    }

    /// Writes a field of fixed size.
    public mutating func append(fixed field: some Collection<UInt8>) {
        fixed.append(contentsOf: field)
    }

    /// Writes 32 bytes.
    public mutating func append(_ value: Bytes32) {
        fixed.append(contentsOf: value.bytes)
    }

    /// Writes 20 bytes.
    public mutating func append(_ value: Address) {
        fixed.append(contentsOf: value.bytes)
    }

    /// Writes a `uint64`.
    public mutating func append(_ value: UInt64) {
        SSZ.appendLittleEndian(value, byteCount: 8, to: &fixed)
    }

    /// Writes a `uint16`.
    public mutating func append(_ value: UInt16) {
        SSZ.appendLittleEndian(UInt64(value), byteCount: 2, to: &fixed)
    }

    /// Writes a `uint256`.
    public mutating func append(_ value: UInt256) {
        fixed.append(contentsOf: value.bigEndianBytes.reversed())
    }

    /// Writes a `boolean`.
    public mutating func append(_ value: Bool) {
        fixed.append(value ? 1 : 0)
    }

    /// Writes a field of variable size: its offset here, its bytes behind the fixed part.
    ///
    /// - Requires: The container stays below 2^32 bytes.
    public mutating func append(variable field: some Collection<UInt8>) {
        let offset = UInt64(fixedByteCount + variable.count)
        SSZ.appendLittleEndian(offset, byteCount: SSZ.offsetByteCount, to: &fixed)
        variable.append(contentsOf: field)
    }

    /// The container's serialization.
    public var bytes: [UInt8] { fixed + variable }
}
