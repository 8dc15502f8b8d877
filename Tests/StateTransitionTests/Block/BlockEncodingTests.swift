import ArchivedBlocks
import HostAccelerators
import Primitives
import StateTransition
import TestSupport
import Testing

struct BlockEncodingTests {
    static func sampleBlock() -> Block {
        let withdrawal = Withdrawal(index: 1, validatorIndex: 2, address: Address(3), amountInGwei: 4)
        return Block(
            header: HeaderValidationTests.parent,
            transactions: TransactionTests.samples.map(\.encoded),
            withdrawals: [withdrawal, withdrawal]
        )
    }

    @Test func decodingReturnsWhatWasEncoded() throws {
        let block = Self.sampleBlock()
        #expect(try Block(decoding: block.encoded) == block)
        #expect(try block.decodeTransactions() == TransactionTests.samples)
    }

    @Test func headersOfOlderForksHaveFewerFields() throws {
        var header = HeaderValidationTests.parent
        header.requestsHash = nil
        #expect(try BlockHeader(decoding: header.encoded) == header)
        #expect(header.encoded.count + 33 == HeaderValidationTests.parent.encoded.count)
        #expect(header.fieldCount == 20 && HeaderValidationTests.parent.fieldCount == 21)
        header.hasBlobFields = false
        header.blobGasUsed = 0
        header.excessBlobGas = 0
        header.parentBeaconBlockRoot = .zero
        #expect(header.fieldCount == 17)
        #expect(try BlockHeader(decoding: header.encoded) == header)
    }

    @Test(.requiresLoose("real-blocks")) func headerHashIsThatOfARealBlock() throws {
        let path = try #require(Fixtures.loose("real-blocks/hoodi-1265656.json"))
        let file = try BlockFile(json: Fixtures.read(path))
        let block = try Block(decoding: file.blockRLP)
        #expect(block.hash == file.claims.blockHash)
        #expect(block.encoded == file.blockRLP)
        #expect(block.transactions.count == file.claims.transactionCount)
    }

    @Test(arguments: [16, 18, 19, 22]) func headersWithFieldsThatNoForkHasAreRefused(fieldCount: Int) throws {
        var decoder = RLPDecoder(HeaderValidationTests.parent.encoded)
        var fields = try decoder.readList()
        var items: [ArraySlice<UInt8>] = []
        while !fields.isAtEnd { items.append(try fields.readRawItem()) }
        while items.count < fieldCount { items.append([0x80]) }
        let bytes = RLPEncoder.encodeList { list in
            list.appendList { header in
                for item in items.prefix(fieldCount) { header.appendRaw(Array(item)) }
            }
            for _ in 0..<3 { list.appendList { _ in } }
        }
        #expect(throws: InvalidBlock.unknownHeaderFieldCount(fieldCount)) { try Block(decoding: bytes) }
    }

    @Test func ommersAreRefused() {
        let header = HeaderValidationTests.parent.encoded
        let bytes = RLPEncoder.encodeList { list in
            list.appendRaw(header)
            list.appendList { _ in }
            list.appendList { $0.appendRaw(header) }
            list.appendList { _ in }
        }
        #expect(throws: InvalidBlock.ommersNotEmpty) { try Block(decoding: bytes) }
    }

    @Test func legacyTransactionInsideAStringIsRefused() {
        let legacy = TransactionTests.samples[0].encoded
        for envelope in [legacy, []] {
            let bytes = RLPEncoder.encodeList { list in
                list.appendRaw(HeaderValidationTests.parent.encoded)
                list.appendList { $0.append(bytes: envelope) }
                list.appendList { _ in }
                list.appendList { _ in }
            }
            #expect(throws: InvalidBlock.undecodable(.invalidValue)) { try Block(decoding: bytes) }
        }
    }

    @Test func missingOrFurtherPartsAreRefused() {
        let header = HeaderValidationTests.parent.encoded
        for partCount in [0, 1, 2, 4] {
            let bytes = RLPEncoder.encodeList { list in
                list.appendRaw(header)
                for _ in 0..<partCount {
                    list.appendList { _ in }
                }
            }
            #expect(throws: InvalidBlock.self) { try Block(decoding: bytes) }
        }
    }

    /// Strictness means that the encoding is unique: whatever decodes must encode to the same bytes.
    @Test func mutatedBlocksNeverTrapAndNeverDecodeToAnotherEncoding() {
        let original = Self.sampleBlock().encoded
        let seed: UInt64 = 0x0b10_c0de
        var random = SplitMix64(seed: seed)
        var decodedCount = 0
        for round in 0..<20_000 {
            let mutated = ByteMutation.mutate(original, using: &random)
            guard let block = try? Block(decoding: mutated) else { continue }
            decodedCount += 1
            #expect(block.encoded == mutated, "seed \(seed) round \(round)")
            for (index, transaction) in block.transactions.enumerated() {
                guard let decoded = try? Transaction(decoding: transaction) else { continue }
                #expect(decoded.encoded == transaction, "seed \(seed) round \(round) transaction \(index)")
                _ = try? decoded.recoverSender()
            }
        }
        #expect(decodedCount > 0)
    }
}
