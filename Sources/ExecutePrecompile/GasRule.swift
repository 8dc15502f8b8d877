/// Price of one call of EXECUTE in re-execution mode.
public enum GasRule: String, Sendable, CaseIterable {
    /// `gas_limit + 16 * bytes`, the schema's two bytes included: bounds the work whatever the input claims. The
    /// default.
    case gasLimitPlusBytes
    /// The payload's `gas_used`: a claim of 0 buys full work, which is its known weakness.
    case gasUsed
    /// 100,000, as in the first implementation.
    case flat100k

    /// Gas per byte of input under `gasLimitPlusBytes`.
    public static let gasPerByte: UInt64 = 16

    /// Gas that a call costs, saturating at `UInt64.max`.
    ///
    /// - Parameters:
    ///   - gasLimit: The payload's gas limit.
    ///   - gasUsed: The payload's claim of gas used.
    ///   - inputByteCount: Bytes of the whole input.
    /// - Returns: Gas.
    public func charge(gasLimit: UInt64, gasUsed: UInt64, inputByteCount: Int) -> UInt64 {
        switch self {
        case .gasLimitPlusBytes:
            let (bytes, isTooMuch) = UInt64(inputByteCount).multipliedReportingOverflow(by: Self.gasPerByte)
            let (sum, overflows) = gasLimit.addingReportingOverflow(bytes)
            return isTooMuch || overflows ? .max : sum
        case .gasUsed:
            return gasUsed
        case .flat100k:
            return 100_000
        }
    }
}
