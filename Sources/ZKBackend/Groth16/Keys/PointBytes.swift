import Cryptography

/// Points as EIP-196 and EIP-197 encode them.
enum PointBytes {
    /// Bytes of a point of G1: x, y.
    static let g1Count = 64
    /// Bytes of a point of G2: the factor of i and the real part of x, then of y.
    static let g2Count = 128

    static func append(_ point: BN254.G1, to bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(byteCount: g1Count, alignment: 8) { memory in
            guard let start = memory.baseAddress else { return }
            point.storeBigEndian(to: start)
            bytes.append(contentsOf: memory)
        }
    }

    static func append(_ point: BN254.G2, to bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(byteCount: g2Count, alignment: 8) { memory in
            guard let start = memory.baseAddress else { return }
            point.storeBigEndian(to: start)
            bytes.append(contentsOf: memory)
        }
    }
}

/// Reads points of a key one after another.
struct PointReader {
    private let bytes: [UInt8]
    private var position: Int

    /// A reader from a position on.
    init(_ bytes: [UInt8], from position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// The next point of G1.
    mutating func g1(_ name: @autoclosure () -> String) throws(KeyError) -> BN254.G1 {
        guard let range = next(PointBytes.g1Count) else { throw .wrongLength(bytes.count) }
        let point = bytes.withUnsafeBytes { bytes in
            bytes.baseAddress.flatMap { BN254.G1(bigEndianAt: $0 + range.lowerBound) }
        }
        guard let point else { throw .notOnCurve(name()) }
        return point
    }

    /// The next point of the twist, in the subgroup or not.
    mutating func g2(_ name: @autoclosure () -> String) throws(KeyError) -> BN254.G2 {
        guard let range = next(PointBytes.g2Count) else { throw .wrongLength(bytes.count) }
        let point = bytes.withUnsafeBytes { bytes in
            bytes.baseAddress.flatMap { BN254.G2(bigEndianAt: $0 + range.lowerBound) }
        }
        guard let point else { throw .notOnCurve(name()) }
        return point
    }

    /// The next point of the twist, which must be in the subgroup.
    mutating func subgroupG2(_ name: String) throws(KeyError) -> BN254.G2 {
        let point = try g2(name)
        guard BN254.PreparedG2(point) != nil else { throw .outsideSubgroup(name) }
        return point
    }

    private mutating func next(_ count: Int) -> Range<Int>? {
        guard bytes.count - position >= count else { return nil }
        defer { position += count }
        return position..<position + count
    }
}
