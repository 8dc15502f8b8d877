extension UInt256: CustomStringConvertible {
    /// Decimal digits.
    public var description: String {
        guard !isZero else { return "0" }
        var digits: [UInt8] = []
        var rest = self
        while !rest.isZero {
            var chunk: UInt256
            (rest, chunk) = rest.quotientAndRemainder(dividingBy: 10_000_000_000_000_000_000)
            for _ in 0..<19 where !(rest.isZero && chunk.isZero) {
                digits.append(UInt8(truncatingIfNeeded: chunk.l0 % 10) &+ 0x30)
                chunk = UInt256(chunk.l0 / 10)
            }
        }
        digits.reverse()
        return String(decoding: digits, as: UTF8.self)
    }

    /// Reads decimal digits; nil when empty, when another character occurs or when it exceeds 2^256 - 1.
    public init?(decimal text: String) {
        guard !text.utf8.isEmpty else { return nil }
        var value = UInt256()
        for character in text.utf8 {
            guard character >= 0x30, character <= 0x39 else { return nil }
            let (product, lost) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(UInt256(UInt64(character &- 0x30)))
            guard !lost, !carry else { return nil }
            value = sum
        }
        self = value
    }

    /// Reads hexadecimal digits with an optional `0x`; nil when empty, malformed or above 2^256 - 1.
    public init?(hex text: String) {
        self.init(hexDigits: Hex.withoutPrefix(text))
    }

    /// Reads hexadecimal digits, given as ASCII without `0x`; nil when empty, malformed or above 2^256 - 1.
    public init?(hexDigits digits: ArraySlice<UInt8>) {
        guard !digits.isEmpty else { return nil }
        var value = UInt256()
        for character in digits {
            guard let digit = Hex.digit(character), value.l3 >> 60 == 0 else { return nil }
            value = value << 4 | UInt256(UInt64(digit))
        }
        self = value
    }

    /// Minimal hexadecimal with `0x`, as JSON-RPC writes quantities: `0x0` for zero.
    public var hexQuantity: String {
        guard !isZero else { return "0x0" }
        var digits = Array(Hex.encodeUnprefixed(minimalBigEndianBytes).utf8)
        if digits.first == 0x30 { digits.removeFirst() }
        return "0x" + String(decoding: digits, as: UTF8.self)
    }
}
