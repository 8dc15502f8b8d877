/// The non-adjacent form of a number below 2^128 with a window of w bits: odd digits below 2^(w - 1) in magnitude and
/// zeros, least significant first.
struct WindowedDigits {
    /// More positions than digits can stand at.
    static var limit: Int { 132 }

    var digits = InlineArray<132, Int8>(repeating: 0)
    /// One more than the position of the highest digit that is not zero.
    var count = 0

    /// The digits for a window of at most 8 bits.
    init(_ value: UInt128, windowWidth: Int = 5) {
        count = Self.forEach(of: value, windowWidth: windowWidth) { digits[$0] = $1 }
    }

    /// Gives the digits that are not zero with their positions, from the least significant on.
    ///
    /// - Returns: One more than the last position, 0 for none.
    @inline(__always)
    static func forEach(of value: UInt128, windowWidth: Int, _ body: (Int, Int8) -> Void) -> Int {
        let radix = 1 << windowWidth
        var rest = value
        var position = 0
        var count = 0
        while rest != 0 {
            let zeros = rest.trailingZeroBitCount
            rest = rest &>> UInt128(truncatingIfNeeded: zeros)
            position += zeros
            let window = Int(truncatingIfNeeded: rest) & (radix - 1)
            // A carry out of the 128 bits leaves a last digit 1 at position 128.
            body(position, Int8(truncatingIfNeeded: window < radix / 2 ? window : window - radix))
            count = position + 1
            // The remainder's carry may need bit 128: shift before it is added.
            rest = rest &>> UInt128(truncatingIfNeeded: windowWidth)
            if window >= radix / 2 { rest &+= 1 }
            position += windowWidth
        }
        return count
    }
}
