import EVM
import L1Sim
import Primitives
import StateTransition
import StateTrie
import TestSupport
import Testing

/// Every field of a valid block, changed by hand: each is refused for its own reason.
@Suite struct ImportTests {
    private let chain: L1Chain
    private let valid: Block

    /// A block with a tip, a log, a revert and a storage write, in the slot that starts now.
    init() throws {
        var chain = try makeChain()
        _ = try chain.produceBlock()
        try chain.submit(Signer(1).transaction(nonce: 0, to: Contract.recording.address))
        try chain.submit(Signer(2).transaction(nonce: 0, to: Contract.logging.address, tip: 500_000_000))
        try chain.submit(Signer(3).transaction(nonce: 0, to: Contract.reverting.address, tip: 100_000_000))
        try chain.skip(to: try #require(chain.nextProposalTime))
        valid = try Block(decoding: chain.proposal().rlp)
        self.chain = chain
    }

    private func rejection(of rlp: [UInt8]) -> BlockRejection? {
        var copy = chain
        do throws(BlockRejection) {
            try copy.importBlock(rlp)
            return nil
        } catch {
            #expect(copy.headHash == chain.headHash, "a refused block moved the head")
            return error
        }
    }

    private func rejection(header change: (inout BlockHeader) -> Void) -> BlockRejection? {
        var block = valid
        change(&block.header)
        #expect(block.header != valid.header, "nothing was changed")
        return rejection(of: block.encoded)
    }

    @Test func untouchedBlockIsImported() throws {
        var copy = chain
        let records = try copy.importBlock(valid.encoded)
        #expect(records.map(\.succeeded) == [true, true, false])
        #expect(copy.headHash == valid.hash)
        #expect(copy.head.number == 2)
    }

    @Test func sameBlockTwiceIsKnown() throws {
        var copy = chain
        try copy.importBlock(valid.encoded)
        #expect(throws: BlockRejection.alreadyKnown(valid.hash)) { try copy.importBlock(valid.encoded) }
    }

    @Test func parentHash() {
        let expected = BlockRejection.invalid(.wrongParentHash(expected: chain.headHash, got: .zero))
        #expect(rejection { $0.parentHash = .zero } == expected)
    }

    @Test func ommersHash() {
        #expect(rejection { $0.ommersHash = .zero } == .invalid(.wrongOmmersHash(.zero)))
    }

    @Test func feeRecipientShowsInTheStateRoot() {
        #expect(rejection { $0.feeRecipient = Address(0xbad) }?.rule?.isWrongStateRoot == true)
    }

    @Test func stateRoot() {
        let reason = BlockRejection.invalid(.wrongStateRoot(expected: valid.header.stateRoot, got: .zero))
        #expect(rejection { $0.stateRoot = .zero } == reason)
    }

    @Test func transactionsRoot() {
        let reason = InvalidBlock.wrongTransactionsRoot(expected: valid.header.transactionsRoot, got: .zero)
        #expect(rejection { $0.transactionsRoot = .zero } == .invalid(reason))
    }

    @Test func receiptsRoot() {
        let reason = InvalidBlock.wrongReceiptsRoot(expected: valid.header.receiptsRoot, got: .zero)
        #expect(rejection { $0.receiptsRoot = .zero } == .invalid(reason))
    }

    @Test func logsBloom() {
        #expect(rejection { $0.logsBloom = LogsBloom() } == .invalid(.wrongLogsBloom))
    }

    @Test func difficulty() {
        #expect(rejection { $0.difficulty = .one } == .invalid(.nonzeroDifficulty(.one)))
    }

    @Test(arguments: [0, 1, 3, UInt64.max])
    func number(number: UInt64) {
        #expect(rejection { $0.number = number } == .invalid(.wrongNumber(expected: 2, got: number)))
    }

    @Test func gasLimitBeyondItsBound() {
        let limit = valid.header.gasLimit
        for got in [limit + limit / 1024, limit - limit / 1024] {
            #expect(rejection { $0.gasLimit = got } == .invalid(.invalidGasLimit(parent: limit, got: got)))
        }
        let reason = InvalidBlock.gasUsedAboveLimit(limit: 0, got: valid.header.gasUsed)
        #expect(rejection { $0.gasLimit = 0 } == .invalid(reason))
    }

    /// A proposer may move the limit a little, and write what it likes in the extra data: that is another valid block.
    @Test func proposersChoicesAreValidInTheirBounds() {
        #expect(rejection { $0.gasLimit += 1 } == nil)
        #expect(rejection { $0.extraData = [UInt8](repeating: 0x41, count: 32) } == nil)
    }

    @Test func gasUsed() {
        let actual = valid.header.gasUsed
        let reason = BlockRejection.invalid(.wrongGasUsed(expected: actual, got: actual + 1))
        #expect(rejection { $0.gasUsed += 1 } == reason)
        let limit = valid.header.gasLimit
        let above = BlockRejection.invalid(.gasUsedAboveLimit(limit: limit, got: limit + 1))
        #expect(rejection { $0.gasUsed = limit + 1 } == above)
    }

    @Test func timestamp() {
        let time = valid.header.timestamp
        let notAfter = BlockRejection.invalid(.timestampNotAfterParent(parent: time - 12, got: time - 12))
        #expect(rejection { $0.timestamp -= 12 } == notAfter)
        #expect(rejection { $0.timestamp -= 1 } == .consensus(.timestampNotAtSlotStart(time - 1)))
        #expect(rejection { $0.timestamp += 12 } == .consensus(.timestampInFuture(now: time, got: time + 12)))
        #expect(rejection { $0.timestamp = .max } != nil)
    }

    @Test func extraData() {
        let reason = BlockRejection.invalid(.extraDataTooLong(limit: 32, got: 33))
        #expect(rejection { $0.extraData = [UInt8](repeating: 0, count: 33) } == reason)
    }

    @Test func nonce() {
        #expect(rejection { $0.nonce = 1 } == .invalid(.nonzeroNonce(1)))
    }

    @Test func baseFee() {
        let actual = valid.header.baseFeePerGas
        let reason = BlockRejection.invalid(.wrongBaseFee(expected: actual, got: actual &+ 1))
        #expect(rejection { $0.baseFeePerGas = actual &+ 1 } == reason)
    }

    @Test func withdrawalsRoot() {
        let root = valid.header.withdrawalsRoot
        let reason = BlockRejection.invalid(.wrongWithdrawalsRoot(expected: root, got: .zero))
        #expect(rejection { $0.withdrawalsRoot = .zero } == reason)
    }

    @Test func blobGas() {
        let used = BlockRejection.invalid(.wrongBlobGasUsed(expected: 0, got: 131_072))
        #expect(rejection { $0.blobGasUsed = 131_072 } == used)
        let excess = BlockRejection.invalid(.wrongExcessBlobGas(expected: 0, got: 1))
        #expect(rejection { $0.excessBlobGas = 1 } == excess)
    }

    @Test func requestsHash() throws {
        let hash = try #require(valid.header.requestsHash)
        let reason = BlockRejection.invalid(.wrongRequestsHash(expected: hash, got: .zero))
        #expect(rejection { $0.requestsHash = .zero } == reason)
        let short = BlockRejection.invalid(.wrongHeaderFieldCount(expected: 21, got: 20))
        #expect(rejection { $0.requestsHash = nil } == short)
    }

    @Test func prevRandaoIsCheckedAsAConsensusClientDoes() {
        let reason = SimulatedConsensusViolation.wrongPrevRandao(expected: valid.header.prevRandao, got: .zero)
        #expect(rejection { $0.prevRandao = .zero } == .consensus(reason))
    }

    @Test func parentBeaconBlockRootIsCheckedAsAConsensusClientDoes() {
        let root = valid.header.parentBeaconBlockRoot
        let reason = SimulatedConsensusViolation.wrongParentBeaconBlockRoot(expected: root, got: .zero)
        #expect(rejection { $0.parentBeaconBlockRoot = .zero } == .consensus(reason))
    }

    @Test func transactionLeftOut() throws {
        var copy = chain
        let gasOfTwo = try copy.importBlock(valid.encoded)[1].receipt.cumulativeGasUsed
        var block = valid
        block.transactions.removeLast()
        let reason = InvalidBlock.wrongGasUsed(expected: gasOfTwo, got: valid.header.gasUsed)
        #expect(rejection(of: block.encoded) == .invalid(reason))
    }

    @Test func transactionsSwapped() {
        var block = valid
        block.transactions.swapAt(0, 2)
        #expect(rejection(of: block.encoded)?.rule?.isWrongTransactionsRoot == true)
    }

    @Test func transactionTwice() throws {
        var block = valid
        block.transactions.append(try #require(block.transactions.first))
        let reason = InvalidBlock.transaction(index: 3, .nonceTooLow(expected: 1, got: 0))
        #expect(rejection(of: block.encoded) == .invalid(reason))
    }

    @Test func transactionWithAnotherSignature() throws {
        var block = valid
        var transaction = try #require(block.decodeTransactions().first)
        transaction.s = .zero
        block.transactions[0] = transaction.encoded
        #expect(rejection(of: block.encoded) == .invalid(.transaction(index: 0, .invalidSignature)))
    }

    @Test func transactionForAnotherChain() throws {
        var block = valid
        let foreign = try Signer(1).transaction(nonce: 0, to: .zero, chainId: 2)
        block.transactions[0] = foreign.encoded
        let reason = InvalidBlock.transaction(index: 0, .wrongChainId(expected: 1, got: 2))
        #expect(rejection(of: block.encoded) == .invalid(reason))
    }

    @Test func transactionAboveTheGasCap() throws {
        var block = valid
        block.transactions[0] = try Signer(1).transaction(nonce: 0, to: .zero, gasLimit: 16_777_217).encoded
        let reason = InvalidTransaction.gasLimitAboveCap(cap: 16_777_216, got: 16_777_217)
        #expect(rejection(of: block.encoded) == .invalid(.transaction(index: 0, reason)))
    }

    @Test func blobTransactionWhoseBlobsNobodyHas() throws {
        var block = valid
        let blob = Transaction.blob(
            chainId: 1,
            nonce: 0,
            maxPriorityFeePerGas: 1,
            maxFeePerGas: 10 &* gwei,
            gasLimit: 100_000,
            to: .zero,
            value: .zero,
            data: [],
            accessList: [],
            maxFeePerBlobGas: 1,
            blobVersionedHashes: [Bytes32(UInt256(1) << 248)]
        )
        block.transactions[1] = try Signer(2).sign(blob).encoded
        #expect(rejection(of: block.encoded) == .blobs(transactionIndex: 1, .missing))
    }

    @Test func transactionThatIsNone() {
        var block = valid
        block.transactions[0] = [0x02, 0xc0]
        #expect(rejection(of: block.encoded)?.rule?.isUndecodableTransaction == true)
    }

    /// Withdrawals make ether, so that a proposer must not be free to choose them, however well the roots fit.
    @Test func withdrawalInTheBody() {
        var block = valid
        block.withdrawals = [Withdrawal(index: 0, validatorIndex: 0, address: Address(0xbad), amountInGwei: 1)]
        let refused = BlockRejection.consensus(.unexpectedWithdrawals(count: 1))
        #expect(rejection(of: block.encoded) == refused)
        block.header.withdrawalsRoot = Block.withdrawalsRoot(block.withdrawals)
        #expect(rejection(of: block.encoded) == refused)
    }

    @Test func trailingAndMissingBytes() {
        let bytes = valid.encoded
        #expect(rejection(of: bytes + [0])?.rule?.isUndecodable == true)
        for count in [0, 1, 2, 3, bytes.count / 2, bytes.count - 1] {
            #expect(rejection(of: Array(bytes.prefix(count)))?.rule?.isUndecodable == true, "\(count) bytes")
        }
    }

    /// A flipped bit leads to a refusal, unless it makes another choice that a proposer is free to make.
    @Test func flippedBitsAreRefused() throws {
        let seed: UInt64 = 0xb10c
        var random = SplitMix64(seed: seed)
        let bytes = valid.encoded
        for _ in 0..<400 {
            let position = Int(random.next() % UInt64(bytes.count))
            let bit = UInt8(1) << UInt8(random.next() % 8)
            var changed = bytes
            changed[position] ^= bit
            guard rejection(of: changed) == nil else { continue }
            var header = try Block(decoding: changed).header
            header.gasLimit = valid.header.gasLimit
            #expect(header == valid.header, "seed \(seed): bit \(bit) of byte \(position) went unnoticed")
        }
    }

    @Test func randomBytesAreRefused() {
        let seed: UInt64 = 0xfade
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let count = Int(random.next() % 1200)
            #expect(rejection(of: random.bytes(count)) != nil, "seed \(seed)")
        }
    }
}
