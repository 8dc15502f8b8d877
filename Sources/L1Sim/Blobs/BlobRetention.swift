/// How long nodes keep blobs, and so how long a block needs them.
///
/// Consensus-specs, phase0 to fulu: a node serves blobs of the last 4,096 epochs, and calls no block of that time
/// available without them. Older blocks are taken without their blobs by whoever knows from elsewhere that the chain
/// holds them: they were checked while they were young.
public enum BlobRetention {
    /// Epochs for which blobs are kept (`MIN_EPOCHS_FOR_BLOB_SIDECARS_REQUESTS`).
    public static let epochCount: UInt64 = 4096
    /// Slots of an epoch (`SLOTS_PER_EPOCH`).
    public static let slotsPerEpoch: UInt64 = 32

    /// Whether the blobs of a block in one slot are still kept in another, later one.
    public static func isKept(fromSlot slot: UInt64, atSlot present: UInt64) -> Bool {
        let (epoch, presentEpoch) = (slot / slotsPerEpoch, present / slotsPerEpoch)
        return epoch >= presentEpoch || presentEpoch - epoch <= epochCount
    }
}

/// What a node can say of the blobs of a transaction.
public enum BlobAvailability: Hashable, Sendable {
    /// No block holds the transaction, or it names no blobs.
    case none
    /// The blobs.
    case available(BlobSidecar)
    /// The node does not keep them any more.
    case expired
}
