import EVM
import L1Sim
import Primitives
import StateTransition
import Testing

/// A precompiled contract that only the L1 has, called by a contract as EXECUTE is.
@Suite struct ExtensionTests {
    private let target = Contract.executing.address

    private func record(
        _ extensions: L1Extensions,
        gasLimit: UInt64 = 500_000
    ) throws -> (record: TransactionRecord, chain: L1Chain) {
        var chain = try makeChain(extensions: extensions)
        let hash = try chain.submit(
            Signer(1).transaction(nonce: 0, to: target, data: [1, 2, 3], gasLimit: gasLimit)
        )
        _ = try chain.produceBlock()
        return (try #require(chain.record(of: hash)), chain)
    }

    @Test func extensionRunsAndIsCharged() throws {
        let cheap = try record(stubExtension(gasPerCall: 1000)).record
        let dear = try record(stubExtension(gasPerCall: 31_000)).record
        #expect(cheap.succeeded)
        #expect(dear.gasUsed == cheap.gasUsed + 30_000)
    }

    @Test func failureConsumesForwardedGasAndIsTheInnermostFrame() throws {
        let (record, chain) = try record(stubExtension(gasPerCall: 1000, isValid: false))
        #expect(record.status == .reverted(output: []))
        let failure = try #require(record.failure)
        #expect(failure.depth == 1)
        #expect(failure.address == Address(0x0101))
        #expect(failure.haltReason == .precompile(.extensionFailure(code: 2)))
        #expect(failure.gasUsed == failure.gas)
        let reason = try #require(failure.haltReason)
        #expect(chain.extensions.failureName(reason, at: failure.address) == "StubFailed")
        #expect(chain.extensions.failureName(reason, at: target) == nil)
        #expect(chain.extensions.name(at: failure.address) == "STUB")
        // All but a 64th of what was left when the call began.
        #expect(record.gasUsed > 480_000)
    }

    @Test func tooLittleGasIsNoFailureOfTheExtensionsOwn() throws {
        let (record, chain) = try record(stubExtension(gasPerCall: 1_000_000))
        let failure = try #require(record.failure)
        #expect(failure.haltReason == .precompile(.outOfGas))
        #expect(chain.extensions.failureName(.precompile(.outOfGas), at: failure.address) == nil)
    }

    @Test func chainWithoutTheExtensionHasAnEmptyAccountThere() throws {
        let (record, _) = try record(.none)
        #expect(record.succeeded)
        #expect(record.gasUsed < 30_000)
    }

    /// A builder throws its execution away; what the importer, a call and a replay find can be read.
    @Test func notesAreAskedForByAllButTheBuilder() throws {
        let log = TraceLog()
        let extensions = L1Extensions([
            L1Extension(address: Address(0x0101), name: "LOG") { call in
                log.append(call.isTraced)
                return PrecompileAnswer(
                    .success(output: [], gasUsed: 10),
                    note: call.isTraced ? SizeNote(call.input.count) : nil
                )
            }
        ])
        let (record, chain) = try record(extensions)
        #expect(log.all == [false, true])
        #expect((record.callTree.children.first?.note as? SizeNote)?.byteCount == 3)
        let call = try chain.call(CallRequest(to: target, data: [7]))
        #expect((call.callTree.children.first?.note as? SizeNote)?.byteCount == 1)
        let replayed = try chain.replay(record.hash, extensions: extensions)
        #expect((replayed.callTree.children.first?.note as? SizeNote)?.byteCount == 3)
        #expect(log.all == [false, true, true, true])
    }

    @Test func replayUnderAnotherPriceDiffersByThePriceAlone() throws {
        let (original, chain) = try record(stubExtension(gasPerCall: 1000))
        let same = try chain.replay(original.hash, extensions: stubExtension(gasPerCall: 1000))
        #expect(same.gasUsed == original.gasUsed)
        #expect(same.status == original.status)
        let dear = try chain.replay(original.hash, extensions: stubExtension(gasPerCall: 101_000))
        #expect(dear.gasUsed == original.gasUsed + 100_000)
        let tooDear = try chain.replay(original.hash, extensions: stubExtension(gasPerCall: 900_000))
        #expect(!tooDear.succeeded)
        #expect(chain.record(of: original.hash)?.gasUsed == original.gasUsed)
    }

    @Test func replayRunsAfterTheEarlierTransactionsOfTheBlock() throws {
        var chain = try makeChain(extensions: stubExtension(gasPerCall: 1000))
        let counter = Contract.counting.address
        for number in 1...3 as ClosedRange<UInt64> {
            try chain.submit(Signer(number).transaction(nonce: 0, to: counter))
        }
        let block = try chain.produceBlock()
        #expect(block.records.map(\.status.output.last) == [1, 2, 3])
        let third = try chain.replay(block.records[2].hash, extensions: .none)
        #expect(third.status == block.records[2].status)
        #expect(third.gasUsed == block.records[2].gasUsed)
    }

    @Test func replayOfAnUnknownTransactionIsAnError() throws {
        let chain = try makeChain()
        #expect(throws: L1Error.notIncluded(.zero)) { try chain.replay(.zero, extensions: .none) }
    }

    /// Two chains that disagree about an extension disagree about the blocks that use it.
    @Test func chainWithAnotherExtensionRefusesTheBlock() throws {
        let (_, chain) = try record(stubExtension(gasPerCall: 1000))
        var other = try makeChain(extensions: stubExtension(gasPerCall: 1001))
        let block = try #require(chain.block(number: 1))
        try other.skip(to: block.header.timestamp)
        #expect(throws: BlockRejection.self) { try other.importBlock(block.rlp) }
        do throws(BlockRejection) {
            try other.importBlock(block.rlp)
        } catch {
            #expect(error.rule?.isWrongGasUsed == true)
        }
    }
}
