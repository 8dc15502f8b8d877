import EVM
public import Primitives

extension FeeRules {
    /// Base fee of the block after `parent`, in wei per unit of gas (EIP-1559).
    ///
    /// - Returns: nil when the parent's fields lead beyond 256 bits or to a gas target of zero, which no valid chain
    ///   has.
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
}
