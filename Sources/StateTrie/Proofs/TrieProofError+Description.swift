import Primitives

extension TrieProofError: CustomStringConvertible {
    /// Why the proof shows nothing, in one line.
    public var description: String {
        switch self {
        case .missingNode(let hash, let path): StateError.missingNode(hash: hash, path: path).description
        case .malformedNode(let hash, let path, let flaw):
            StateError.malformedNode(hash: hash, path: path, flaw).description
        case .superfluousNode(let index): "proof node \(index) is not on the key's path, or not at its place"
        case .keyTooLong(let count): StateError.keyTooLong(byteCount: count).description
        case .malformedValue(let error): "malformed proven value: \(error.description)"
        case .wrongAccount: "the proof shows another account than the one claimed"
        case .wrongValue(let slot): "the proof shows another value of slot \(Bytes32(slot).hex) than the one claimed"
        }
    }
}
