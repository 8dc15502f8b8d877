/// The non-adjacent form with window 5 of a number below 2^128: odd digits in -15...15 and zeros, least significant first.
struct WindowedDigits {
    var digits = InlineArray<132, Int8>(repeating: 0)
    /// One more than the position of the highest digit that is not zero.
    var count = 0

    init(_ value: UInt128) {
        var rest = value
        var position = 0
        while rest != 0 {
            let zeros = rest.trailingZeroBitCount
            rest = rest &>> UInt128(truncatingIfNeeded: zeros)
            position += zeros
            let window = Int8(truncatingIfNeeded: rest & 31)
            // A carry out of the 128 bits leaves a last digit 1 at position 128.
            digits[position] = window < 16 ? window : window - 32
            count = position + 1
            // The remainder's carry may need bit 128: shift before it is added.
            rest = rest &>> 5
            if window >= 16 { rest &+= 1 }
            position += 5
        }
    }
}
