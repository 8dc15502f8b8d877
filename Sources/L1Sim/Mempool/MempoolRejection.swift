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
    /// A blob transaction came without its blobs; the pool has no form of them yet (EIP-4844).
    case blobSidecarMissing
    /// The nonce lies too far beyond the account's.
    case nonceGapTooLarge(limit: UInt64, gap: UInt64)
    /// A fee does not rise enough above the replaced transaction's, in wei a unit of gas; nil above 2^256 - 1.
    case replacementUnderpriced(required: UInt256?, got: UInt256)
    /// The gas limit is above the next block's, in gas.
    case gasLimitAboveBlock(limit: UInt64, got: UInt64)
    /// The balance does not cover the sender's waiting transactions together, in wei; nil above 2^256 - 1.
    case insufficientFundsForQueue(required: UInt256?, balance: UInt256)
    /// No fork is active at the next block's time, in seconds.
    case unsupportedTime(UInt64)
    /// The sender's account could not be read.
    case state(StateError)

    /// Stable name, for scenario files and reports.
    public var code: String {
        switch self {
        case .invalid(let reason): reason.code
        case .alreadyKnown: Code.alreadyKnown.rawValue
        case .tooLarge: Code.transactionTooLarge.rawValue
        case .blobSidecarMissing: Code.blobSidecarMissing.rawValue
        case .nonceGapTooLarge: Code.nonceGapTooLarge.rawValue
        case .replacementUnderpriced: Code.replacementUnderpriced.rawValue
        case .gasLimitAboveBlock: Code.gasAboveBlockLimit.rawValue
        case .insufficientFundsForQueue: Code.insufficientFunds.rawValue
        case .unsupportedTime: Code.unsupportedFork.rawValue
        case .state: Code.stateFault.rawValue
        }
    }

    /// Every name that `code` can be.
    public static let codes: [String] = Code.allCases.map(\.rawValue) + InvalidTransaction.codes
}

/// Codes, each in one place.
private enum Code: String, CaseIterable {
    case alreadyKnown = "AlreadyKnown", transactionTooLarge = "TransactionTooLarge"
    case blobSidecarMissing = "BlobSidecarMissing", nonceGapTooLarge = "NonceGapTooLarge"
    case replacementUnderpriced = "ReplacementUnderpriced", gasAboveBlockLimit = "GasAboveBlockLimit"
    case insufficientFunds = "InsufficientFunds", unsupportedFork = "UnsupportedFork"
    case stateFault = "StateFault"
}
