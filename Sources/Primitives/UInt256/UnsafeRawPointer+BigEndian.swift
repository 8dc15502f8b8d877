// Big-endian words in memory of any alignment. RV64IM has neither unaligned accesses nor an instruction that reverses
// bytes; there a word is put together from its bytes in the right order at once, which takes half the instructions.
extension UnsafeRawPointer {
    /// The 8 bytes from `offset`, read big-endian.
    ///
    /// - Requires: 8 readable bytes there.
    @inlinable
    @inline(__always)
    func bigEndianWord(at offset: Int) -> UInt64 {
        #if arch(riscv64)
        @inline(__always)
        func byte(_ index: Int) -> UInt64 { UInt64(load(fromByteOffset: offset &+ index, as: UInt8.self)) }
        let high = byte(0) &<< 56 | byte(1) &<< 48 | byte(2) &<< 40 | byte(3) &<< 32
        return high | byte(4) &<< 24 | byte(5) &<< 16 | byte(6) &<< 8 | byte(7)
        #else
        return UInt64(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        #endif
    }
}

extension UnsafeMutableRawPointer {
    /// Writes the 8 bytes of a word from `offset`, most significant first.
    ///
    /// - Requires: 8 writable bytes there.
    @inlinable
    @inline(__always)
    func storeBigEndian(_ word: UInt64, at offset: Int) {
        #if arch(riscv64)
        for index in 0..<8 {
            let byte = UInt8(truncatingIfNeeded: word &>> UInt64(56 &- 8 &* index))
            storeBytes(of: byte, toByteOffset: offset &+ index, as: UInt8.self)
        }
        #else
        storeBytes(of: word.bigEndian, toByteOffset: offset, as: UInt64.self)
        #endif
    }
}
