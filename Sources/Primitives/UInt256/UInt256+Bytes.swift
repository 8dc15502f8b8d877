extension UInt256 {
    /// Reads 32 big-endian bytes.
    ///
    /// - Requires: 32 readable bytes at `pointer`, of any alignment.
    @inlinable
    @inline(__always)
    public init(bigEndianAt pointer: UnsafeRawPointer) {
        self.init(
            l0: pointer.bigEndianWord(at: 24),
            l1: pointer.bigEndianWord(at: 16),
            l2: pointer.bigEndianWord(at: 8),
            l3: pointer.bigEndianWord(at: 0)
        )
    }

    /// Writes 32 big-endian bytes.
    ///
    /// - Requires: 32 writable bytes at `pointer`, of any alignment.
    @inlinable
    @inline(__always)
    public func storeBigEndian(to pointer: UnsafeMutableRawPointer) {
        pointer.storeBigEndian(l3, at: 0)
        pointer.storeBigEndian(l2, at: 8)
        pointer.storeBigEndian(l1, at: 16)
        pointer.storeBigEndian(l0, at: 24)
    }

    /// Reads big-endian bytes of any number; the value is taken modulo 2^256.
    @inlinable
    public init(truncatingBigEndian bytes: some Collection<UInt8>) {
        if let value = bytes.withContiguousStorageIfAvailable({ Self(truncatingBigEndian: UnsafeRawBufferPointer($0)) })
        {
            self = value
            return
        }
        self.init()
        for byte in bytes {
            self = self << 8 | UInt256(UInt64(byte))
        }
    }

    /// Reads big-endian bytes of any number from memory; the value is taken modulo 2^256.
    public init(truncatingBigEndian bytes: UnsafeRawBufferPointer) {
        self.init()
        guard let base = bytes.baseAddress else { return }
        if bytes.count >= 32 {
            self.init(bigEndianAt: base + (bytes.count &- 32))
            return
        }
        // Whole words from the end, then what is left in front of them.
        var end = bytes.count
        func nextWord() -> UInt64 {
            if end >= 8 {
                end &-= 8
                return base.bigEndianWord(at: end)
            }
            var word: UInt64 = 0
            for offset in 0..<end { word = word &<< 8 | UInt64(base.load(fromByteOffset: offset, as: UInt8.self)) }
            end = 0
            return word
        }
        l0 = nextWord()
        l1 = nextWord()
        l2 = nextWord()
        l3 = nextWord()
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
