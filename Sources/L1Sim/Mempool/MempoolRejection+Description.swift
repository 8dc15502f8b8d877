import Primitives
import StateTransition
import StateTrie

extension MempoolRejection: CustomStringConvertible {
    /// Why the transaction was not admitted, in one line.
    public var description: String {
        switch self {
        case .invalid(let reason): "\(reason)"
        case .alreadyKnown(let hash): "transaction \(hash.hex) is already known"
        case .tooLarge(let limit, let got): "encoded transaction of \(got) bytes is above the limit of \(limit)"
        case .blobSidecarMissing: "blob transaction came without its blobs"
        case .nonceGapTooLarge(let limit, let gap): "nonce is \(gap) beyond the account's, the limit is \(limit)"
        case .replacementUnderpriced(let required, let got):
            "replacement fee \(got) wei per gas is below the required \(required.orBeyondWord)"
        case .gasLimitAboveBlock(let limit, let got): "gas limit \(got) is above the next block's \(limit)"
        case .insufficientFundsForQueue(let required, let balance):
            "balance \(balance) wei does not cover the waiting transactions, \(required.orBeyondWord) wei"
        case .unsupportedTime(let time): "no known fork is active at the next block's time \(time) s"
        case .state(let error): "\(error)"
        }
    }
}

extension UInt256? {
    /// The number, or that it does not fit 256 bits.
    fileprivate var orBeyondWord: String { map(\.description) ?? "more than 2^256 - 1" }
}
