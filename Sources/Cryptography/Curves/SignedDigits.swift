/// The digits of numbers in a base 2^w, from -2^(w - 1) + 1 to 2^(w - 1).
struct SignedDigits {
    /// The numbers' digits, those of the lowest place first, then of the next.
    private let digits: [Int16]
    /// How many numbers.
    private let numberCount: Int
    /// Places that a number has.
    let placeCount: Int

    /// The digits of numbers below 2^`numberBitWidth`, with w = `digitBitWidth`, at most 14.
    init(_ numbers: [UInt128], numberBitWidth: Int, digitBitWidth: Int) {
        numberCount = numbers.count
        // A digit may carry into one more bit.
        placeCount = numberBitWidth / digitBitWidth + 1
        var digits = [Int16](repeating: 0, count: placeCount * numbers.count)
        let radix = 1 << digitBitWidth
        for (index, number) in numbers.enumerated() {
            var rest = number
            var carry = 0
            for place in 0..<placeCount {
                let digit = Int(truncatingIfNeeded: rest & UInt128(radix - 1)) + carry
                rest = rest &>> UInt128(digitBitWidth)
                carry = digit > radix / 2 ? 1 : 0
                digits[place * numbers.count + index] = Int16(truncatingIfNeeded: digit - carry * radix)
            }
        }
        self.digits = digits
    }

    /// The digit of a number at a place.
    @inline(__always)
    func digit(of number: Int, at place: Int) -> Int { Int(digits[place * numberCount + number]) }
}
