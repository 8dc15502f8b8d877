public import EVM
public import Primitives
public import StateTrie

/// Why a block could not be shown to be valid from its witness.
public enum StatelessValidationError: Error, Equatable, Sendable {
    /// The witness has no header, so that the parent is unknown.
    case noHeaders
    /// The witness has more headers than BLOCKHASH can reach.
    case tooManyHeaders(limit: Int, got: Int)
    /// A header of the witness is not canonical.
    case undecodableHeader(index: Int, RLPError)
    /// A header of the witness is not the parent of the one after it.
    case headersNotContiguous(index: Int, expected: Bytes32, got: Bytes32)
    /// A system contract's account has other code than the published one, where that is required.
    case foreignSystemContract(Address)
    /// There is not one public key for each transaction.
    case wrongPublicKeyCount(expected: Int, got: Int)
    /// A public key is not the one that signed.
    case wrongPublicKey(index: Int)
    /// The block breaks a rule.
    case invalidBlock(InvalidBlock)
    /// The block could not be executed to its end, most often because the witness lacks something.
    case fault(EVMFault<StateError>)
}
