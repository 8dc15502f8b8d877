import L1Sim
import Primitives
import StateTransition
import Testing

@Suite struct VirtualTimeTests {
    private let alice: Signer
    private var chain: L1Chain
    private let start: UInt64 = 1_800_000_000
    private let week: UInt64 = 7 * 86_400

    init() throws {
        alice = try Signer(1)
        chain = try makeChain()
    }

    private func stored(_ slot: UInt256) throws -> UInt256 {
        try chain.storage(of: Contract.recording.address, slot)
    }

    @Test mutating func blocksStandAtSlotStarts() throws {
        #expect(chain.nextProposalTime == start + 12)
        #expect(try chain.produceBlock().block.header.timestamp == start + 12)
        #expect(try chain.produceBlock().block.slot == 2)
        try chain.skip(to: start + 29)
        #expect(chain.clock.slot == 2)
        #expect(try chain.produceBlock().block.header.timestamp == start + 36)
    }

    @Test mutating func slotThatStartsNowIsStillFree() throws {
        try chain.skip(to: start + 48)
        #expect(try chain.produceBlock().block.header.timestamp == start + 48)
        #expect(chain.nextProposalTime == start + 60)
    }

    @Test mutating func missedSlotsLeaveNoBlockAndTheTimestampJumps() throws {
        _ = try chain.produceBlock()
        let parentHash = chain.headHash
        let produced = try chain.advance(to: start + week)
        #expect(produced.isEmpty)
        #expect(chain.head.number == 1)
        #expect(chain.clock.now == start + week)
        try chain.submit(alice.transaction(nonce: 0, to: Contract.recording.address))
        let block = try chain.produceBlock()
        #expect(block.block.number == 2)
        #expect(try stored(0) == UInt256(start + week))
        #expect(try stored(1) == 2)
        #expect(try stored(2) == parentHash.uint256)
    }

    @Test mutating func missedSlotsDoNotMoveTheBaseFee() throws {
        var other = chain.fork()
        try chain.skip(to: start + week)
        #expect(try chain.produceBlock().block.header.baseFeePerGas == other.produceBlock().block.header.baseFeePerGas)
    }

    @Test mutating func advancingIncludesWhatWaitsInTheFirstSlot() throws {
        let hash = try chain.submit(alice.transaction(nonce: 0, to: Contract.recording.address))
        let produced = try chain.advance(to: start + week)
        #expect(produced.map(\.block.number) == [1])
        #expect(chain.record(of: hash)?.blockNumber == 1)
        #expect(try stored(0) == UInt256(start + 12))
        #expect(chain.clock.now == start + week)
    }

    @Test mutating func advancingMakesNoBlockForWhatCannotBeIncluded() throws {
        try chain.submit(alice.transaction(nonce: 3, to: Contract.recording.address))
        try chain.submit(Signer(2).transaction(nonce: 0, to: Contract.recording.address, tip: 1, feeCap: 1))
        #expect(try chain.advance(to: start + week).isEmpty)
        #expect(chain.head.number == 0)
        #expect(chain.mempool.count == 2)
    }

    @Test mutating func advancingSpreadsMoreThanABlockOverSlots() throws {
        chain = try makeChain(gasLimit: 1_000_000)
        for number in 1...5 as ClosedRange<UInt64> {
            try chain.submit(Signer(number).transaction(nonce: 0, to: Contract.endless.address, gasLimit: 400_000))
        }
        let produced = try chain.advance(to: start + 120)
        #expect(produced.map(\.records.count) == [2, 2, 1])
        #expect(produced.map(\.block.slot) == [1, 2, 3])
        #expect(chain.clock.now == start + 120)
    }

    @Test mutating func skippingIncludesNothing() throws {
        try chain.submit(alice.transaction(nonce: 0, to: Contract.recording.address))
        try chain.skip(to: start + week)
        #expect(chain.head.number == 0)
        #expect(chain.mempool.count == 1)
    }

    @Test mutating func timeDoesNotRunBackwards() throws {
        try chain.skip(to: start + 100)
        #expect(throws: L1Error.timeInPast(now: start + 100, requested: start + 99)) { try chain.skip(to: start + 99) }
        #expect(throws: L1Error.timeInPast(now: start + 100, requested: 0)) { try chain.advance(to: 0) }
    }

    @Test mutating func timeEndsWithoutATrap() throws {
        try chain.skip(to: .max)
        #expect(chain.nextProposalTime == nil)
        #expect(throws: L1Error.endOfTime) { try chain.produceBlock() }
    }

    @Test mutating func simulatedBeaconValuesChangeWithSlotParentAndSeed() throws {
        let first = try chain.produceBlock().block.header
        let second = try chain.produceBlock().block.header
        #expect(first.prevRandao != second.prevRandao)
        #expect(first.parentBeaconBlockRoot != second.parentBeaconBlockRoot)
        #expect(first.prevRandao != first.parentBeaconBlockRoot)
        var other = try makeChain(seed: 8)
        let reseeded = try other.produceBlock().block.header
        #expect(reseeded.prevRandao != first.prevRandao)
        #expect(reseeded.parentBeaconBlockRoot != first.parentBeaconBlockRoot)
        let expected = SimulatedBeacon.prevRandao(slot: 1, parentHash: first.parentHash, seed: 7)
        #expect(first.prevRandao == expected)
    }
}
