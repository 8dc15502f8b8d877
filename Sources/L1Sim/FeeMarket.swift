public import Primitives
public import StateTransition

/// Price of gas in one block (EIP-1559).
public struct FeeMarket: Hashable, Sendable {
    /// Base fee in wei per unit of gas.
    public let baseFeePerGas: UInt256

    init(of header: BlockHeader) {
        baseFeePerGas = header.baseFeePerGas
    }

    /// What a unit of gas brings the block's proposer, in wei; nil when the fee cap is below the base fee.
    public func tip(of transaction: Transaction) -> UInt256? {
        guard transaction.maxFeePerGas >= baseFeePerGas else { return nil }
        return transaction.effectiveGasPrice(baseFee: baseFeePerGas) &- baseFeePerGas
    }
}
