import EVM
import Primitives
import RollupContracts
import Testing

@Suite("Optimistic rollup")
struct OptimisticRollupTests {
    private static let window: UInt64 = 3_600
    private static let genesisHash = Bytes32(UInt256(0x6e))

    /// A chain with a rollup, and the proposal of its first block.
    private struct Setup {
        var chain = TestChain()
        var rollup = Address.zero
        var proposal: OptimisticRollup.Proposal

        init(
            proposer: Address = TestChain.alice,
            stateRoot: Bytes32 = Bytes32(UInt256(0x57)),
            proposedRoot: Bytes32 = Bytes32(UInt256(0x58)),
            escrow: UInt256 = .zero,
            usesBlobs: Bool = false
        ) throws {
            proposal = OptimisticRollup.Proposal(
                parentHash: genesisHash,
                blockHash: Bytes32(UInt256(0x6f)),
                stateRoot: proposedRoot,
                timestamp: chain.timestamp,
                anchorBlockNumber: chain.number - 1,
                anchorHash: TestChain.blockHash(chain.number - 1),
                transactions: [[2, 0xc0], [0xc1, 1]]
            )
            let genesis = OptimisticRollup.Genesis(
                blockHash: genesisHash,
                stateRoot: stateRoot,
                timestamp: chain.timestamp - 12,
                proposer: proposer,
                challengeWindow: window,
                usesBlobs: usesBlobs
            )
            let deployed = try chain.deploy(OptimisticRollup.initCode(genesis), value: escrow)
            try #require(deployed.outcome.result.isSuccess)
            rollup = deployed.address
        }

        mutating func propose(
            _ proposal: OptimisticRollup.Proposal,
            from: Address = TestChain.alice
        ) throws -> TestChain.Outcome {
            try chain.call(rollup, OptimisticRollup.propose(proposal), from: from)
        }

        mutating func finalize(_ number: UInt64) throws -> TestChain.Outcome {
            try chain.call(rollup, OptimisticRollup.finalize(l2BlockNumber: number), from: TestChain.relayer)
        }

        func storage(_ slot: UInt256) -> UInt256 { chain.host.storage(rollup, slot) }
    }

    private func reason(_ outcome: TestChain.Outcome) -> OptimisticRollup.Revert? {
        outcome.revert.flatMap { OptimisticRollup.Revert($0) }
    }

