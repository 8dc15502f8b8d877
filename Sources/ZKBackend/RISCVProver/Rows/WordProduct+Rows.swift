package import RISCVMachine

extension WordProduct {
    /// The limbs of a word, the uppermost less 2^16 where the word is negative.
    package static func limbs(of word: UInt64, isNegative: Bool) -> SIMD4<Int64> {
        let top = Int64(word >> 48) &- (isNegative ? 1 << 16 : 0)
        return SIMD4(Int64(word & 0xffff), Int64(word >> 16 & 0xffff), Int64(word >> 32 & 0xffff), top)
    }

    /// What the columns' sums are: products of limbs at the weights 1, 2^32, 2^64 and 2^96.
    package static func sums(_ a: SIMD4<Int64>, _ b: SIMD4<Int64>) -> SIMD4<Int64> {
        // Products of limbs are below 2^32, and no sum has more than 8 at 2^16: nothing wraps.
        let even = SIMD4(
            a[0] &* b[0],
            a[0] &* b[2] &+ a[1] &* b[1] &+ a[2] &* b[0],
            a[1] &* b[3] &+ a[2] &* b[2] &+ a[3] &* b[1],
            a[3] &* b[3]
        )
        let odd = SIMD4(
            a[0] &* b[1] &+ a[1] &* b[0],
            a[0] &* b[3] &+ a[1] &* b[2] &+ a[2] &* b[1] &+ a[3] &* b[0],
            a[2] &* b[3] &+ a[3] &* b[2],
            0
        )
        return even &+ odd &* SIMD4(repeating: 1 << 16)
    }
}
