/// The factors that 31 halvings of the binary extended GCD apply to two long integers a and b.
///
/// (a f0 + b g0) / 2^31 and (a f1 + b g1) / 2^31 are what the halvings make of a and b. They are decided on 64-bit
/// approximations: T. Pornin, "Optimized Binary GCD for Modular Inversion" (https://eprint.iacr.org/2020/972).
struct HalvingFactors {
    var f0: Int64
    var g0: Int64
    var f1: Int64
    var g1: Int64

    /// Decides the halvings on 64-bit approximations of a and b: the numbers themselves when both fit, else the bits of
    /// `approximation`.
    @inline(__always)
    init(_ a: UInt64, _ b: UInt64) {
        var (x, y) = (a, b)
        // Each word packs f + g * 2^32, with f and g in -2^31...2^31, so one operation serves both.
        var fg0: UInt64 = 1
        var fg1: UInt64 = 1 &<< 32
        var remaining: UInt64 = 31
        while true {
            let zeros = UInt64(truncatingIfNeeded: (x | 1 &<< remaining).trailingZeroBitCount)
            x = x &>> zeros
            fg1 = fg1 &<< zeros
            remaining = remaining &- zeros
            if remaining == 0 { break }
            // Both are odd: x becomes |x - y| and y the smaller, without a branch.
            let (difference, isLess) = x.subtractingReportingOverflow(y)
            let mask: UInt64 = isLess ? .max : 0
            y = y &+ (difference & mask)
            x = (difference ^ mask) &- mask
            let fgDifference = fg0 &- fg1
            fg1 = fg1 &+ (fgDifference & mask)
            fg0 = (fgDifference ^ mask) &- mask
        }
        (f0, g0) = Self.unpacked(fg0)
        (f1, g1) = Self.unpacked(fg1)
    }

    @inline(__always)
    private static func unpacked(_ word: UInt64) -> (f: Int64, g: Int64) {
        let biased = word &+ 0x7fff_ffff_7fff_ffff
        return (
            Int64(bitPattern: biased & 0xffff_ffff) &- 0x7fff_ffff,
            Int64(bitPattern: biased &>> 32) &- 0x7fff_ffff
        )
    }

    /// The 31 lowest bits of each number under the 33 bits that are highest for the longer of the two.
    ///
    /// - Parameters:
    ///   - highA: The limb of a at the highest position where a or b has a limb other than zero.
    ///   - nextA: The limb of a below.
    ///   - lowA: The lowest limb of a.
    ///   - highB: The limb of b at the position of `highA`.
    ///   - nextB: The limb of b below.
    ///   - lowB: The lowest limb of b.
    /// - Returns: The approximations of a and b.
    @inline(__always)
    static func approximations(
        _ highA: UInt64,
        _ nextA: UInt64,
        _ lowA: UInt64,
        _ highB: UInt64,
        _ nextB: UInt64,
        _ lowB: UInt64
    ) -> (UInt64, UInt64) {
        let shift = UInt64(truncatingIfNeeded: (highA | highB).leadingZeroBitCount)
        // `>> 1 >> (63 - shift)` is `>> (64 - shift)` that is also right for a shift of 0.
        let topA = highA &<< shift | (nextA &>> 1) &>> (63 &- shift)
        let topB = highB &<< shift | (nextB &>> 1) &>> (63 &- shift)
        let lowMask: UInt64 = 0x7fff_ffff
        return (lowA & lowMask | topA & ~lowMask, lowB & lowMask | topB & ~lowMask)
    }
}
