extension RLPError: CustomStringConvertible {
    /// What is wrong, in one line.
    public var description: String {
        switch self {
        case .unexpectedEnd: "RLP item reaches beyond the end of the data"
        case .nonCanonicalLength: "RLP length is not in its shortest form"
        case .nonCanonicalByte: "single byte below 0x80 is written as an RLP string"
        case .leadingZero: "RLP integer has a leading zero byte"
        case .integerOverflow: "RLP integer does not fit its type"
        case .expectedString: "RLP list stands where a string must be"
        case .expectedList: "RLP string stands where a list must be"
        case .wrongLength(let expected, let got): "wrong length of RLP string: expected \(expected) bytes, got \(got)"
        case .trailingBytes: "bytes follow the last RLP item"
        case .invalidValue: "value is not one that its field allows"
        }
    }
}
