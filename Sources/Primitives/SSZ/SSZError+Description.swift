extension SSZError: CustomStringConvertible {
    /// What is wrong, in one line.
    public var description: String {
        switch self {
        case .wrongLength(let expected, let got): "wrong length of SSZ value: expected \(expected) bytes, got \(got)"
        case .wrongFirstOffset(let expected, let got): "wrong first SSZ offset: expected \(expected), got \(got)"
        case .offsetOutOfOrder(let previous, let got): "SSZ offset \(got) is below the one before it, \(previous)"
        case .offsetOutOfBounds(let offset, let count): "SSZ offset \(offset) is behind the last of \(count) bytes"
        case .offsetNotAligned(let offset): "first SSZ offset of a list must be a positive multiple of 4, got \(offset)"
        case .partialElement(let count, let element):
            "SSZ list of \(count) bytes is no whole number of elements of \(element) bytes"
        case .tooManyElements(let limit, let got): "SSZ list of \(got) elements is above the limit of \(limit)"
        case .tooManyBytes(let limit, let got): "SSZ byte list of \(got) bytes is above the limit of \(limit)"
        case .invalidBoolean(let byte): "SSZ boolean must be 0 or 1, got \(byte)"
        }
    }
}
