import Cryptography
import PaymentsCircuit
import Primitives
import TestSupport
import Testing

@Suite("Payments in blobs")
struct PaymentsBlobTests {
    private static let domain = RootsOfUnity(logOrder: 12)

    /// The blob of a polynomial whose coefficients are a number at each of some places, and zero elsewhere.
    private static func blob(_ coefficients: [Int: BLS12381.Fr]) -> [UInt8] {
        var elements = [BLS12381.Fr](repeating: .zero, count: 4096)
        for (place, coefficient) in coefficients { elements[place] = coefficient }
        return domain.values(ofCoefficients: elements).flatMap(\.bigEndianBytes)
    }

    @Test("What a blob holds comes back", arguments: [0, 1, 16, 31, 32, 256, 16_384])
    func roundTrip(count: Int) throws {
        var random = SplitMix64(seed: UInt64(count))
        let bytes = random.bytes(count)
        let blob = PaymentsBlob.blob(holding: bytes)
        #expect(blob.count == BlobData.bytesPerBlob)
        #expect(try PaymentsBlob.bytes(count, of: blob) == bytes)
    }

    @Test("A piece of 31 bytes is a coefficient, the first the constant, and the last has zeros behind it")
    func layout() {
        let bytes = [UInt8](repeating: 7, count: 31) + [9]
        let first = BLS12381.Fr(reducing: UInt256(truncatingBigEndian: [UInt8](repeating: 7, count: 31)))
        let second = BLS12381.Fr(reducing: UInt256(9) << 240)
        #expect(PaymentsBlob.blob(holding: bytes) == Self.blob([0: first, 1: second]))
        #expect(PaymentsBlob.blob(holding: [0, 0]) == [UInt8](repeating: 0, count: BlobData.bytesPerBlob))
    }

    @Test("A blob that no packing makes is refused, and says why")
    func strictness() {
        let top = BLS12381.Fr(reducing: UInt256(1) << 248)
        let cases: [([UInt8], PaymentsBlobError)] = [
            // A coefficient behind the payments, near and at the end.
            (Self.blob([0: .one, 2: .one]), .coefficients(.trailingData(at: 92))),
            (Self.blob([4095: .one]), .coefficients(.trailingData(at: 126_975))),
            // Bytes of the last piece behind the payments.
            (Self.blob([1: .one]), .coefficients(.trailingData(at: 61))),
            (Self.blob([0: top]), .coefficients(.highByte(blob: 0, element: 0))),
            (Self.blob([4095: top]), .coefficients(.highByte(blob: 0, element: 4095))),
            ([1, 2, 3], .coefficients(.wrongLength(blob: 0, got: 3))),
        ]
        for (blob, expected) in cases {
            #expect(throws: expected) { try PaymentsBlob.bytes(32, of: blob) }
        }
        var blob = Self.blob([0: .one])
        blob.replaceSubrange(64..<96, with: BLS12381.Fr.modulus.bigEndianBytes)
        #expect(throws: PaymentsBlobError.valueTooLarge(position: 2)) { try PaymentsBlob.bytes(32, of: blob) }
    }

    @Test("The point depends on the blob and on the payments")
    func point() throws {
        let sample = SampleRollup()
        let data = try sample.batch(publication: .blob, deposits: [], payments: []).data
        let other = try sample.batch(publication: .blob, deposits: [], payments: [.withdrawal(from: 3, amount: 1)]).data
        let hashes = [Bytes32(UInt256(1) << 248), Bytes32(UInt256(1) << 248 | 1)]
        let points = [data, other].flatMap { data in hashes.map { data.evaluation(versionedHash: $0).point } }
        #expect(Set(points).count == 4)
        #expect(data.evaluation(versionedHash: hashes[0]).value == UInt256())
        #expect(other.evaluation(versionedHash: hashes[0]).value != UInt256())
    }
}
