public import EVM
public import Primitives

/// Why a transaction cannot stand in a block; each case is one rule.
public enum InvalidTransaction: Error, Equatable, Sendable {
    /// There are no bytes.
    case empty
    /// The type byte names no transaction type (EIP-2718).
    case unsupportedType(UInt8)
    /// The type comes with a later fork.
    case typeNotInFork(TransactionType, Fork)
    /// The bytes are not the canonical encoding.
    case undecodable(RLPError)
    /// Blob and set-code transactions must have a recipient (EIP-4844, EIP-7702).
    case creationNotAllowed(TransactionType)
    /// A legacy v is neither 27, 28 nor at least 35 (EIP-155).
    case invalidV(UInt256)
    /// Signed for another chain.
    case wrongChainId(expected: UInt64, got: UInt64)
    /// r, s or the parity is out of range, or no public key fits (EIP-2).
    case invalidSignature
    /// The gas limit does not cover what is due before execution, in gas.
    case intrinsicGasTooLow(required: UInt64, got: UInt64)
    /// The gas limit does not cover the floor price of the calldata, in gas (EIP-7623).
    case floorGasTooLow(required: UInt64, got: UInt64)
    /// The gas limit is above the cap of a single transaction, in gas (EIP-7825).
    case gasLimitAboveCap(cap: UInt64, got: UInt64)
    /// Init code is longer than allowed, in bytes (EIP-3860).
    case initCodeTooLarge(limit: Int, got: Int)
    /// The nonce is 2^64 - 1 and could not be incremented (EIP-2681).
    case nonceIsMax
    /// The sender has used the nonce already.
    case nonceTooLow(expected: UInt64, got: UInt64)
    /// The sender has not come to the nonce yet.
    case nonceTooHigh(expected: UInt64, got: UInt64)
    /// The gas limit exceeds what is left of the block's, in gas.
    case exceedsBlockGas(available: UInt64, got: UInt64)
    /// The blobs exceed what is left of the block's blob gas, in blob gas (EIP-4844).
    case exceedsBlockBlobGas(available: UInt64, got: UInt64)
    /// More blobs than a transaction may carry (EIP-7594).
    case tooManyBlobs(limit: Int, got: Int)
    /// A blob transaction carries no blob (EIP-4844).
    case noBlobs
    /// A versioned hash does not start with version 1 (EIP-4844).
    case invalidBlobVersion(index: Int)
    /// The priority fee is above the maximum fee, in wei (EIP-1559).
    case priorityFeeAboveMaxFee(maxFee: UInt256, priorityFee: UInt256)
    /// The maximum fee, or gas price, is below the base fee, in wei (EIP-1559).
    case maxFeeBelowBaseFee(baseFee: UInt256, got: UInt256)
    /// The maximum blob fee is below the blob base fee, in wei (EIP-4844).
    case maxBlobFeeBelowBlobBaseFee(blobBaseFee: UInt256, got: UInt256)
    /// A set-code transaction has no authorization (EIP-7702).
    case emptyAuthorizationList
    /// A proof-carrying transaction needs nothing proved (EIP-8288).
    case noProofDependencies
    /// More proof dependencies than a transaction may have.
    case tooManyProofDependencies(limit: Int, got: Int)
    /// The balance does not cover value and greatest fees, in wei; a nil requirement is above 2^256 - 1.
    case insufficientFunds(required: UInt256?, balance: UInt256)
    /// The sender has code that is no delegation (EIP-3607, EIP-7702).
    case senderHasCode(Address)
}
