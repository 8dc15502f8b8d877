/// What `copy` and `fill` do to memory: each word of a range is written once, from another range or all with one value.
struct WordTransfer {
    /// Where the words come from.
    enum Content {
        /// Offset in data memory of a range that is read, word for word, before anything is written.
        case source(Int)
        /// One word for all.
        case value(UInt64)
    }

    /// Number of words, at least one.
    let count: Int
    /// Offset in data memory of the range that is written.
    let destination: Int
    /// What is written there.
    let content: Content

    /// Timestamps from the row's own to the reads of the source.
    static let readSlot: UInt32 = 0
    /// Timestamps from the row's own to the writes, after every read.
    static let writeSlot: UInt32 = 2

    /// Offset of the source, if there is one.
    var source: Int? {
        guard case .source(let offset) = content else { return nil }
        return offset
    }

    /// Transfers the words.
    ///
    /// Safety: both ranges have been checked to lie in data memory, of which `memory` is the first byte.
    func perform(on memory: UnsafeMutableRawPointer) {
        switch content {
        case .source(let offset):
            (memory + destination).copyMemory(from: memory + offset, byteCount: 8 * count)
        case .value(let value):
            (memory + destination).assumingMemoryBound(to: UInt64.self).update(repeating: value, count: count)
        }
    }
}
