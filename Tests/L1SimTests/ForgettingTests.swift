import L1Sim
import Primitives
import StateTransition
import StateTrie
import Testing

/// States of old empty blocks go, and with them nothing that anybody asks for.
@Suite struct ForgettingTests {
    private let counter = Contract.counting.address

    /// A block that counts, between 300 empty ones and 300 more.
    private func chainWithOneCount() throws -> (chain: L1Chain, counted: UInt64) {
        var chain = try makeChain()
        for _ in 0..<300 { _ = try chain.produceBlock(.empty) }
        try chain.submit(Signer(1).transaction(nonce: 0, to: counter, value: 3))
        let counted = try chain.produceBlock().block.number
        for _ in 0..<300 { _ = try chain.produceBlock(.empty) }
        return (chain, counted)
    }

    @Test func theHeadRecentStatesAndParentsOfTransactionsStay() throws {
        let (before, counted) = try chainWithOneCount()
        var after = before
        after.forgetStates(threshold: 600)
        #expect(after.headHash == before.headHash && after.head.stateRoot == before.head.stateRoot)
        for number in [0, counted - 1, after.head.number - 256, after.head.number - 1, after.head.number] {
            #expect(try after.storage(of: counter, 0, at: number) == before.storage(of: counter, 0, at: number))
            #expect(try after.totalBalance(at: number) == before.totalBalance(at: number))
        }
        #expect(try after.code(of: counter) == Contract.counting.code)
        #expect(try after.proof(of: counter, slots: [0]).storage == before.proof(of: counter, slots: [0]).storage)
        let record = try #require(after.block(number: counted)?.records.first)
        let replayed = try after.replay(record.hash, extensions: .none)
        #expect(replayed.gasUsed == record.gasUsed && replayed.succeeded)
        #expect(throws: L1Error.self) { try after.storage(of: counter, 0, at: 10) }
        #expect(throws: L1Error.self) { try after.totalBalance(at: counted + 5) }
    }

    @Test func theChainGoesOnAsIfNothingHadBeenForgotten() throws {
        var (remembering, counted) = try chainWithOneCount()
        var forgetting = remembering
        forgetting.forgetStates(threshold: 1)
        for nonce in 1..<4 as Range<UInt64> {
            for _ in 0..<40 {
                _ = try remembering.produceBlock(.empty)
                _ = try forgetting.produceBlock(.empty)
            }
            try remembering.submit(Signer(1).transaction(nonce: nonce, to: counter, value: 3))
            try forgetting.submit(Signer(1).transaction(nonce: nonce, to: counter, value: 3))
            let (first, second) = (try remembering.produceBlock().block, try forgetting.produceBlock().block)
            #expect(first.hash == second.hash && first.records.count == 1 && second.number > counted)
            forgetting.forgetStates(threshold: 1)
        }
        #expect(try forgetting.storage(of: counter, 0) == 4)
    }

    @Test func fewEmptyBlocksAreNotWorthTheWork() throws {
        var (chain, _) = try chainWithOneCount()
        chain.forgetStates(threshold: 601)
        #expect(try chain.storage(of: counter, 0, at: 10) == 0)
    }
}
