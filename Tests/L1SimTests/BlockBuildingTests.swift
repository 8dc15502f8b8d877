import EVM
import L1Sim
import Primitives
import StateTransition
import StateTrie
import TestSupport
import Testing

@Suite struct BlockBuildingTests {
    private let alice: Signer
    private let bob: Signer
    private let carol: Signer
    private let sink = Address(0x5117)
    private var chain: L1Chain

    init() throws {
        alice = try Signer(1)
        bob = try Signer(2)
        carol = try Signer(3)
        chain = try makeChain()
    }

    @Test mutating func higherTipGoesFirstAndArrivalBreaksTies() throws {
        let low = try chain.submit(alice.transaction(nonce: 0, to: sink, tip: gwei))
        let high = try chain.submit(bob.transaction(nonce: 0, to: sink, tip: 3 &* gwei))
        let lateAndLow = try chain.submit(carol.transaction(nonce: 0, to: sink, tip: gwei))
        #expect(try chain.produceBlock().records.map(\.hash) == [high, low, lateAndLow])
    }

    @Test mutating func theEffectiveTipCountsAndNotTheOfferedOne() throws {
        // The base fee after an empty genesis block is 0.875 gwei: a cap of 1 gwei leaves an eighth of a gwei.
        let capped = try chain.submit(alice.transaction(nonce: 0, to: sink, tip: gwei, feeCap: gwei))
        let modest = try chain.submit(bob.transaction(nonce: 0, to: sink, tip: 500_000_000))
        #expect(try chain.produceBlock().records.map(\.hash) == [modest, capped])
    }

    @Test mutating func noncesOfAnAccountStayInOrderWhateverTheyPay() throws {
        let second = try chain.submit(alice.transaction(nonce: 1, to: sink, tip: 5 &* gwei))
        let middle = try chain.submit(bob.transaction(nonce: 0, to: sink, tip: 2 &* gwei))
        let first = try chain.submit(alice.transaction(nonce: 0, to: sink, tip: gwei))
        #expect(try chain.produceBlock().records.map(\.hash) == [middle, first, second])
    }

    @Test mutating func nonceGapWaitsUntilItIsFilled() throws {
        let second = try chain.submit(alice.transaction(nonce: 1, to: sink))
        let empty = try chain.produceBlock()
        #expect(empty.records.isEmpty)
        #expect(empty.skipped.first?.reason == .invalid(.nonceTooHigh(expected: 0, got: 1)))
        let first = try chain.submit(alice.transaction(nonce: 0, to: sink))
        #expect(try chain.produceBlock().records.map(\.hash) == [first, second])
    }

    @Test mutating func explicitOrderIsKept() throws {
        let low = try chain.submit(alice.transaction(nonce: 0, to: sink, tip: gwei))
        let high = try chain.submit(bob.transaction(nonce: 0, to: sink, tip: 3 &* gwei))
        let left = try chain.submit(carol.transaction(nonce: 0, to: sink, tip: 9 &* gwei))
        #expect(try chain.produceBlock(.ordered([low, high])).records.map(\.hash) == [low, high])
        #expect(chain.mempool[left] != nil)
    }

    @Test mutating func explicitOrderOfAnUnknownTransactionIsAnError() throws {
        let before = chain.headHash
        #expect(throws: L1Error.notInPool(.zero)) { try chain.produceBlock(.ordered([.zero])) }
        #expect(chain.headHash == before)
    }

    @Test mutating func blockGasLimitIsFilledAndNotExceeded() throws {
        chain = try makeChain(gasLimit: 1_000_000)
        for number in 1...4 as ClosedRange<UInt64> {
            try chain.submit(Signer(number).transaction(nonce: 0, to: Contract.endless.address, gasLimit: 300_000))
        }
        let block = try chain.produceBlock()
        #expect(block.records.map(\.gasUsed) == [300_000, 300_000, 300_000])
        #expect(block.skipped.map(\.reason) == [.invalid(.exceedsBlockGas(available: 100_000, got: 300_000))])
        #expect(try chain.produceBlock().records.count == 1)
    }

    @Test mutating func smallerTransactionFitsWhereALargerOneDoesNot() throws {
        chain = try makeChain(gasLimit: 1_000_000)
        try chain.submit(alice.transaction(nonce: 0, to: Contract.endless.address, gasLimit: 900_000, tip: 3 &* gwei))
        let large = try chain.submit(bob.transaction(nonce: 0, to: sink, gasLimit: 200_000, tip: 2 &* gwei))
        let small = try chain.submit(carol.transaction(nonce: 0, to: sink, gasLimit: 21_000, tip: gwei))
        let block = try chain.produceBlock()
        #expect(block.records.map(\.hash).last == small)
        #expect(block.skipped.map(\.hash) == [large])
    }

