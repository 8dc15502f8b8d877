extension ABIError: CustomStringConvertible {
    /// What is wrong, in one line.
    public var description: String {
        switch self {
        case .unexpectedEnd(let count): "ABI value reaches beyond the end of \(count) bytes"
        case .wrongOffset(let expected): "ABI offset is out of order: expected \(expected)"
        case .outOfRange(let position): "ABI value at byte \(position) is outside its type"
        case .trailingBytes(let count): "bytes follow the last ABI value: \(count)"
        case .unsupportedType: "ABI type is nested too deeply, or its elements take no bytes"
        case .wrongSelector(let expected):
            "wrong function selector: expected \(Hex.encode(ABI.selectorBytes(expected)))"
        case .wrongTopics: "topics of the log are not the event's"
        }
    }
}
