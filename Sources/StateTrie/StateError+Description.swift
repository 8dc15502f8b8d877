import Primitives

extension StateError: CustomStringConvertible {
    /// What could not be read or changed, in one line.
    public var description: String {
        switch self {
        case .missingNode(let hash, let path): "missing trie node \(hash.hex) at \(path.place)"
        case .missingCode(let hash): "missing code \(hash.hex)"
        case .malformedNode(let hash, let path, let flaw):
            "malformed trie node \(hash.hex) at \(path.place): \(flaw.description)"
        case .malformedAccount(let path, let error): "malformed account at \(path.place): \(error.description)"
        case .malformedStorageValue(let path, let error):
            "malformed storage value at \(path.place): \(error.description)"
        case .keyTooLong(let count): "trie key of \(count) bytes is above the limit of 32"
        case .balanceOverflow(let address): "balance of \(address.hex) would exceed 2^256 - 1 wei"
        case .insufficientBalance(let address): "more is taken from the balance of \(address.hex) than it holds"
        }
    }
}

extension NibblePath {
    /// The path as a place in a sentence.
    fileprivate var place: String { count == 0 ? "the root" : "path \(description)" }
}
