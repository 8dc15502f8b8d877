extension UInt256 {
    /// Bitwise and.
    @inlinable
    @inline(__always)
    public static func & (a: UInt256, b: UInt256) -> UInt256 {
        UInt256(l0: a.l0 & b.l0, l1: a.l1 & b.l1, l2: a.l2 & b.l2, l3: a.l3 & b.l3)
    }

    /// Bitwise or.
    @inlinable
    @inline(__always)
    public static func | (a: UInt256, b: UInt256) -> UInt256 {
        UInt256(l0: a.l0 | b.l0, l1: a.l1 | b.l1, l2: a.l2 | b.l2, l3: a.l3 | b.l3)
    }

    /// Bitwise exclusive or.
    @inlinable
    @inline(__always)
    public static func ^ (a: UInt256, b: UInt256) -> UInt256 {
        UInt256(l0: a.l0 ^ b.l0, l1: a.l1 ^ b.l1, l2: a.l2 ^ b.l2, l3: a.l3 ^ b.l3)
    }

    /// Bitwise complement.
    @inlinable
    @inline(__always)
    public static prefix func ~ (a: UInt256) -> UInt256 {
        UInt256(l0: ~a.l0, l1: ~a.l1, l2: ~a.l2, l3: ~a.l3)
    }

    /// Logical left shift; 256 or more gives zero, a negative count is read as zero.
    @inlinable
    public static func << (a: UInt256, count: Int) -> UInt256 {
        guard count > 0 else { return a }
        guard count < 256 else { return .zero }
        let bits = UInt64(truncatingIfNeeded: count & 63)
        var words = a
        if count & 64 != 0 { words = UInt256(l0: 0, l1: words.l0, l2: words.l1, l3: words.l2) }
        if count & 128 != 0 { words = UInt256(l0: 0, l1: 0, l2: words.l0, l3: words.l1) }
        guard bits != 0 else { return words }
        let back = 64 &- bits
        return UInt256(
            l0: words.l0 &<< bits,
            l1: words.l1 &<< bits | words.l0 &>> back,
            l2: words.l2 &<< bits | words.l1 &>> back,
            l3: words.l3 &<< bits | words.l2 &>> back
        )
    }

    /// Logical right shift; 256 or more gives zero, a negative count is read as zero.
    @inlinable
    public static func >> (a: UInt256, count: Int) -> UInt256 {
        guard count > 0 else { return a }
        guard count < 256 else { return .zero }
        let bits = UInt64(truncatingIfNeeded: count & 63)
        var words = a
        if count & 64 != 0 { words = UInt256(l0: words.l1, l1: words.l2, l2: words.l3, l3: 0) }
        if count & 128 != 0 { words = UInt256(l0: words.l2, l1: words.l3, l2: 0, l3: 0) }
        guard bits != 0 else { return words }
        let back = 64 &- bits
        return UInt256(
            l0: words.l0 &>> bits | words.l1 &<< back,
            l1: words.l1 &>> bits | words.l2 &<< back,
            l2: words.l2 &>> bits | words.l3 &<< back,
            l3: words.l3 &>> bits
        )
    }

    /// Right shift that copies the sign bit (SAR); 256 or more gives 0 or 2^256 - 1.
    @inlinable
    public func arithmeticShiftRight(_ count: Int) -> UInt256 {
        guard isNegative else { return self >> count }
        return ~(~self >> count)
    }

    /// The byte at `index`, 0 being the most significant; 0 beyond 31 (BYTE).
    @inlinable
    public func byte(at index: UInt256) -> UInt256 {
        guard let i = index.asUInt64, i < 32 else { return .zero }
        return self >> Int(truncatingIfNeeded: 248 &- 8 &* i) & 0xff
    }

    /// Extends the sign of the byte at `byteIndex`, 0 being the least significant (SIGNEXTEND).
    @inlinable
    public func signExtended(fromByte byteIndex: UInt256) -> UInt256 {
        guard let i = byteIndex.asUInt64, i < 31 else { return self }
        let unusedBits = Int(truncatingIfNeeded: 248 &- 8 &* i)
        return (self << unusedBits).arithmeticShiftRight(unusedBits)
    }
}
