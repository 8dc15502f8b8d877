import Primitives

extension TrieNodeFlaw: CustomStringConvertible {
    /// What is wrong with the node, in one line.
    public var description: String {
        switch self {
        case .encoding(let error): error.description
        case .wrongItemCount: "node has neither 2 nor 17 items"
        case .malformedHexPrefix: "path is not in hex-prefix form"
        case .pathTooLong: "path leads deeper than 64 nibbles"
        case .wrongKeyLength: "key that ends at the node is no hash of 64 nibbles"
        case .nodeTooLong(let limit, let got): "node of \(got) bytes is above the limit \(limit)"
        case .emptyExtension: "extension has an empty path"
        case .extensionWithoutBranch: "extension leads to no branch"
        case .sparseBranch: "branch has fewer than two occupants"
        case .emptyValue: "leaf has an empty value"
        case .malformedChild: "child is neither empty, nor a hash, nor an embedded node"
        case .embeddedNodeTooLong: "node of 32 bytes or more is embedded in its parent"
        case .shortNodeNotEmbedded: "node of fewer than 32 bytes is referred to by its hash"
        }
    }
}
