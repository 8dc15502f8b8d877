import Cryptography
package import Primitives

/// Payments in a blob: their bytes, 31 to a piece, are the coefficients of the blob's polynomial, lowest first, and all
/// other coefficients are zero.
///
/// A blob itself lists the polynomial's values at the roots of unity. Coefficients are what a circuit evaluates without
/// a division, and without a term for any of the 4,096 places that holds nothing.
package enum PaymentsBlob {
    /// Bytes of a piece, below 2^248 and so an element of both BN254's and BLS12-381's scalar field.
    static let pieceByteCount = 31

    /// The points at which a blob's polynomial is given, in its order.
    private static let domain = RootsOfUnity(logOrder: 12)

    /// The pieces of bytes, as big-endian integers; zeros fill the last.
    static func pieces(of bytes: [UInt8]) -> [UInt256] {
        stride(from: 0, to: bytes.count, by: pieceByteCount).map { start in
            let piece = bytes[start..<min(start + pieceByteCount, bytes.count)]
            return UInt256(truncatingBigEndian: piece + Array(repeating: 0, count: pieceByteCount - piece.count))
        }
    }

    /// The blob whose polynomial has the pieces of bytes as its coefficients.
    ///
    /// The bytes are at most `BlobData.usableBytesPerBlob`; the largest batch has 16,384.
    package static func blob(holding bytes: [UInt8]) -> [UInt8] {
        var elements = pieces(of: bytes).map { BLS12381.Fr(reducing: $0) }
        elements += Array(repeating: .zero, count: max(0, BlobData.fieldElementsPerBlob - elements.count))
        return domain.values(ofCoefficients: elements).flatMap(\.bigEndianBytes)
    }

    /// The bytes that a blob holds: the only ones whose `blob(holding:)` it is.
    ///
    /// - Parameters:
    ///   - count: How many bytes there are.
    ///   - blob: Any bytes.
    /// - Returns: The bytes.
    /// - Throws: `PaymentsBlobError` when the blob is none that holds so many bytes.
    package static func bytes(_ count: Int, of blob: [UInt8]) throws(PaymentsBlobError) -> [UInt8] {
        guard blob.count == BlobData.bytesPerBlob else { throw .coefficients(.wrongLength(blob: 0, got: blob.count)) }
        var elements: [BLS12381.Fr] = []
        elements.reserveCapacity(BlobData.fieldElementsPerBlob)
        for start in stride(from: 0, to: blob.count, by: 32) {
            let value = UInt256(truncatingBigEndian: blob[start..<start + 32])
            guard let element = BLS12381.Fr(exactly: value) else { throw .valueTooLarge(position: elements.count) }
            elements.append(element)
        }
        domain.interpolate(&elements)
        do {
            let unpacked = try BlobData.unpack([elements.flatMap(\.bigEndianBytes)])
            return Array(try BlobData.data(count, of: unpacked))
        } catch {
            throw .coefficients(error)
        }
    }
}

/// Why a blob holds no payments.
package enum PaymentsBlobError: Error, Equatable, CustomStringConvertible {
    /// A value of the polynomial is not below BLS12-381's scalar order.
    case valueTooLarge(position: Int)
    /// The coefficients, read as a blob's elements, are no packed bytes.
    case coefficients(BlobDataError)

    /// The sentence for a message.
    package var description: String {
        switch self {
        case .valueTooLarge(let position): "value \(position) of the blob's polynomial is no element of its field"
        case .coefficients(let error): "the coefficients of the blob's polynomial are no payments: \(error)"
        }
    }
}
