import Primitives
import StateTransition

extension BlockHeader {
    /// Price of blob gas in the block, in wei per unit; nil where its fork has none.
    func blobBaseFee(_ configuration: ChainConfiguration) -> UInt256? {
        guard let rules = configuration.rules(at: timestamp) else { return nil }
        return FeeRules.blobBaseFee(excessBlobGas: excessBlobGas, blobs: rules.blobs)
    }
}
