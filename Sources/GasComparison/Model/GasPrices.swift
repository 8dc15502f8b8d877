/// What gas costs, in wei per unit.
package struct GasPrices: Hashable, Sendable {
    /// Base fee of gas.
    package let baseFee: UInt64
    /// Base fee of blob gas.
    package let blobBaseFee: UInt64
    /// Whether nobody has said it.
    package let isBlobBaseFeeAssumed: Bool

    /// Fees that the command takes: up to a million gwei, so that no sum of costs overflows.
    package static let range: ClosedRange<UInt64> = 1...1_000_000_000_000_000

    /// Prices within `range`.
    ///
    /// - Parameters:
    ///   - baseFee: Of gas.
    ///   - blobBaseFee: Of blob gas; nil for the assumption of a sixteenth of the base fee, which no fork enforces: at
    ///     it the gas of a blob costs what EIP-7918 compares it with, and below it the excess does not fall.
    package init(baseFee: UInt64, blobBaseFee: UInt64? = nil) {
        self.baseFee = baseFee
        self.blobBaseFee = blobBaseFee ?? max(1, baseFee / Self.reserveDivisor)
        isBlobBaseFeeAssumed = blobBaseFee == nil
    }

    /// `GAS_PER_BLOB / BLOB_BASE_COST` (EIP-7918): 131,072 / 8,192.
    private static let reserveDivisor: UInt64 = 16

    /// Wei for gas and blob gas: at most 2^64 units of each at 10^15 wei.
    package func wei(gas: UInt64, blobGas: UInt64) -> UInt128 {
        UInt128(gas) &* UInt128(baseFee) &+ UInt128(blobGas) &* UInt128(blobBaseFee)
    }
}

extension UInt128 {
    /// Wei as ether with four digits that count, rounded half up.
    package var ether: String {
        var digits = Array("\(self)".utf8).map { Int($0) - 48 }
        guard self > 0 else { return "0" }
        if digits.count > Self.shownDigits {
            let isUp = digits[Self.shownDigits] >= 5
            for index in Self.shownDigits..<digits.count { digits[index] = 0 }
            var place = Self.shownDigits
            var carry = isUp
            while carry, place > 0 {
                place -= 1
                digits[place] = digits[place] == 9 ? 0 : digits[place] + 1
                carry = digits[place] == 0
            }
            if carry { digits.insert(1, at: 0) }
        }
        let text = digits.map(String.init).joined()
        let whole = text.count > 18 ? String(text.dropLast(18)) : "0"
        var fraction = String(repeating: "0", count: Swift.max(0, 18 - text.count)) + text.suffix(18)
        while fraction.last == "0" { fraction.removeLast() }
        return fraction.isEmpty ? whole : "\(whole).\(fraction)"
    }

    private static let shownDigits = 4
}
