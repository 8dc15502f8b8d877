import EVM
import L1Sim
import Primitives
import StateTransition
import Testing

/// L1 goes on from an earlier block, and everything above it has never been.
@Suite("Reorganizations")
struct ReorganizationTests {
    private let counter = Contract.counting.address

    private func count(_ chain: L1Chain) throws -> UInt256 { try chain.storage(of: counter, 0) }

    /// Five blocks, each of which counts once.
    private func countingChain() throws -> (chain: L1Chain, past: [L1Chain]) {
        var chain = try makeChain()
        var past = [chain]
        for nonce in 0..<5 as Range<UInt64> {
            try chain.submit(Signer(1).transaction(nonce: nonce, to: counter))
            _ = try chain.produceBlock()
            past.append(chain)
        }
        return (chain, past)
    }

    @Test("State, blocks, records and hashes are those of the block that is left", arguments: [1, 3, 5] as [UInt64])
    func undone(depth: UInt64) throws {
        var (chain, past) = try countingChain()
        let before = chain
        let then = past[Int(5 - depth)]
        let change = try chain.reorganize(depth: depth, keepsTransactions: false)
        #expect(change.forkBlockNumber == 5 - depth && change.undone.count == Int(depth))
        #expect(change.returned.isEmpty && change.refused.isEmpty)
        #expect(chain.headHash == then.headHash && chain.head.number == 5 - depth)
        #expect(try count(chain) == UInt256(5 - depth))
        #expect(try chain.nonce(of: Signer(1).address) == 5 - depth)
        #expect(chain.ancestorHashes(before: 6 - depth) == then.ancestorHashes(before: 6 - depth))
        for block in change.undone {
            #expect(chain.block(number: block.number) == nil && chain.block(hash: block.hash) == nil)
            for record in block.records { #expect(chain.outcome(of: record.hash) == nil) }
        }
        #expect(chain.clock == before.clock && chain.mempool.isEmpty)
    }

    @Test("What was undone and kept is done again, in later slots and other blocks")
    func kept() throws {
        var (chain, _) = try countingChain()
        let before = chain
        let change = try chain.reorganize(depth: 2, keepsTransactions: true)
        #expect(change.returned == (4...5).compactMap { before.block(number: $0)?.records.first?.hash })
        #expect(chain.mempool.count == 2)
        let produced = try chain.produceBlock()
        #expect(produced.records.map(\.hash) == change.returned)
        #expect(try count(chain) == 5)
        #expect(produced.block.number == 4 && produced.block.slot == 6)
        let undone = try #require(before.block(number: 4))
        #expect(produced.block.hash != undone.hash)
        #expect(chain.record(of: change.returned[0])?.blockHash == produced.block.hash)
    }

    @Test("The same slot is not used twice, so that no block is undone and made again")
    func slots() throws {
        var chain = try makeChain()
        let first = try chain.produceBlock().block
        try chain.reorganize(depth: 1, keepsTransactions: true)
        let second = try chain.produceBlock().block
        #expect(second.number == first.number && second.slot == first.slot + 1 && second.hash != first.hash)
    }

    @Test("The base fee is that of the block that is left")
    func fees() throws {
        var chain = try makeChain()
        var other = chain
        for nonce in 0..<3 as Range<UInt64> {
            // Two thirds of the block's gas: the base fee rises.
            try chain.submit(
                Signer(1).transaction(nonce: nonce, to: Contract.endless.address, gasLimit: 16_000_000)
            )
            try chain.submit(
                Signer(2).transaction(nonce: nonce, to: Contract.endless.address, gasLimit: 13_000_000)
            )
            _ = try chain.produceBlock()
        }
        #expect(chain.head.baseFeePerGas > other.head.baseFeePerGas)
        try chain.reorganize(depth: 3, keepsTransactions: false)
        let next = try chain.produceBlock().block.header.baseFeePerGas
        #expect(try next == other.produceBlock().block.header.baseFeePerGas)
    }

    @Test("What waits goes on waiting, and the pool refuses by its own rules what it had")
    func pool() throws {
        var (chain, _) = try countingChain()
        let waiting = try chain.submit(Signer(1).transaction(nonce: 5, to: counter))
        let poor = try Signer(9)
        try chain.submit(Signer(2).transaction(nonce: 0, to: poor.address, value: 5 &* ether))
        _ = try chain.produceBlock(
            .ordered([try #require(chain.mempool.transaction(of: Signer(2).address, nonce: 0)).hash])
        )
        let spent = try chain.submit(poor.transaction(nonce: 0, to: counter, value: 4 &* ether))
        _ = try chain.produceBlock(.ordered([spent]))
        let change = try chain.reorganize(depth: 2, keepsTransactions: true)
        // The ether that it spends has not come yet, and the pool cannot know that it will.
        #expect(change.returned.count == 1 && change.refused.map(\.hash) == [spent])
        guard case .invalid(.insufficientFunds)? = change.refused.first?.reason else {
            Issue.record("expected insufficient funds, got \(String(describing: change.refused.first?.reason))")
            return
        }
        #expect(chain.mempool[waiting] != nil)
        _ = try chain.produceBlock()
        #expect(try count(chain) == 6)
        #expect(try chain.balance(of: poor.address) == 5 &* ether)
    }

    @Test("Blobs of an undone block are gone with it, and go back to the pool with their transaction")
    func blobs() throws {
        let scheme = HashedBlobs()
        var chain = try makeChain(extensions: L1Extensions(blobCommitments: scheme))
        let sidecar = try scheme.sidecar(of: [HashedBlobs.blob(1)], form: .cells)
        let transaction = try Signer(1).sign(
            .blob(
                chainId: 1,
                nonce: 0,
                maxPriorityFeePerGas: gwei,
                maxFeePerGas: 10 &* gwei,
                gasLimit: 50_000,
                to: Contract.logging.address,
                value: .zero,
                data: [],
                maxFeePerBlobGas: 10,
                blobVersionedHashes: sidecar.versionedHashes
            )
        )
        let hash = try chain.submit(transaction, blobs: sidecar)
        _ = try chain.produceBlock()
        #expect(chain.blobs(of: hash) == .available(sidecar))
        var gone = chain
        try gone.reorganize(depth: 1, keepsTransactions: false)
        #expect(gone.blobs(of: hash) == .none && gone.mempool.isEmpty)
        try chain.reorganize(depth: 1, keepsTransactions: true)
        #expect(chain.blobs(of: hash) == .none && chain.mempool[hash]?.blobs == sidecar)
        _ = try chain.produceBlock()
        #expect(chain.blobs(of: hash) == .available(sidecar))
    }

    @Test("A call of the protocol's schedule is made again in the first block from its time on")
    func schedule() throws {
        var chain = try makeChain()
        let call = ScheduledSystemCall(
            timestamp: try #require(chain.nextProposalTime),
            address: counter,
            input: []
        )
        try chain.schedule(call)
        for _ in 0..<3 { _ = try chain.produceBlock() }
        #expect(try count(chain) == 1)
        try chain.reorganize(depth: 3, keepsTransactions: false)
        #expect(try count(chain) == 0)
        for _ in 0..<2 { _ = try chain.produceBlock() }
        #expect(try count(chain) == 1)
    }

    @Test("No reorganization is deeper than the chain, or than what is remembered of it")
    func bounds() throws {
        var (chain, _) = try countingChain()
        let before = chain.headHash
        for depth in [0, 6, .max] as [UInt64] {
            #expect(throws: L1Error.reorgBelowGenesis(depth: depth, head: 5)) {
                try chain.reorganize(depth: depth, keepsTransactions: true)
            }
        }
        #expect(chain.headHash == before)
        for _ in 0..<600 { _ = try chain.produceBlock(.empty) }
        chain.forgetStates(threshold: 1)
        #expect(throws: L1Error.stateForgotten(number: 205)) {
            try chain.reorganize(depth: 400, keepsTransactions: true)
        }
        #expect(chain.head.number == 605)
        try chain.reorganize(depth: 256, keepsTransactions: true)
        _ = try chain.produceBlock()
        #expect(chain.head.number == 350)
        #expect(try count(chain) == 5)
    }

    @Test("A fork of the chain is not touched, and the same steps give the same chain")
    func independence() throws {
        let (chain, _) = try countingChain()
        var heads: [Bytes32] = []
        for _ in 0..<2 {
            var copy = chain.fork()
            try copy.reorganize(depth: 3, keepsTransactions: true)
            _ = try copy.produceBlock()
            heads.append(copy.headHash)
        }
        #expect(heads[0] == heads[1] && heads[0] != chain.headHash)
        #expect(chain.head.number == 5)
    }
}
