public import Primitives

/// Why a state or trie could not be read or changed: the answer is unknowable, never an empty value.
public enum StateError: Error, Equatable, Sendable {
    /// The database lacks the node of this hash, which stands at `path` of an account or storage trie.
    case missingNode(hash: Bytes32, path: NibblePath)
    /// The database lacks the code of this hash.
    case missingCode(hash: Bytes32)
    /// The node of this hash is not a trie node that Ethereum's rules can produce.
    case malformedNode(hash: Bytes32, path: NibblePath, TrieNodeFlaw)
    /// The value at this path of the state trie is no account.
    case malformedAccount(path: NibblePath, RLPError)
    /// The value at this path of a storage trie is no canonical integer of 1 to 32 bytes.
    case malformedStorageValue(path: NibblePath, RLPError)
    /// A trie's key exceeds 32 bytes.
    case keyTooLong(byteCount: Int)
    /// A balance would reach 2^256 wei.
    case balanceOverflow(Address)
    /// More would be taken from a balance than it holds.
    case insufficientBalance(Address)
}

/// What is wrong with the bytes of a trie node (Yellow Paper, appendix D).
public enum TrieNodeFlaw: Error, Equatable, Sendable {
    /// The bytes are not canonical RLP.
    case encoding(RLPError)
    /// The list has neither 2 nor 17 items.
    case wrongItemCount
    /// A path is not in hex-prefix form (Yellow Paper, appendix C).
    case malformedHexPrefix
    /// The path leads deeper than 64 nibbles.
    case pathTooLong
    /// A key that is no hash of 64 nibbles ends at the node, in a trie whose keys all are.
    case wrongKeyLength
    /// The node is longer than a full branch, in bytes, in a trie whose keys are all hashes.
    case nodeTooLong(limit: Int, got: Int)
    /// An extension has an empty path.
    case emptyExtension
    /// An extension leads to something else than a branch.
    case extensionWithoutBranch
    /// A branch has fewer than two occupants.
    case sparseBranch
    /// A leaf has an empty value.
    case emptyValue
    /// A child is neither empty, nor a hash of 32 bytes, nor an embedded node.
    case malformedChild
    /// A node of 32 bytes or more is embedded in its parent.
    case embeddedNodeTooLong
    /// A node of fewer than 32 bytes is referred to by its hash.
    case shortNodeNotEmbedded
}
