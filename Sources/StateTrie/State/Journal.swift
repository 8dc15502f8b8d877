import Primitives

/// Undo log of a transaction: small entries, and the old values of those that have one on a stack beside them.
struct Journal: Sendable {
    enum Change: UInt8, Sendable {
        case accountWarmed
        case slotWarmed
        case touched
        case balance
        case nonce
        case code
        case created
        case destructed
        case storageEmptied
        case slotReread
        case slot
        case transientSlot
    }

    struct Entry: Sendable {
        var change: Change
        var index: UInt32
    }

    private(set) var entries: [Entry] = []
    private var words: [UInt256] = []

    init() {
        entries.reserveCapacity(32)
        words.reserveCapacity(16)
    }

    mutating func append(_ change: Change, _ index: Int) {
        entries.append(Entry(change: change, index: UInt32(truncatingIfNeeded: index)))
    }

    mutating func append(_ change: Change, _ index: Int, old: UInt256) {
        words.append(old)
        append(change, index)
    }

    /// Keeps one more old value, to be taken back in reverse order.
    mutating func push(_ word: UInt256) {
        words.append(word)
    }

    mutating func popEntry() -> Entry? {
        entries.popLast()
    }

    mutating func popWord() -> UInt256 {
        words.popLast() ?? .zero
    }

    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
    }
}
