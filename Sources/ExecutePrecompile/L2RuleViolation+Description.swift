import Primitives

extension L2RuleViolation: CustomStringConvertible {
    /// The rule and what breaks it, in one line.
    public var description: String {
        switch self {
        case .blobGasUsed(let got): "blob gas used must be 0 on L2, got \(got)"
        case .excessBlobGas(let got): "excess blob gas must be 0 on L2, got \(got)"
        case .withdrawals(let count): "withdrawals must be empty on L2, got \(count)"
        case .versionedHashes(let count): "blob versioned hashes must be empty on L2, got \(count)"
        case .requests(let count): "execution requests must be empty on this L2, got \(count)"
        case .emptyTransaction(let index): "transaction \(index): transaction has no bytes"
        case .transactionType(let index, let firstByte) where firstByte >= 0xc0:
            "transaction \(index): untyped transactions are not allowed on this L2"
        case .transactionType(let index, let firstByte):
            "transaction \(index): type \(Hex.encode([firstByte])) is not allowed on this L2"
        }
    }
}
