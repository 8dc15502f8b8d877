import Primitives
import StateTransition

/// A blob transaction as nodes pass it on before it is in a block: with its blobs.
///
/// `0x03 || rlp([body, blobs, commitments, proofs])` with a proof for each blob (EIP-4844), or
/// `0x03 || rlp([body, 1, blobs, commitments, cell_proofs])` with proofs of cells (EIP-7594).
public struct BlobTransactionNetworkForm: Hashable, Sendable {
    /// Version of the wrapper with proofs of cells (EIP-7594).
    static let cellWrapperVersion: UInt64 = 1

    /// The transaction as it stands in a block.
    public var transaction: [UInt8]
    /// Its blobs.
    public var sidecar: BlobSidecar
    /// Which of the two forms it has.
    public var form: BlobProofForm

    /// The network form of an encoded blob transaction.
    public init(transaction: [UInt8], sidecar: BlobSidecar, form: BlobProofForm) {
        self.transaction = transaction
        self.sidecar = sidecar
        self.form = form
    }

    /// Whether bytes have the outline of a network form: type 3, and a list whose first item is a list.
    static func isOutlined(by bytes: [UInt8]) -> Bool {
        guard bytes.first == TransactionType.blob.rawValue else { return false }
        var decoder = RLPDecoder(bytes[1...])
        return (try? decoder.readList())?.nextIsList ?? false
    }

    /// Reads the network form.
    ///
    /// - Parameter bytes: Hostile bytes.
    /// - Throws: `BlobRejection.undecodable`, `.wrongWrapperVersion`.
    public init(decoding bytes: [UInt8]) throws(BlobRejection) {
        var version: UInt64 = 0
        do throws(RLPError) {
            guard bytes.first == TransactionType.blob.rawValue else { throw RLPError.expectedList }
            var decoder = RLPDecoder(bytes[1...])
            var list = try decoder.readList()
            try decoder.finish()
            transaction = [TransactionType.blob.rawValue] + (try list.readRawItem())
            if list.nextIsList {
                form = .blobs
            } else {
                form = .cells
                version = try list.readUInt64()
            }
            let blobs = try Self.strings(&list)
            let commitments = try Self.strings(&list)
            sidecar = BlobSidecar(blobs: blobs, commitments: commitments, proofs: try Self.strings(&list))
            try list.finish()
        } catch {
            throw .undecodable(error)
        }
        guard form == .blobs || version == Self.cellWrapperVersion else {
            throw .wrongWrapperVersion(expected: Self.cellWrapperVersion, got: version)
        }
    }

    /// The only encoding.
    public var encoded: [UInt8] {
        let list = RLPEncoder.encodeList { list in
            list.appendRaw(transaction.dropFirst())
            if form == .cells { list.append(Self.cellWrapperVersion) }
            for strings in [sidecar.blobs, sidecar.commitments, sidecar.proofs] {
                list.appendList { items in
                    for string in strings { items.append(bytes: string) }
                }
            }
        }
        return [TransactionType.blob.rawValue] + list
    }

    private static func strings(_ list: inout RLPDecoder) throws(RLPError) -> [[UInt8]] {
        var strings: [[UInt8]] = []
        var items = try list.readList()
        while !items.isAtEnd { strings.append(try items.readArray()) }
        return strings
    }
}
