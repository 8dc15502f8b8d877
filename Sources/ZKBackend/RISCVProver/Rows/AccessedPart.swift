/// The pieces of a word that an access to a part of it tells apart.
struct AccessedPart: BitwiseCopyable {
    /// The limb of 16 bits with the accessed byte.
    let limb: UInt16
    /// The other limb of its half.
    let otherLimb: UInt16
    /// The accessed byte.
    let byte: UInt8

    /// The pieces of a word whose byte at `address` is accessed.
    @inline(__always)
    init(of word: UInt64, at address: UInt32) {
        let limbShift = UInt64(address & 6) * 8
        limb = UInt16(truncatingIfNeeded: word >> limbShift)
        otherLimb = UInt16(truncatingIfNeeded: word >> (limbShift ^ 16))
        byte = UInt8(truncatingIfNeeded: word >> (UInt64(address & 7) * 8))
    }
}