    @Test("A proposal becomes the head at once, and is found again in its calldata")
    func proposed() throws {
        var setup = try Setup()
        let proposal = setup.proposal
        let outcome = try setup.propose(proposal)
        #expect(outcome.result.isSuccess, "\(String(describing: outcome.revert))")
        let log = try #require(outcome.result.logs.first)
        #expect(
            try OptimisticRollup.Event(topics: log.topics, data: log.data)
                == .blockProposed(
                    number: 1,
                    blockHash: proposal.blockHash,
                    stateRoot: proposal.stateRoot,
                    timestamp: proposal.timestamp,
                    anchorBlockNumber: proposal.anchorBlockNumber,
                    batchHash: Keccak256.hash(proposal.batch)
                )
        )
        #expect(setup.storage(NativeRollup.Slot.headNumber) == 1)
        #expect(setup.storage(NativeRollup.Slot.headHash) == proposal.blockHash.uint256)
        #expect(setup.storage(NativeRollup.Slot.headTimestamp) == UInt256(proposal.timestamp))
        #expect(setup.storage(NativeRollup.Slot.lastAnchor) == UInt256(proposal.anchorBlockNumber))
        #expect(setup.storage(OptimisticRollup.Slot.stateRoot(l2BlockNumber: 1)) == proposal.stateRoot.uint256)
        #expect(setup.storage(OptimisticRollup.Slot.proposalTime(l2BlockNumber: 1)) == UInt256(setup.chain.timestamp))
        #expect(setup.storage(OptimisticRollup.Slot.finalNumber) == .zero)
        #expect(setup.storage(OptimisticRollup.Slot.blobBatchHash(l2BlockNumber: 1)) == .zero)
        let received = try #require(OptimisticRollup.proposal(calldata: OptimisticRollup.propose(proposal)))
        #expect(received.transactions == proposal.transactions && received.batch == proposal.batch)
        var claim = proposal
        claim.transactions = []
        #expect(received.claim == claim)
        #expect(proposal.batch == [0xc6, 0x82, 2, 0xc0, 0x82, 0xc1, 1])
    }

    /// One change of an honest proposal, and the reason with which it is refused.
    struct Lie: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let reason: OptimisticRollup.Revert
        let change: @Sendable (inout OptimisticRollup.Proposal) -> Void

        init(
            _ name: String,
            _ reason: OptimisticRollup.Revert,
            _ change: @escaping @Sendable (inout OptimisticRollup.Proposal) -> Void
        ) {
            (testDescription, self.reason, self.change) = (name, reason, change)
        }
    }

    private static let lies = [
        Lie("another parent", .wrongParent) { $0.parentHash = $0.blockHash },
        Lie("a timestamp of the parent's", .timestampNotAfterParent) { $0.timestamp -= 12 },
        Lie("a timestamp of tomorrow", .timestampInTheFuture) { $0.timestamp += 1 },
        Lie("an anchor that is the block itself", .anchorNotAvailable) { $0.anchorBlockNumber += 1 },
        Lie("an anchor too old", .anchorNotAvailable) {
            $0.anchorBlockNumber -= 256
            $0.anchorHash = TestChain.blockHash($0.anchorBlockNumber)
        },
        Lie("another anchor's hash", .anchorNotAvailable) { $0.anchorHash = TestChain.blockHash(1) },
    ]

    @Test("A proposal that does not fit is refused for its reason", arguments: lies)
    func refused(_ lie: Lie) throws {
        var setup = try Setup()
        var proposal = setup.proposal
        lie.change(&proposal)
        let before = setup.chain.host.accounts[setup.rollup]?.storage
        #expect(reason(try setup.propose(proposal)) == lie.reason)
        #expect(setup.chain.host.accounts[setup.rollup]?.storage == before)
        #expect(try setup.propose(setup.proposal).result.isSuccess)
    }

    @Test("An old block is refused, and so is an anchor before the last")
    func oldBlocks() throws {
        var setup = try Setup()
        setup.chain.timestamp += 3_601
        #expect(reason(try setup.propose(setup.proposal)) == .timestampTooOld)
        setup.chain.timestamp -= 1
        #expect(try setup.propose(setup.proposal).result.isSuccess)
        var second = setup.proposal
        second.parentHash = setup.proposal.blockHash
        second.timestamp += 1
        second.anchorBlockNumber -= 1
        second.anchorHash = TestChain.blockHash(second.anchorBlockNumber)
        #expect(reason(try setup.propose(second)) == .anchorMovedBackwards)
    }

    @Test("Only the proposer proposes, unless there is none")
    func proposer() throws {
        var setup = try Setup()
        #expect(reason(try setup.propose(setup.proposal, from: TestChain.bob)) == .notProposer)
        var open = try Setup(proposer: .zero)
        #expect(try open.propose(open.proposal, from: TestChain.bob).result.isSuccess)
    }

    @Test("A block becomes final when its window has passed, not a second before, and once")
    func finality() throws {
        var setup = try Setup()
        #expect(reason(try setup.finalize(0)) == .alreadyFinal)
        #expect(reason(try setup.finalize(1)) == .notProposed)
        _ = try setup.propose(setup.proposal)
        setup.chain.timestamp += Self.window - 1
        #expect(reason(try setup.finalize(1)) == .challengeWindowOpen)
        #expect(reason(try setup.finalize(2)) == .notProposed)
        setup.chain.timestamp += 1
        let outcome = try setup.finalize(1)
        let log = try #require(outcome.result.logs.first)
        #expect(try OptimisticRollup.Event(topics: log.topics, data: log.data) == .blockFinalized(number: 1))
        #expect(setup.storage(OptimisticRollup.Slot.finalNumber) == 1)
        #expect(reason(try setup.finalize(1)) == .alreadyFinal)
    }

    @Test("A window longer than a year cannot be deployed")
    func longWindow() throws {
        var chain = TestChain()
        var genesis = OptimisticRollup.Genesis(
            blockHash: .zero,
            stateRoot: .zero,
            timestamp: 0,
            proposer: .zero,
            challengeWindow: OptimisticRollup.maximumChallengeWindow
        )
        #expect(try chain.deploy(OptimisticRollup.initCode(genesis)).outcome.result.isSuccess)
        genesis.challengeWindow += 1
        let refused = try chain.deploy(OptimisticRollup.initCode(genesis)).outcome
        #expect(reason(refused) == .challengeWindowOutOfRange)
    }

    /// A rollup whose proposed state holds a messenger with one message.
    private func withMessage(_ message: RollupMessage) throws -> (setup: Setup, proof: AccountAndStorageProof) {
        let storage = ReferenceTrie(storage: [
            L2Messenger.Slot.rollup: 0x1234,
            L2Messenger.Slot.sentMessage(index: message.index): message.leaf.uint256,
        ])
        let state = ReferenceTrie(accounts: [
            L2Messenger.address: ReferenceTrie.account(nonce: 1, balance: 5, storageRoot: storage.rootHash)
        ])
        let proof = AccountAndStorageProof(
            accountProof: state.proof(account: L2Messenger.address),
            storageProof: storage.proof(slot: L2Messenger.Slot.sentMessage(index: message.index))
        )
        let setup = try Setup(proposedRoot: state.rootHash, escrow: message.value &+ message.fee)
        return (setup, proof)
    }

    @Test("A withdrawal is paid once its block is final, and not again")
    func claim() throws {
        let message = RollupMessage(
            sender: Address(0x12),
            to: Address(0xfeed),
            value: UInt256(700),
            fee: UInt256(30),
            data: [],
            index: 300
        )
        var (setup, proof) = try withMessage(message)
        func claim(_ number: UInt64, _ message: RollupMessage) -> [UInt8] {
            NativeRollup.claimL2Message(message, l2BlockNumber: number, proof: proof, feeRecipient: TestChain.bob)
        }
        #expect(reason(try setup.chain.call(setup.rollup, claim(1, message))) == .notFinal)
        _ = try setup.propose(setup.proposal)
        #expect(reason(try setup.chain.call(setup.rollup, claim(1, message))) == .notFinal)
        #expect(reason(try setup.chain.call(setup.rollup, claim(0, message))) == .invalidProof)
        setup.chain.timestamp += Self.window
        #expect(reason(try setup.chain.call(setup.rollup, claim(1, message))) == .notFinal)
        #expect(try setup.finalize(1).result.isSuccess)

        var forgery = message
        forgery.value = message.value &+ .one
        #expect(reason(try setup.chain.call(setup.rollup, claim(1, forgery))) == .invalidProof)
        var self1 = message
        self1.to = setup.rollup
        #expect(reason(try setup.chain.call(setup.rollup, claim(1, self1))) == .selfTarget)
        #expect(reason(try setup.chain.call(setup.rollup, claim(2, message))) == .notFinal)

        let bobBefore = setup.chain.host.balance(of: TestChain.bob)
        let outcome = try setup.chain.call(setup.rollup, claim(1, message))
        #expect(outcome.result.isSuccess, "\(String(describing: outcome.revert))")
        #expect(setup.chain.host.balance(of: message.to) == 700)
        #expect(setup.chain.host.balance(of: TestChain.bob) == bobBefore &+ UInt256(30))
        #expect(setup.storage(NativeRollup.Slot.escrow) == .zero)
        #expect(reason(try setup.chain.call(setup.rollup, claim(1, message))) == .alreadyClaimed)
    }

    @Test("Neither more than the escrow is paid, nor a receiver with too little gas, nor one who refuses")
    func failedDeliveries() throws {
        let receiver = Address.created(by: TestChain.bob, nonce: 0)
        let message = RollupMessage(
            sender: Address(0x12),
            to: receiver,
            value: UInt256(700),
            fee: UInt256(30),
            data: [],
            index: 0
        )
        var (setup, proof) = try withMessage(message)
        #expect(try setup.chain.deploy(Receiver.artifact) == receiver)
        _ = try setup.propose(setup.proposal)
        setup.chain.timestamp += Self.window
        _ = try setup.finalize(1)
        let claim = NativeRollup.claimL2Message(message, l2BlockNumber: 1, proof: proof, feeRecipient: receiver)

        let escrow = setup.storage(NativeRollup.Slot.escrow)
        setup.chain.host.setStorage(setup.rollup, NativeRollup.Slot.escrow, escrow &- .one)
        #expect(reason(try setup.chain.call(setup.rollup, claim)) == .escrowInsufficient)
        setup.chain.host.setStorage(setup.rollup, NativeRollup.Slot.escrow, escrow)

        _ = try setup.chain.call(receiver, Receiver.Function.refuse.encodeCall([.bool(true)]))
        #expect(reason(try setup.chain.call(setup.rollup, claim, gas: 500_000)) == .notEnoughGasForDelivery)
        #expect(reason(try setup.chain.call(setup.rollup, claim)) == .deliveryFailed)
        #expect(setup.storage(NativeRollup.Slot.escrow) == escrow)
        let sender = try setup.chain.call(setup.rollup, NativeRollup.Function.l2Sender.encodeCall([]))
        #expect(reason(sender) == .noDelivery)
    }

    @Test("A fee that its receiver refuses reverts the claim")
    func refusedFee() throws {
        let message = RollupMessage(
            sender: Address(0x12),
            to: Address(0xfeed),
            value: UInt256(700),
            fee: UInt256(30),
            data: [],
            index: 0
        )
        var (setup, proof) = try withMessage(message)
        let receiver = try setup.chain.deploy(Receiver.artifact)
        _ = try setup.chain.call(receiver, Receiver.Function.refuse.encodeCall([.bool(true)]))
        _ = try setup.propose(setup.proposal)
        setup.chain.timestamp += Self.window
        _ = try setup.finalize(1)
        let claim = NativeRollup.claimL2Message(message, l2BlockNumber: 1, proof: proof, feeRecipient: receiver)
        #expect(reason(try setup.chain.call(setup.rollup, claim)) == .feePaymentFailed)
        #expect(setup.chain.host.balance(of: message.to) == .zero)
    }

    @Test("Messages to L2 make the tree that a native rollup's make, and the same are refused")
    func messages() throws {
        var setup = try Setup()
        var tree = MessageTree()
        #expect(Bytes32(setup.storage(NativeRollup.Slot.messageRoot)) == tree.root)
        for index in UInt64(0)..<5 {
            let data = [UInt8](repeating: 7, count: Int(index))
            let call = NativeRollup.sendMessage(to: TestChain.bob, fee: UInt256(2), data: data)
            #expect(try setup.chain.call(setup.rollup, call, value: UInt256(10)).result.isSuccess)
            tree.append(
                RollupMessage(
                    sender: TestChain.alice,
                    to: TestChain.bob,
                    value: UInt256(8),
                    fee: UInt256(2),
                    data: data,
                    index: index
                ).leaf
            )
            #expect(Bytes32(setup.storage(NativeRollup.Slot.messageRoot)) == tree.root)
        }
        #expect(setup.storage(NativeRollup.Slot.escrow) == 50)
        let tooLittle = NativeRollup.deposit(to: TestChain.bob, fee: UInt256(11))
        #expect(reason(try setup.chain.call(setup.rollup, tooLittle, value: UInt256(10))) == .valueBelowFee)
        let toItself = NativeRollup.deposit(to: L2Messenger.address, fee: .zero)
        #expect(reason(try setup.chain.call(setup.rollup, toItself, value: UInt256(10))) == .selfTarget)
        setup.chain.host.setStorage(setup.rollup, NativeRollup.Slot.messageCount, UInt256(UInt64(UInt32.max)))
        let full = NativeRollup.deposit(to: TestChain.bob, fee: .zero)
        #expect(reason(try setup.chain.call(setup.rollup, full, value: UInt256(10))) == .messageTreeFull)
    }

    @Test("The longest batch fits, a longer one does not, and a short one does not pay for it")
    func batchSizes() throws {
        var setup = try Setup()
        var long = setup.proposal
        // List and string headers take four bytes each.
        long.transactions = [[UInt8](repeating: 0x55, count: OptimisticRollup.maxBatchByteCount - 8)]
        #expect(long.batch.count == OptimisticRollup.maxBatchByteCount)
        var copy = setup
        #expect(try copy.propose(long).result.isSuccess)
        long.transactions[0].append(0x55)
        #expect(try setup.propose(long).revert == .empty)
        // Six slots: five of them new.
        #expect(try setup.propose(setup.proposal).gasUsed < 130_000)
    }
}
