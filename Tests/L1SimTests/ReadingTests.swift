import L1Sim
import Primitives
import StateTransition
import StateTrie
import Testing

@Suite struct ReadingTests {
    private let counter = Contract.counting.address
    private var chain: L1Chain

    /// Five blocks, each of which counts once.
    init() throws {
        chain = try makeChain()
        for nonce in 0..<5 as Range<UInt64> {
            try chain.submit(Signer(1).transaction(nonce: nonce, to: counter, value: 3))
            _ = try chain.produceBlock()
        }
    }

    @Test func everyBlocksStateStaysReadable() throws {
        for number in 0...5 as ClosedRange<UInt64> {
            #expect(try chain.storage(of: counter, 0, at: number) == UInt256(number))
            #expect(try chain.balance(of: counter, at: number) == UInt256(3 * number))
            #expect(try chain.nonce(of: Signer(1).address, at: number) == number)
        }
        #expect(try chain.storage(of: counter, 0) == 5)
        #expect(try chain.code(of: counter) == Contract.counting.code)
    }

    @Test func oneStateAnswersSeveralQuestionsAndItsChangesAreLost() throws {
        let counter = counter
        let (balance, count) = try chain.read(at: 3) { state throws(StateError) in
            let answer = (try state.balance(of: counter), try state.storage(counter, 0))
            try state.setStorage(counter, 0, 99)
            return answer
        }
        #expect(balance == 9)
        #expect(count == 3)
        #expect(try chain.storage(of: counter, 0, at: 3) == 3)
        #expect(throws: L1Error.unknownBlock(number: 6, head: 5)) {
            try chain.read(at: 6) { state throws(StateError) in try state.balance(of: counter) }
        }
    }

    @Test func blocksAreFoundByNumberAndHash() throws {
        for number in 0...5 as ClosedRange<UInt64> {
            let block = try #require(chain.block(number: number))
            #expect(block.number == number)
            #expect(chain.block(hash: block.hash)?.number == number)
            #expect(chain.blockHash(number) == block.hash)
            #expect(Keccak256.hash(try #require(chain.headerRLP(number))) == block.hash)
            #expect(try Block(decoding: block.rlp) == block.block)
        }
        #expect(chain.block(number: 6) == nil)
        #expect(chain.blockHash(.max) == nil)
        #expect(chain.block(hash: .zero) == nil)
    }

    @Test func ancestorHashesStartWithTheParent() {
        #expect(chain.ancestorHashes(before: 3) == [chain.blockHash(2), chain.blockHash(1), chain.blockHash(0)])
        #expect(chain.ancestorHashes(before: 0).isEmpty)
    }

    @Test mutating func blockhashReaches256Blocks() throws {
        for _ in 0..<300 {
            _ = try chain.produceBlock(.empty)
        }
        #expect(chain.ancestorHashes(before: 306).count == 256)
        try chain.submit(Signer(1).transaction(nonce: 5, to: Contract.recording.address))
        let block = try chain.produceBlock()
        let stored = try chain.storage(of: Contract.recording.address, 2)
        #expect(stored == block.block.header.parentHash.uint256)
    }

    @Test func unknownBlockIsAnError() {
        #expect(throws: L1Error.unknownBlock(number: 6, head: 5)) { try chain.balance(of: counter, at: 6) }
        #expect(throws: L1Error.unknownBlock(number: .max, head: 5)) { try chain.proof(of: counter, at: .max) }
    }

    @Test func proofsHoldAgainstTheBlocksStateRoot() throws {
        for number in 0...5 as ClosedRange<UInt64> {
            let root = try #require(chain.block(number: number)).header.stateRoot
            let proof = try chain.proof(of: counter, slots: [0, 1], at: number)
            try proof.verify(root: root)
            #expect(proof.storage.map(\.value) == [UInt256(number), 0])
            #expect(proof.balance == UInt256(3 * number))
        }
        let proof = try chain.proof(of: counter, slots: [0], at: 2)
        let otherRoot = try #require(chain.block(number: 3)).header.stateRoot
        #expect(throws: TrieProofError.self) { try proof.verify(root: otherRoot) }
    }

    @Test func absentAccountsAreProvenAbsent() throws {
        let nobody = Address(0xdead_beef)
        #expect(try chain.account(nobody) == nil)
        let proof = try chain.proof(of: nobody)
        #expect(proof.account == nil)
        try proof.verify(root: chain.head.stateRoot)
    }

    @Test func systemContractsStandFromTheStart() throws {
        for contract in SystemContract.all {
            #expect(try chain.code(of: contract.address, at: 0) == contract.runtimeCode)
        }
        // EIP-2935 keeps the hash of block n in slot n of its ring.
        let slot = try chain.storage(of: SystemContract.historyStorage.address, 4)
        #expect(slot == chain.blockHash(4)?.uint256)
        // EIP-4788 keeps the root at the timestamp's place, 8,191 slots behind the timestamp itself.
        let head = chain.head
        let place = UInt256(head.timestamp % 8191 + 8191)
        let root = try chain.storage(of: SystemContract.beaconRoots.address, place)
        #expect(root == head.parentBeaconBlockRoot.uint256)
    }

    @Test func nextNonceCountsWhatWaitsWithoutAGap() throws {
        var copy = chain
        let signer = try Signer(1)
        #expect(try copy.nextNonce(of: signer.address) == 5)
        try copy.submit(signer.transaction(nonce: 5, to: counter))
        try copy.submit(signer.transaction(nonce: 7, to: counter))
        #expect(try copy.nextNonce(of: signer.address) == 6)
        try copy.submit(signer.transaction(nonce: 6, to: counter))
        #expect(try copy.nextNonce(of: signer.address) == 8)
    }
}
