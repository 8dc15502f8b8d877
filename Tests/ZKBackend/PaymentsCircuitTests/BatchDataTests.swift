import Cryptography
import PaymentsCircuit
import Primitives
import TestSupport
import Testing

@Suite("Public data of batches")
struct BatchDataTests {
    private let sample = SampleRollup()

    private func data() throws -> BatchData {
        try sample.batch(
            capacity: 3,
            depositCapacity: 2,
            deposits: [sample.deposit(index: 0x1234, amount: 0x0102_0304_0506_0708_090a)],
            payments: [
                .transfer(from: 0xabcd, to: 0x4321, amount: 0x0102_0304_0506_0708_090a_0b),
                .withdrawal(from: 0xabcd, amount: 5),
            ]
        ).data
    }

    @Test("The layout is the documented one")
    func layout() throws {
        let data = try data()
        let bytes = data.encoded
        #expect(bytes.count == 32 + 2 * 64 + 3 * 16 && bytes.count == data.shape.publicDataSize)
        #expect(Array(bytes[..<32]) == sample.domain.bigEndianBytes)
        #expect(Array(bytes[32..<34]) == [0x12, 0x34])
        #expect(Address(Array(bytes[34..<54])) == Address(0x1234))
        #expect(Array(bytes[54..<86]) == Account.keyHash(of: sample.keys[2].publicKey).bigEndianBytes)
        #expect(Array(bytes[86..<96]) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
        #expect(bytes[96..<160].allSatisfy { $0 == 0 })
        #expect(Array(bytes[160..<176]) == [1, 0xab, 0xcd, 0x43, 0x21, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
        #expect(Array(bytes[176..<192]) == [2, 0xab, 0xcd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5])
        #expect(bytes[192...].allSatisfy { $0 == 0 })
    }

    @Test("What is decoded encodes to the same bytes, and no other bytes mean the same")
    func bijection() throws {
        let data = try data()
        let bytes = data.encoded
        #expect(try BatchData(decoding: bytes, shape: data.shape) == data)
        for position in bytes.indices {
            for bit in UInt8(0)..<8 {
                var changed = bytes
                changed[position] ^= 1 << bit
                guard let decoded = try? BatchData(decoding: changed, shape: data.shape) else { continue }
                #expect(decoded != data && decoded.encoded == changed && decoded.hash != data.hash)
            }
        }
    }

    @Test("Each rule of the decoder has its error")
    func refusals() throws {
        let data = try data()
        let bytes = data.encoded
        func expect(_ error: BatchDataError, _ change: (inout [UInt8]) -> Void) {
            var changed = bytes
            change(&changed)
            #expect(throws: error) { try BatchData(decoding: changed, shape: data.shape) }
        }
        expect(.wrongSize(expected: 208, got: 209)) { $0.append(0) }
        expect(.wrongSize(expected: 208, got: 207)) { $0.removeLast() }
        expect(.wrongSize(expected: 208, got: 0)) { $0 = [] }
        expect(.domainTooLarge) { $0[0] |= 0x20 }
        for position in [97, 117, 149] { expect(.depositOfNothing(place: 1)) { $0[position] = 1 } }
        expect(.keyHashTooLarge(place: 0)) { bytes in
            bytes.replaceSubrange(54..<86, with: BN254.Fr.modulus.bigEndianBytes)
        }
        expect(.unknownKind(place: 0, kind: 3)) { $0[160] = 3 }
        expect(.unknownKind(place: 2, kind: 4)) { $0[192] = 4 }
        for position in [194, 196, 207] { expect(.paddingNotZero(place: 2)) { $0[position] = 1 } }
        expect(.withdrawalWithRecipient(place: 1)) { $0[179] = 1 }
    }

    @Test("The domain and the data hash are below 2^253, and differ with chain and contract")
    func hashes() throws {
        let domains = [(1, 0xc0), (2, 0xc0), (1, 0xc1)].map { chainID, contract in
            BatchData.domain(chainID: UInt64(chainID), contract: Address(UInt64(contract)))
        }
        #expect(domains[0] == sample.domain)
        #expect(Set(domains.map(\.value)).count == 3)
        #expect(domains.allSatisfy { $0.value >> 253 == UInt256() })
        #expect(try data().hash.value >> 253 == UInt256())
    }

    @Test("A batch with more operations than places is refused")
    func capacity() {
        #expect(throws: PaymentError.tooManyOperations(count: 2, capacity: 1)) {
            try sample.batch(
                capacity: 1,
                deposits: [],
                payments: [.withdrawal(from: 3, amount: 1), .withdrawal(from: 3, amount: 1)]
            )
        }
        #expect(throws: PaymentError.tooManyOperations(count: 1, capacity: 0)) {
            try sample.batch(depositCapacity: 0, deposits: [sample.deposit(index: 1, amount: 1)], payments: [])
        }
        #expect(BatchShape(capacity: 0) == nil && BatchShape(capacity: 1025) == nil)
        #expect(BatchShape(capacity: 1, depositCapacity: -1) == nil)
    }
}
