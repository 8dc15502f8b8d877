import L1Sim

/// What is wrong with the blobs of a transaction.
package enum BlobFault: String, CaseIterable, Sendable, ChoiceField {
    /// They do not come.
    case missing
    /// One bit of the first blob is another than the one that was committed to.
    case flipBit = "flip_bit"
    /// They are well committed to, and one bit of the transactions in them is another.
    case otherData = "other_data"

    /// What comes of blobs.
    func applied(to blobs: BlobSidecar?) -> BlobSidecar? {
        var blobs = blobs
        switch self {
        case .otherData: break
        case .missing: return nil
        // The last byte of the first field element, so that it stays below the modulus.
        case .flipBit: blobs?.blobs[0][31] ^= 1
        }
        return blobs
    }

    /// The fault in one sentence.
    package var summary: String {
        switch self {
        case .missing: "no blob comes"
        case .flipBit: "one bit of the first blob is another than the sender has committed to"
        case .otherData: "the sender has committed to blobs in which one bit of the transactions is another"
        }
    }
}
