import Primitives
import Testing

@Suite("Bytes packed into blobs")
struct BlobDataTests {
    private static func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 | 1) } }

    @Test(
        "Every length comes back, from the fewest blobs",
        arguments: [0, 1, 31, 32, 126_975, 126_976, 126_977, 253_953]
    )
    func roundTrip(count: Int) throws {
        let bytes = Self.bytes(count)
        let blobs = BlobData.pack(bytes)
        #expect(blobs.count == max(1, (count + 126_975) / 126_976))
        #expect(blobs.allSatisfy { $0.count == 131_072 })
        let unpacked = try BlobData.unpack(blobs)
        #expect(unpacked.count == blobs.count * 126_976)
        #expect(try Array(BlobData.data(count, of: unpacked)) == bytes)
    }

    @Test("A field element holds 31 bytes below a zero")
    func layout() {
        let blob = BlobData.pack(Self.bytes(40))[0]
        #expect(blob[0] == 0 && Array(blob[1..<32]) == Array(Self.bytes(40)[..<31]))
        #expect(blob[32] == 0 && Array(blob[33..<42]) == Array(Self.bytes(40)[31...]))
        #expect(blob[42...].allSatisfy { $0 == 0 })
    }

    @Test("What no packing makes is refused")
    func strictness() throws {
        var blobs = BlobData.pack(Self.bytes(126_977))
        blobs[1][64] = 1
        #expect(throws: BlobDataError.highByte(blob: 1, element: 2)) { try BlobData.unpack(blobs) }
        #expect(throws: BlobDataError.wrongLength(blob: 0, got: 3)) { try BlobData.unpack([[0, 1, 2]]) }
        let unpacked = try BlobData.unpack(BlobData.pack(Self.bytes(100)))
        #expect(throws: BlobDataError.trailingData(at: 99)) { try BlobData.data(99, of: unpacked) }
        #expect(throws: BlobDataError.dataTooLong(declared: 126_977, available: 126_976)) {
            try BlobData.data(126_977, of: unpacked)
        }
        #expect(throws: BlobDataError.dataTooLong(declared: -1, available: 126_976)) {
            try BlobData.data(-1, of: unpacked)
        }
        let two = unpacked + [UInt8](repeating: 0, count: 126_976)
        #expect(throws: BlobDataError.needlessBlob(needed: 1, got: 2)) { try BlobData.data(100, of: two) }
    }
}
