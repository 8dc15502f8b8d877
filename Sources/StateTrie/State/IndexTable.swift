/// Indices of records by their keys, which the records hold: open addressing with linear probing.
///
/// A dictionary from key to index would hold each key twice, and its growth computes with floating-point numbers, which
/// the guest's machine does not have. Nothing is removed and nothing iterates, so no order shows.
struct IndexTable: Sendable {
    /// An index plus one each, or zero for a free place; a power of two of them.
    private var entries: [UInt32]
    private var count = 0
    /// The process's own, so that keys which collide cannot be prepared; the guest's hashing has a constant for it.
    let seed: Int

    /// Room at first: four bytes each.
    private static let initialCapacity = 64

    init() {
        entries = [UInt32](repeating: 0, count: Self.initialCapacity)
        seed = Hasher().finalize()
    }

    /// The index of a record.
    ///
    /// - Parameters:
    ///   - hash: Hash of its key under `seed`.
    ///   - matches: Whether the record at an index has the key.
    /// - Returns: The index; nil when no record has the key.
    @inline(__always)
    func find(_ hash: Int, matches: (Int) -> Bool) -> Int? {
        var position = hash & (entries.count &- 1)
        while entries[position] != 0 {
            let index = Int(entries[position] &- 1)
            if matches(index) { return index }
            position = (position &+ 1) & (entries.count &- 1)
        }
        return nil
    }

    /// Adds a record that `find` does not find.
    ///
    /// - Parameters:
    ///   - index: Its index, below 2^32 - 1.
    ///   - hash: Hash of its key under `seed`.
    ///   - hashOfRecord: The same for the key of the record at an index, for when the table grows.
    @inline(__always)
    mutating func insert(_ index: Int, _ hash: Int, hashOfRecord: (Int) -> Int) {
        if 2 &* count >= entries.count {
            let old = entries
            entries = [UInt32](repeating: 0, count: 2 &* old.count)
            for entry in old where entry != 0 { place(entry, hashOfRecord(Int(entry &- 1))) }
        }
        place(UInt32(truncatingIfNeeded: index &+ 1), hash)
        count &+= 1
    }

    private mutating func place(_ entry: UInt32, _ hash: Int) {
        var position = hash & (entries.count &- 1)
        while entries[position] != 0 { position = (position &+ 1) & (entries.count &- 1) }
        entries[position] = entry
    }
}
