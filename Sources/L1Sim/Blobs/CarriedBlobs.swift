public import Primitives

/// Blobs that a transaction carries, once they are known to be those that it names.
public struct CarriedBlobs: Sendable {
    /// Versioned hashes, in order.
    public let versionedHashes: [Bytes32]
    /// The blobs that they name, each of `BlobSidecar.blobByteCount` bytes.
    public let blobs: [[UInt8]]

    /// The blobs of a checked sidecar; none where a transaction names none.
    init(versionedHashes: [Bytes32], sidecar: BlobSidecar?) {
        self.versionedHashes = versionedHashes
        blobs = sidecar?.blobs ?? []
    }
}
