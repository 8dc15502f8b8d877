import Primitives

/// Calldata as a contract of this module reads it.
///
/// The compiled contracts do not insist on the canonical encoding: they follow the offset of a dynamic argument
/// wherever it points, take bytes behind the end for zeros, and look neither at padding nor at what follows. Whoever
/// wants to know what a contract was told has to read in the same way: a caller who chooses another encoding must not
/// make a node see less than the contract did.
struct ReceivedCall {
    private static let selectorByteCount = 4
    private static let wordByteCount = 32

    private let bytes: UnsafeRawBufferPointer

    /// Calldata of a function; nil when it is another function's, or too short to hold the head of its arguments, which
    /// the contract refuses.
    ///
    /// - Parameters:
    ///   - bytes: The calldata, which must outlive the value.
    ///   - function: A function whose arguments take one word of the head each, as dynamic ones and numbers do.
    init?(_ bytes: UnsafeRawBufferPointer, to function: ABIFunction) {
        let headByteCount = Self.selectorByteCount + Self.wordByteCount * function.inputs.count
        let selector = bytes.prefix(Self.selectorByteCount).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard bytes.count >= headByteCount, selector == function.selector else { return nil }
        self.bytes = bytes
    }

    /// The word of an argument in the head: its value, or the offset of a dynamic one.
    func word(_ argument: Int) -> UInt256 {
        word(at: UInt256(UInt64(Self.selectorByteCount + Self.wordByteCount * argument)))
    }

    /// An argument of type `Bytes`; nil when it is longer than the contract takes.
    func bytes(_ argument: Int, maximum: Int) -> [UInt8]? {
        // The EVM's addition: an offset may wrap around.
        let start = UInt256(UInt64(Self.selectorByteCount)) &+ word(argument)
        let length = word(at: start)
        guard length <= UInt256(UInt64(maximum)), let count = length.asUInt64.map({ Int($0) }) else { return nil }
        return read(count, at: start &+ UInt256(UInt64(Self.wordByteCount)))
    }

    private func word(at start: UInt256) -> UInt256 {
        UInt256(truncatingBigEndian: read(Self.wordByteCount, at: start)[...])
    }

    /// As CALLDATALOAD and CALLDATACOPY read.
    private func read(_ count: Int, at start: UInt256) -> [UInt8] {
        guard let start = start.asUInt64, start < UInt64(bytes.count) else {
            return [UInt8](repeating: 0, count: count)
        }
        let first = Int(start)
        let end = first + min(count, bytes.count - first)
        let found = [UInt8](bytes[first..<end])
        return found.count == count ? found : found + [UInt8](repeating: 0, count: count - found.count)
    }
}
