import Primitives

/// The blobs of a chain's blocks, as long as they are kept.
struct BlobStore: Sendable {
    private var sidecars: [Bytes32: BlobSidecar] = [:]
    /// Slot and transaction of each entry, oldest first.
    private var arrivals: [(slot: UInt64, transaction: Bytes32)] = []

    /// The blobs of a transaction.
    subscript(transaction: Bytes32) -> BlobSidecar? { sidecars[transaction] }

    /// Keeps the blobs of a transaction in a block of a slot, which is not before any other's.
    mutating func keep(_ sidecar: BlobSidecar, of transaction: Bytes32, slot: UInt64) {
        sidecars[transaction] = sidecar
        arrivals.append((slot, transaction))
    }

    /// Takes out the blobs of a transaction whose block the chain no longer has.
    mutating func remove(_ transaction: Bytes32) -> BlobSidecar? {
        arrivals.removeAll { $0.transaction == transaction }
        return sidecars.removeValue(forKey: transaction)
    }

    /// Forgets what is older than nodes keep blobs.
    mutating func prune(atSlot present: UInt64) {
        let expired = arrivals.prefix { !BlobRetention.isKept(fromSlot: $0.slot, atSlot: present) }
        guard !expired.isEmpty else { return }
        for entry in expired { sidecars[entry.transaction] = nil }
        arrivals.removeFirst(expired.count)
    }
}
