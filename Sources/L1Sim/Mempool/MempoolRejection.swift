public import Primitives
public import StateTransition
public import StateTrie

/// Why a transaction was not admitted to the pool.
public enum MempoolRejection: Error, Equatable, Sendable {
    /// No block of this chain could ever, or now, hold it.
    case invalid(InvalidTransaction)
    /// The pool or the chain has it already.
    case alreadyKnown(Bytes32)
    /// The encoding is too long, in bytes.
    case tooLarge(limit: Int, got: Int)
    /// Its blobs are missing, or are not those that it names (EIP-4844).
    case blobs(BlobRejection)
    /// The account has waiting transactions of the other kind, with blobs or without: a pool holds one kind of an
    /// account at a time.
    case otherKindWaits(hasBlobs: Bool)
    /// Its proofs are missing, or do not prove what it depends on.
    case proofs(ProofRejection)
    /// The nonce lies too far beyond the account's.
    case nonceGapTooLarge(limit: UInt64, gap: UInt64)
    /// A fee does not rise enough above the replaced transaction's, in wei per unit of gas; nil above 2^256 - 1.
    case replacementUnderpriced(required: UInt256?, got: UInt256)
    /// The gas limit is above the next block's, in gas.
    case gasLimitAboveBlock(limit: UInt64, got: UInt64)
    /// The balance does not cover the sender's waiting transactions together, in wei; nil above 2^256 - 1.
    case insufficientFundsForQueue(required: UInt256?, balance: UInt256)
    /// No fork is active at the next block's time, in seconds.
    case unsupportedTime(UInt64)
    /// The sender's account could not be read.
    case state(StateError)
}

extension MempoolRejection: CustomStringConvertible {
    /// Why the transaction was not admitted, in one line.
    public var description: String {
        switch self {
        case .invalid(let reason): "\(reason)"
        case .alreadyKnown(let hash): "transaction \(hash.hex) is already known"
        case .tooLarge(let limit, let got): "encoded transaction of \(got) bytes is above the limit of \(limit)"
        case .blobs(let rejection): rejection.description
        case .otherKindWaits(let hasBlobs):
            "the account's waiting transactions carry \(hasBlobs ? "blobs" : "no blobs"), and one kind waits at a time"
        case .proofs(let rejection): rejection.description
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
