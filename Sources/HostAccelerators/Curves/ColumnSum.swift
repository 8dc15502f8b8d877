/// A sum of products of limbs in three limbs, for one column of a long multiplication after another.
///
/// Room for 2^64 products; the additions wrap only beyond.
struct ColumnSum {
    private var low: UInt128 = 0
    private var high: UInt64 = 0

    @inline(__always)
    init() {}

    /// The lowest limb.
    @inline(__always)
    var limb: UInt64 { UInt64(truncatingIfNeeded: low) }

    /// Adds `a * b`.
    @inline(__always)
    mutating func add(_ a: UInt64, _ b: UInt64) {
        let (sum, overflows) = low.addingReportingOverflow(UInt128(a) &* UInt128(b))
        low = sum
        high = high &+ (overflows ? 1 : 0)
    }

    /// Adds twice another sum.
    @inline(__always)
    mutating func addDoubled(_ other: Self) {
        let doubledHigh = other.high &<< 1 | UInt64(truncatingIfNeeded: other.low &>> 127)
        let (sum, overflows) = low.addingReportingOverflow(other.low &<< 1)
        low = sum
        high = high &+ doubledHigh &+ (overflows ? 1 : 0)
    }

    /// Takes the lowest limb off.
    @inline(__always)
    mutating func shift() -> UInt64 {
        let limb = self.limb
        low = low &>> 64 | UInt128(high) &<< 64
        high = 0
        return limb
    }

    /// Makes the lowest limb zero with a multiple of a modulus, and takes it off.
    ///
    /// - Parameters:
    ///   - modulus: The lowest limb of the modulus.
    ///   - negatedInverse: -1 / modulus modulo 2^64.
    /// - Returns: The factor of the modulus.
    @inline(__always)
    mutating func clear(_ modulus: UInt64, _ negatedInverse: UInt64) -> UInt64 {
        let factor = limb &* negatedInverse
        add(factor, modulus)
        _ = shift()
        return factor
    }
}
