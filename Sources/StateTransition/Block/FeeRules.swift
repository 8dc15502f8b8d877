import EVM
public import Primitives

/// Prices and limits that a block inherits from its parent.
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

    /// Base fee of the block after `parent`, in wei a unit of gas (EIP-1559).
    ///
    /// - Returns: nil when the parent's fields lead beyond 256 bits or to a gas target of zero, which no valid chain has.
    public static func nextBaseFee(parent: BlockHeader) -> UInt256? {
        let target = parent.gasLimit / elasticityMultiplier
        let base = parent.baseFeePerGas
        if parent.gasUsed == target { return base }
        guard target > 0 else { return nil }
        let isAbove = parent.gasUsed > target
        let difference = isAbove ? parent.gasUsed &- target : target &- parent.gasUsed
        let (product, overflow) = base.multipliedReportingOverflow(by: UInt256(difference))
        if overflow { return nil }
        let change =
            product.quotientAndRemainder(dividingBy: UInt256(target)).quotient
            .quotientAndRemainder(dividingBy: baseFeeMaxChangeDenominator).quotient
        // Below the target the change is at most an eighth of the base fee.
        guard isAbove else { return base &- change }
        let (raised, raisedOverflow) = base.addingReportingOverflow(change.isZero ? .one : change)
        return raisedOverflow ? nil : raised
    }

    /// Excess blob gas of the block after `parent`, in blob gas, under the block's own `rules` (EIP-4844, EIP-7918).
    ///
    /// - Returns: nil when the parent's fields lead beyond 64 bits or to no blob price, which no valid chain has.
    public static func nextExcessBlobGas(parent: BlockHeader, rules: ForkRules) -> UInt64? {
        let (sum, overflow) = parent.excessBlobGas.addingReportingOverflow(parent.blobGasUsed)
        let (target, targetOverflow) = rules.blobs.target.multipliedReportingOverflow(by: gasPerBlob)
        if overflow || targetOverflow { return nil }
        if sum < target { return 0 }
        if rules.fork.hasBlobReservePrice {
            guard let blobBaseFee = blobBaseFee(excessBlobGas: parent.excessBlobGas, blobs: rules.blobs) else {
                return nil
            }
            let (blobPrice, priceOverflow) = blobBaseFee.multipliedReportingOverflow(by: UInt256(gasPerBlob))
            let (reserve, reserveOverflow) = parent.baseFeePerGas.multipliedReportingOverflow(by: blobBaseCost)
            if priceOverflow || reserveOverflow { return nil }
            if reserve > blobPrice { return scaledExcess(parent: parent, blobs: rules.blobs) }
        }
        return sum &- target
    }

    /// Excess after a block whose blobs cost less than the gas that carries them (EIP-7918).
    private static func scaledExcess(parent: BlockHeader, blobs: BlobParameters) -> UInt64? {
        guard blobs.max >= blobs.target, blobs.max > 0 else { return nil }
        let product = parent.blobGasUsed.multipliedFullWidth(by: blobs.max &- blobs.target)
        guard product.high < blobs.max else { return nil }
        let (excess, overflow) = parent.excessBlobGas.addingReportingOverflow(
            blobs.max.dividingFullWidth(product).quotient
        )
        return overflow ? nil : excess
    }

    /// Price of blob gas in wei a unit (EIP-4844).
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