    @Test mutating func revertedTransactionIsIncludedAndCharged() throws {
        let before = try chain.balance(of: alice.address)
        let hash = try chain.submit(alice.transaction(nonce: 0, to: Contract.reverting.address, value: 5))
        _ = try chain.produceBlock()
        let record = try #require(chain.record(of: hash))
        #expect(record.status == .reverted(output: [0xab]))
        #expect(!record.receipt.succeeded)
        #expect(record.gasUsed > 21_000 && record.gasUsed < 21_100)
        #expect(record.fee == UInt256(record.gasUsed) &* record.effectiveGasPrice)
        #expect(try chain.balance(of: alice.address) == before &- record.fee)
        #expect(try chain.nonce(of: alice.address) == 1)
        #expect(try chain.balance(of: Contract.reverting.address) == .zero)
    }

    @Test mutating func haltedTransactionPaysItsWholeGasLimit() throws {
        let before = try chain.balance(of: alice.address)
        let hash = try chain.submit(alice.transaction(nonce: 0, to: Contract.endless.address, gasLimit: 50_000))
        _ = try chain.produceBlock()
        let record = try #require(chain.record(of: hash))
        #expect(record.status == .halted(.outOfGas))
        #expect(record.gasUsed == 50_000)
        #expect(record.failure?.haltReason == .outOfGas)
        #expect(try chain.balance(of: alice.address) == before &- record.fee)
    }

    @Test mutating func feesGoToTheProposerAndTheBaseFeeIsBurnt() throws {
        let hash = try chain.submit(alice.transaction(nonce: 0, to: sink, value: 7, tip: 2 &* gwei))
        let block = try chain.produceBlock()
        let record = try #require(chain.record(of: hash))
        let baseFee = block.block.header.baseFeePerGas
        #expect(record.effectiveGasPrice == baseFee &+ 2 &* gwei)
        #expect(try chain.balance(of: Address(0xfee)) == 21_000 &* (2 &* gwei))
        #expect(try chain.balance(of: alice.address) == 100 &* ether &- 7 &- record.fee)
    }

    @Test mutating func creationReportsTheNewContract() throws {
        // Init code that returns the single byte 00: PUSH1 1 PUSH0 RETURN.
        let hash = try chain.submit(alice.transaction(nonce: 0, to: nil, data: [0x60, 0x01, 0x5f, 0xf3]))
        _ = try chain.produceBlock()
        let record = try #require(chain.record(of: hash))
        let address = try #require(record.createdAddress)
        #expect(try chain.code(of: address) == [0x00])
    }

    @Test mutating func transactionWhoseNonceAnotherBlockUsedIsDropped() throws {
        let poor = try Signer(20)
        chain = try makeChain(extra: [poor.address: GenesisAccount(balance: ether)])
        let hash = try chain.submit(poor.transaction(nonce: 0, to: sink, value: 500_000_000_000_000_000))
        var elsewhere = try makeChain(extra: [poor.address: GenesisAccount(balance: ether)])
        try elsewhere.submit(poor.transaction(nonce: 0, to: sink, value: 900_000_000_000_000_000))
        let foreign = try elsewhere.produceBlock()
        try chain.skip(to: foreign.block.header.timestamp)
        try chain.importBlock(foreign.block.rlp)
        guard case .dropped(.nonceUsed(by: let other)) = chain.outcome(of: hash) else {
            Issue.record("not dropped")
            return
        }
        #expect(other == foreign.records.first?.hash)
    }

    @Test mutating func unaffordableTransactionIsDroppedWithItsReason() throws {
        let poor = try Signer(20)
        let funds = [poor.address: GenesisAccount(balance: ether)]
        chain = try makeChain(extra: funds)
        let hash = try chain.submit(poor.transaction(nonce: 1, to: sink, value: 500_000_000_000_000_000))
        // A block from elsewhere spends the money under the nonce before.
        var elsewhere = try makeChain(extra: funds)
        try elsewhere.submit(poor.transaction(nonce: 0, to: sink, value: 900_000_000_000_000_000))
        let foreign = try elsewhere.produceBlock()
        try chain.skip(to: foreign.block.header.timestamp)
        try chain.importBlock(foreign.block.rlp)
        let block = try chain.produceBlock()
        #expect(block.dropped.map(\.hash) == [hash])
        guard case .dropped(.invalid(.insufficientFunds)) = chain.outcome(of: hash) else {
            Issue.record("not dropped")
            return
        }
        #expect(chain.mempool.isEmpty)
    }

    @Test mutating func logsCarryTheirPlace() throws {
        try chain.submit(alice.transaction(nonce: 0, to: Contract.logging.address))
        let second = try chain.submit(bob.transaction(nonce: 0, to: Contract.logging.address, tip: 500_000_000))
        _ = try chain.produceBlock()
        let logs = chain.logs(of: Contract.logging.address, from: 0, through: 9)
        #expect(logs.map(\.logIndex) == [0, 1])
        #expect(logs.map(\.log.topics) == [[Bytes32(UInt256(7))], [Bytes32(UInt256(7))]])
        #expect(logs.last?.transactionHash == second)
        #expect(chain.logs(of: sink, from: 0, through: 9).isEmpty)
    }
}
