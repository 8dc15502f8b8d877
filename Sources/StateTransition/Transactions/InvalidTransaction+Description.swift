import EVM
import Primitives

extension InvalidTransaction: CustomStringConvertible {
    /// The broken rule and its numbers, in one line.
    public var description: String {
        switch self {
        case .empty: "transaction has no bytes"
        case .unsupportedType(let byte): "unsupported transaction type \(Hex.encode([byte]))"
        case .typeNotInFork(let type, let fork): "\(type.words) transactions are not in the \(fork.name) fork"
        case .undecodable(let error): "undecodable transaction: \(error.description)"
        case .creationNotAllowed(let type): "\(type.words) transactions must have a recipient"
        case .invalidV(let v): "signature v must be 27, 28 or at least 35, got \(v.description)"
        case .wrongChainId(let expected, let got): "wrong chain id: expected \(expected), got \(got)"
        case .invalidSignature: "signature is out of range or fits no public key"
        case .intrinsicGasTooLow(let required, let got): "gas limit \(got) is below the intrinsic gas \(required)"
        case .floorGasTooLow(let required, let got): "gas limit \(got) is below the calldata floor \(required)"
        case .gasLimitAboveCap(let cap, let got): "gas limit \(got) is above the transaction cap \(cap)"
        case .initCodeTooLarge(let limit, let got): "init code of \(got) bytes is above the limit of \(limit)"
        case .nonceIsMax: "nonce is 2^64 - 1 and cannot be incremented"
        case .nonceTooLow(let expected, let got): "nonce too low: expected \(expected), got \(got)"
        case .nonceTooHigh(let expected, let got): "nonce too high: expected \(expected), got \(got)"
        case .exceedsBlockGas(let available, let got):
            "gas limit \(got) is above the \(available) gas left in the block"
        case .exceedsBlockBlobGas(let available, let got):
            "blob gas \(got) is above the \(available) blob gas left in the block"
        case .tooManyBlobs(let limit, let got): "blob count \(got) is above the transaction limit \(limit)"
        case .noBlobs: "blob transactions must have a blob"
        case .invalidBlobVersion(let index): "blob versioned hash \(index) does not start with 0x01"
        case .priorityFeeAboveMaxFee(let maxFee, let priorityFee):
            "priority fee \(priorityFee.description) wei per gas is above the maximum fee \(maxFee.description)"
        case .maxFeeBelowBaseFee(let baseFee, let got):
            "maximum fee \(got.description) wei per gas is below the base fee \(baseFee.description)"
        case .maxBlobFeeBelowBlobBaseFee(let baseFee, let got):
            "maximum blob fee \(got.description) wei per blob gas is below the blob base fee \(baseFee.description)"
        case .emptyAuthorizationList: "authorization list is empty"
        case .noProofDependencies: "proof-carrying transactions must have a proof dependency"
        case .tooManyProofDependencies(let limit, let got):
            "proof dependency count \(got) is above the transaction limit \(limit)"
        case .insufficientFunds(let required?, let balance):
            "balance \(balance.description) wei is below the \(required.description) wei required"
        case .insufficientFunds(nil, let balance):
            "balance \(balance.description) wei is below what is required, more than 2^256 - 1 wei"
        case .senderHasCode(let address): "sender \(address.hex) has code that is no delegation"
        }
    }
}

extension TransactionType {
    /// The type as it stands before the word transactions.
    fileprivate var words: String {
        switch self {
        case .legacy: "legacy"
        case .accessList: "access-list"
        case .dynamicFee: "dynamic-fee"
        case .blob: "blob"
        case .setCode: "set-code"
        case .proofCarrying: "proof-carrying"
        }
    }
}
