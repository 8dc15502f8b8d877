import Primitives

/// Price and bound of MODEXP.
public enum ModularExponentiationRules: Sendable {
    /// EIP-2565.
    case berlin
    /// EIP-7883, with the bound of EIP-7823.
    case osaka

    /// Most bytes that base, exponent or modulus may have, nil for no bound (EIP-7823).
    var lengthLimit: UInt256? {
        switch self {
        case .berlin: nil
        case .osaka: 1024
        }
    }

    /// Price of one run, nil when it exceeds 64 bits.
    ///
    /// - Parameters:
    ///   - baseLength: Claimed length of the base in bytes, any number.
    ///   - exponentLength: Claimed length of the exponent in bytes, any number.
    ///   - modulusLength: Claimed length of the modulus in bytes, any number.
    ///   - exponentHead: The first 32 bytes of the exponent, or all of a shorter one, as a number.
    /// - Returns: The price in gas.
    func gas(
        baseLength: UInt256,
        exponentLength: UInt256,
        modulusLength: UInt256,
        exponentHead: UInt256
    ) -> UInt64? {
        guard let complexity = multiplicationComplexity(max(baseLength, modulusLength)) else { return nil }
        // However long the exponent: nothing is multiplied.
        if complexity.isZero { return minimum }
        guard let iterations = iterationCount(length: exponentLength, head: exponentHead) else { return nil }
        let (product, overflow) = complexity.multipliedReportingOverflow(by: iterations)
        guard !overflow else { return nil }
        let cost: UInt256
        switch self {
        case .berlin: cost = product.quotientAndRemainder(dividingBy: 3).quotient
        case .osaka: cost = product
        }
        return cost.asUInt64.map { max(minimum, $0) }
    }

    private var minimum: UInt64 {
        switch self {
        case .berlin: 200
        case .osaka: 500
        }
    }

    /// Cost of one multiplication, nil when it exceeds 256 bits.
    private func multiplicationComplexity(_ length: UInt256) -> UInt256? {
        // Rounded up without overflow.
        let words = (length >> 3) &+ ((length & 7).isZero ? .zero : .one)
        let (square, overflow) = words.multipliedReportingOverflow(by: words)
        guard !overflow else { return nil }
        switch self {
        case .berlin:
            return square
        case .osaka:
            if length <= 32 { return 16 }
            let (doubled, overflow) = square.addingReportingOverflow(square)
            return overflow ? nil : doubled
        }
    }

    /// Number of multiplications, nil when it exceeds 256 bits.
    private func iterationCount(length: UInt256, head: UInt256) -> UInt256? {
        let headBits = UInt256(UInt64(max(0, head.bitWidthUsed - 1)))
        guard length > 32 else { return max(headBits, .one) }
        let factor: UInt256
        switch self {
        case .berlin: factor = 8
        case .osaka: factor = 16
        }
        let (tail, overflow) = (length &- 32).multipliedReportingOverflow(by: factor)
        guard !overflow else { return nil }
        let (sum, carry) = tail.addingReportingOverflow(headBits)
        return carry ? nil : max(sum, .one)
    }
}
