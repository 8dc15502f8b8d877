extension UInt256 {
    /// Reads 32 big-endian bytes.
    ///
    /// - Requires: 32 readable bytes at `pointer`, of any alignment.
    @inlinable
    @inline(__always)
    public init(bigEndianAt pointer: UnsafeRawPointer) {
        self.init(
            l0: UInt64(bigEndian: pointer.loadUnaligned(fromByteOffset: 24, as: UInt64.self)),
            l1: UInt64(bigEndian: pointer.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
            l2: UInt64(bigEndian: pointer.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            l3: UInt64(bigEndian: pointer.loadUnaligned(as: UInt64.self))
        )
    }

    /// Writes 32 big-endian bytes.
    ///
    /// - Requires: 32 writable bytes at `pointer`, of any alignment.
    @inlinable
    @inline(__always)
    public func storeBigEndian(to pointer: UnsafeMutableRawPointer) {
        pointer.storeBytes(of: l3.bigEndian, as: UInt64.self)
        pointer.storeBytes(of: l2.bigEndian, toByteOffset: 8, as: UInt64.self)
        pointer.storeBytes(of: l1.bigEndian, toByteOffset: 16, as: UInt64.self)
        pointer.storeBytes(of: l0.bigEndian, toByteOffset: 24, as: UInt64.self)
    }

    /// Reads big-endian bytes of any number; the value is taken modulo 2^256.
    @inlinable
    public init(truncatingBigEndian bytes: some Collection<UInt8>) {
        self.init()
        for byte in bytes {
            self = self << 8 | UInt256(UInt64(byte))
        }
    }

    /// The 32 bytes, most significant first.
    public var bigEndianBytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            if let base = buffer.baseAddress { storeBigEndian(to: base) }
            count = 32
        }
    }

    /// The bytes without leading zeros: empty for zero (the scalar form of RLP).
    public var minimalBigEndianBytes: [UInt8] {
        Array(bigEndianBytes.suffix((bitWidthUsed &+ 7) / 8))
    }
}
