import L1Sim
import Primitives
import StateTransition
import TestSupport
import Testing

@Suite struct DeterminismTests {
    /// A few dozen random but valid transactions over a few blocks.
    private func run(seed: UInt64, on chain: inout L1Chain) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<6 {
            for number in 1...8 as ClosedRange<UInt64> {
                let signer = try Signer(number)
                let target = Contract.all[Int(random.next() % UInt64(Contract.all.count))].address
                let transaction = signer.transaction(
                    nonce: try chain.nextNonce(of: signer.address),
                    to: target,
                    value: UInt256(random.next() % 1000),
                    tip: UInt256(random.next() % 1_000_000_000)
                )
                try chain.submit(transaction)
            }
            if random.next().isMultiple(of: 3) { try chain.skip(to: chain.clock.now + random.next() % 1000) }
            _ = try chain.produceBlock()
        }
    }

    @Test(arguments: [1, 2, 3])
    func sameInputsGiveTheSameHead(seed: UInt64) throws {
        var first = try makeChain()
        var second = try makeChain()
        try run(seed: seed, on: &first)
        try run(seed: seed, on: &second)
        #expect(first.head.number == 6)
        #expect(first.headHash == second.headHash, "seed \(seed)")
        #expect(first.block(number: 3)?.rlp == second.block(number: 3)?.rlp)
    }

    @Test func anotherSeedGivesAnotherHead() throws {
        var first = try makeChain(seed: 1)
        var second = try makeChain(seed: 2)
        #expect(first.headHash == second.headHash)
        _ = try first.produceBlock()
        _ = try second.produceBlock()
        #expect(first.headHash != second.headHash)
    }

    @Test func copyGoesItsOwnWay() throws {
        var chain = try makeChain()
        try run(seed: 5, on: &chain)
        let head = chain.headHash
        let waiting = try chain.submit(Signer(1).transaction(nonce: 6, to: Contract.counting.address))
        var copy = chain.fork()
        _ = try copy.produceBlock()
        _ = try copy.produceBlock()
        #expect(chain.headHash == head)
        #expect(chain.clock.now != copy.clock.now)
        #expect(chain.mempool[waiting] != nil)
        #expect(copy.mempool.isEmpty)
        #expect(chain.record(of: waiting) == nil)
        // The original can still do what the copy did, with the same result.
        _ = try chain.produceBlock()
        _ = try chain.produceBlock()
        #expect(chain.headHash == copy.headHash)
    }

    @Test func chainRebuiltFromItsBlocksAloneIsTheSame() throws {
        var chain = try makeChain()
        try run(seed: 9, on: &chain)
        var follower = try makeChain()
        for number in 1...chain.head.number {
            let block = try #require(chain.block(number: number))
            try follower.skip(to: block.header.timestamp)
            let records = try follower.importBlock(block.rlp)
            #expect(records.map(\.gasUsed) == block.records.map(\.gasUsed))
            #expect(records.map(\.status) == block.records.map(\.status))
        }
        #expect(follower.headHash == chain.headHash)
        let counter = Contract.counting.address
        #expect(try follower.storage(of: counter, 0) == chain.storage(of: counter, 0))
    }
}
