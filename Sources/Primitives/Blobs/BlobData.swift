/// Bytes packed into blobs: 31 to a field element, whose highest byte stays zero, so that each is below the modulus
/// (EIP-8142).
///
/// How many of the bytes are data, the data itself must say: what a packing leaves over is zero.
public enum BlobData {
    /// Field elements of a blob (EIP-4844).
    public static let fieldElementsPerBlob = 4096
    /// Bytes of a field element.
    static let bytesPerFieldElement = 32
    /// Bytes that a field element carries.
    static let usableBytesPerFieldElement = 31
    /// Bytes of a blob.
    public static let bytesPerBlob = fieldElementsPerBlob * bytesPerFieldElement
    /// Bytes that a blob carries: 126,976.
    public static let usableBytesPerBlob = fieldElementsPerBlob * usableBytesPerFieldElement

    /// Blobs that carry a number of bytes: one at least.
    public static func blobCount(byteCount: Int) -> Int {
        max(1, (byteCount &+ usableBytesPerBlob &- 1) / usableBytesPerBlob)
    }

    /// The fewest blobs that carry some bytes.
    public static func pack(_ bytes: [UInt8]) -> [[UInt8]] {
        (0..<blobCount(byteCount: bytes.count)).map { index in
            var blob = [UInt8](repeating: 0, count: bytesPerBlob)
            let part = bytes.dropFirst(index * usableBytesPerBlob).prefix(usableBytesPerBlob)
            for (position, byte) in part.enumerated() {
                let element = position / usableBytesPerFieldElement
                blob[element * bytesPerFieldElement + 1 + position % usableBytesPerFieldElement] = byte
            }
            return blob
        }
    }

    /// All bytes that blobs carry, those left over included.
    ///
    /// - Parameter blobs: Hostile bytes.
    /// - Returns: 126,976 bytes for each blob.
    /// - Throws: `BlobDataError.wrongLength`, `.highByte`.
    public static func unpack(_ blobs: [[UInt8]]) throws(BlobDataError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(blobs.count * usableBytesPerBlob)
        for (index, blob) in blobs.enumerated() {
            guard blob.count == bytesPerBlob else { throw .wrongLength(blob: index, got: blob.count) }
            for element in 0..<fieldElementsPerBlob {
                let start = element * bytesPerFieldElement
                guard blob[start] == 0 else { throw .highByte(blob: index, element: element) }
                bytes += blob[start + 1..<start + bytesPerFieldElement]
            }
        }
        return bytes
    }

    /// The first bytes that blobs carry, when there are no more blobs than these need and all others are zero, so that
    /// the same bytes are never in two different lists of blobs.
    ///
    /// - Parameters:
    ///   - byteCount: Bytes that are data, as the data says.
    ///   - unpacked: What `unpack` gave.
    /// - Returns: The data.
    /// - Throws: `BlobDataError.dataTooLong`, `.needlessBlob`, `.trailingData`.
    public static func data(_ byteCount: Int, of unpacked: [UInt8]) throws(BlobDataError) -> ArraySlice<UInt8> {
        guard byteCount >= 0, byteCount <= unpacked.count else {
            throw .dataTooLong(declared: byteCount, available: unpacked.count)
        }
        let needed = blobCount(byteCount: byteCount)
        guard unpacked.count <= needed * usableBytesPerBlob else {
            throw .needlessBlob(needed: needed, got: unpacked.count / usableBytesPerBlob)
        }
        if let position = unpacked[byteCount...].firstIndex(where: { $0 != 0 }) {
            throw .trailingData(at: position)
        }
        return unpacked[..<byteCount]
    }
}

/// Why blobs do not hold packed bytes.
public enum BlobDataError: Error, Equatable, Sendable {
    /// A blob is not 131,072 bytes long.
    case wrongLength(blob: Int, got: Int)
    /// The highest byte of a field element is not zero.
    case highByte(blob: Int, element: Int)
    /// The blobs carry fewer bytes than the data says it has.
    case dataTooLong(declared: Int, available: Int)
    /// There are more blobs than the data needs.
    case needlessBlob(needed: Int, got: Int)
    /// A byte behind the data is not zero.
    case trailingData(at: Int)
}

extension BlobDataError: CustomStringConvertible {
    /// What is wrong, in one line.
    public var description: String {
        switch self {
        case .wrongLength(let blob, let got): "blob \(blob) has \(got) bytes"
        case .highByte(let blob, let element): "field element \(element) of blob \(blob) has a highest byte"
        case .dataTooLong(let declared, let available): "\(declared) bytes are declared, the blobs carry \(available)"
        case .needlessBlob(let needed, let got): "the data needs \(needed) blobs, but there are \(got)"
        case .trailingData(let position): "byte \(position), behind the data, is not zero"
        }
    }
}
