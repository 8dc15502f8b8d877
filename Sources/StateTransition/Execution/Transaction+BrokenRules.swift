import EVM
import Primitives

extension Transaction {
    /// The rules that a transaction breaks under a header, where execution tells the first only.
    ///
    /// - Returns: At most one case of each group: what the transaction alone can tell, and its prices.
    package func brokenRules(under header: BlockHeader, configuration: ChainConfiguration) -> [InvalidTransaction] {
        guard
            let rules = configuration.rules(at: header.timestamp),
            let blobBaseFee = FeeRules.blobBaseFee(excessBlobGas: header.excessBlobGas, blobs: rules.blobs)
        else { return [] }
        var broken: [InvalidTransaction] = []
        do throws(InvalidTransaction) {
            try validate(rules: rules, chainId: configuration.chainId)
        } catch {
            broken.append(error)
        }
        do throws(InvalidTransaction) {
            try validatePrices(baseFee: header.baseFeePerGas, blobBaseFee: blobBaseFee, rules: rules)
        } catch {
            broken.append(error)
        }
        return broken
    }
}
