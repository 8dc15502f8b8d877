public import Primitives

/// Prices of gas and blobs, and limits on how they move from block to block.
public enum FeeRules {
    /// Blob gas of one blob (EIP-4844).
    public static let gasPerBlob: UInt64 = 1 << 17
    /// The base fee changes by at most a part in this many (EIP-1559).
    static let baseFeeMaxChangeDenominator: UInt256 = 8
    /// The gas limit is this many times the gas target (EIP-1559).
    static let elasticityMultiplier: UInt64 = 2
    /// The gas limit changes by less than a part in this many.
    static let gasLimitAdjustmentFactor: UInt64 = 1024
    /// Least gas limit of a block.
    static let gasLimitMinimum: UInt64 = 5000
    /// Execution gas that prices a blob at least (EIP-7918).
    static let blobBaseCost: UInt256 = 1 << 13

    /// Whether a block may have a gas limit after its parent's, in gas.
    public static func isValidGasLimit(_ gasLimit: UInt64, parent: UInt64) -> Bool {
        let bound = parent / gasLimitAdjustmentFactor
        let difference = gasLimit > parent ? gasLimit &- parent : parent &- gasLimit
        return difference < bound && gasLimit >= gasLimitMinimum
    }

    /// Price of blob gas in wei per unit (EIP-4844).
    ///
    /// - Returns: nil when an intermediate value exceeds 256 bits, from prices of about 2^170 wei on.
    public static func blobBaseFee(excessBlobGas: UInt64, blobs: BlobParameters) -> UInt256? {
        guard blobs.updateFraction > 0 else { return nil }
        if excessBlobGas == 0 { return .one }
        let numerator = UInt256(excessBlobGas)
        let denominator = UInt256(blobs.updateFraction)
        var divisor = denominator
        var sum = UInt256.zero
        var term = denominator
        // Taylor series of e^x; the terms grow while their index is below x and vanish soon after, or overflow.
        while !term.isZero {
            let (newSum, sumOverflow) = sum.addingReportingOverflow(term)
            let (product, productOverflow) = term.multipliedReportingOverflow(by: numerator)
            if sumOverflow || productOverflow { return nil }
            sum = newSum
            term = product.quotientAndRemainder(dividingBy: divisor).quotient
            divisor = divisor &+ denominator
        }
        return sum.quotientAndRemainder(dividingBy: denominator).quotient
    }
}
