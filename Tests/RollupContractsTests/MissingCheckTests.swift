import EVM
import Primitives
import RollupContracts
import Testing

/// Each variant of the native rollup's contract, beside the contract itself: what the one refuses the other takes, and
/// nothing else.
@Suite("Native rollups without one of their checks")
struct MissingCheckTests {
    typealias Check = NativeRollup.MissingCheck

    private static let chainId: UInt64 = 1_234_321
    private static let genesisHash = Bytes32(UInt256(0x6e))

    /// A rollup without a check, or with all of them, and the payload of its first block.
    private struct Setup {
        var chain = TestChain()
        let rollup: Address
        var payload: TestPayload

        init(without check: Check?, stateRoot: Bytes32 = Bytes32(UInt256(0x57))) throws {
            chain.standIns[StandInExecute.address] = StandInExecute.accepting()
            let genesis = NativeRollup.Genesis(
                chainId: chainId,
                gasLimit: 15_000_000,
                blockHash: genesisHash,
                stateRoot: stateRoot,
                timestamp: chain.timestamp - 12
            )
            let deployed = try chain.deploy(NativeRollup.initCode(genesis, without: check), value: TestChain.ether(10))
            try #require(deployed.outcome.result.isSuccess)
            rollup = deployed.address
            payload = TestPayload(
                chainId: chainId,
                parentHash: genesisHash,
                stateRoot: Bytes32(UInt256(0x58)),
                timestamp: chain.timestamp,
                extraData: NativeRollup.extraData(anchorBlockNumber: chain.number - 1),
                blockHash: Bytes32(UInt256(0x6f)),
                anchorHash: TestChain.blockHash(chain.number - 1)
            )
        }

        func slot(_ slot: UInt256) -> UInt256 { chain.host.storage(rollup, slot) }

        mutating func advance() throws -> TestChain.Outcome {
            try chain.call(rollup, NativeRollup.advance(payload: payload.bytes))
        }
    }

    @Test("An honest block makes the same head with and without each check", arguments: Check.allCases)
    func honest(_ check: Check) throws {
        var sound = try Setup(without: nil)
        var variant = try Setup(without: check)
        #expect(try sound.advance().result.isSuccess)
        let outcome = try variant.advance()
        #expect(outcome.result.isSuccess, "\(String(describing: outcome.revert))")
        #expect(
            sound.chain.host.accounts[sound.rollup]?.storage == variant.chain.host.accounts[variant.rollup]?.storage
        )
        // A block that is handed in again is refused by all of them.
        #expect(try variant.advance().revert == .message(NativeRollup.Revert.wrongBlockNumber.rawValue))
    }

    /// What exactly one of the variants takes.
    struct Attack: Sendable, CustomStringConvertible {
        let description: String
        let check: Check
        let reason: NativeRollup.Revert
        let change: @Sendable (inout TestPayload, inout TestChain) -> Void
    }

    static let attacks = [
        Attack(description: "a block of another chain", check: .chain, reason: .wrongChainId) { payload, _ in
            payload.chainId = 1
        },
        Attack(description: "a result for another chain", check: .chain, reason: .wrongResultChainId) { _, chain in
            chain.standIns[StandInExecute.address] = StandInExecute.returning(
                StandInExecute.result(root: Bytes32(.one), chainId: [1, 0, 0, 0, 0, 0, 0, 0])
            )
        },
        Attack(description: "an anchor that L1 never had", check: .anchor, reason: .anchorNotAvailable) { payload, _ in
            payload.anchorHash = Bytes32(UInt256(0xbad))
        },
        Attack(description: "a second ahead", check: .timestamp, reason: .timestampInTheFuture) { payload, _ in
            payload.timestamp += 1
        },
        Attack(description: "the last second", check: .timestamp, reason: .timestampInTheFuture) { payload, _ in
            payload.timestamp = .max
        },
    ]

    @Test("Only without its check is a payload taken", arguments: attacks)
    func payloads(_ attack: Attack) throws {
        for check in [nil] + Check.allCases {
            var setup = try Setup(without: check)
            attack.change(&setup.payload, &setup.chain)
            let outcome = try setup.advance()
            if check == attack.check {
                #expect(outcome.result.isSuccess, "\(String(describing: outcome.revert))")
                #expect(setup.slot(NativeRollup.Slot.headTimestamp) == UInt256(setup.payload.timestamp))
            } else {
                #expect(outcome.revert == .message(attack.reason.rawValue), "\(String(describing: check))")
            }
        }
    }

    @Test("A block that is too old is refused by all")
    func tooOld() throws {
        for check in Check.allCases {
            var setup = try Setup(without: check)
            setup.payload.timestamp -= 3601
            #expect(try setup.advance().revert == .message(NativeRollup.Revert.timestampTooOld.rawValue))
        }
    }

    @Test("Hash and root that are named apart from the block are stored, where the contract takes them")
    func outputs() throws {
        let (hash, root) = (Bytes32(UInt256(0xbad)), Bytes32(UInt256(0xf00d)))
        for check in [nil] + Check.allCases {
            var setup = try Setup(without: check)
            let call = NativeRollup.advance(payload: setup.payload.bytes, blockHash: hash, stateRoot: root)
            let outcome = try setup.chain.call(setup.rollup, call)
            guard check == .outputs else {
                #expect(outcome.revert == .empty)
                #expect(setup.slot(NativeRollup.Slot.headNumber) == .zero)
                continue
            }
            #expect(outcome.result.isSuccess)
            #expect(setup.slot(NativeRollup.Slot.headHash) == hash.uint256)
            #expect(setup.slot(NativeRollup.Slot.stateRoot(l2BlockNumber: 1)) == root.uint256)
        }
    }

    @Test("Whatever the caller names, EXECUTE must have validated a block")
    func outputsNeedBlock() throws {
        var setup = try Setup(without: .outputs)
        setup.chain.standIns[StandInExecute.address] = StandInExecute.failing
        let call = NativeRollup.advance(payload: setup.payload.bytes, blockHash: .zero, stateRoot: Bytes32(.one))
        let outcome = try setup.chain.call(setup.rollup, call)
        #expect(outcome.revert == .message(NativeRollup.Revert.executeFailed.rawValue))
    }

    @Test("Messages that are said to be consumed leave the tree, and later ones have their places")
    func messageCount() throws {
        var setup = try Setup(without: .messageCount)
        func deposit(_ setup: inout Setup) throws {
            let call = NativeRollup.deposit(to: TestChain.bob, fee: .zero)
            #expect(try setup.chain.call(setup.rollup, call, value: .one).result.isSuccess)
        }
        for _ in 0..<3 { try deposit(&setup) }
        for wrong in [1, 2, 4, UInt64.max] {
            var attempt = setup
            let call = NativeRollup.advance(payload: setup.payload.bytes, messageCount: wrong)
            #expect(try attempt.chain.call(setup.rollup, call).revert == .message("not the messages that wait"))
        }
        let call = NativeRollup.advance(payload: setup.payload.bytes, messageCount: 3)
        #expect(try setup.chain.call(setup.rollup, call).result.isSuccess)
        #expect(setup.slot(NativeRollup.Slot.consumedCount) == 3)
        #expect(setup.slot(NativeRollup.Slot.messageCount) == 3)
        #expect(setup.slot(NativeRollup.Slot.messageRoot) == MessageTree().root.uint256)
        try deposit(&setup)
        var tree = MessageTree()
        for _ in 0..<3 { tree.append(.zero) }
        let kept = RollupMessage(
            sender: TestChain.alice,
            to: TestChain.bob,
            value: .one,
            fee: .zero,
            data: [],
            index: 3
        )
        tree.append(kept.leaf)
        #expect(setup.slot(NativeRollup.Slot.messageRoot) == tree.root.uint256)
    }

    @Test("No other contract has a function for the number of messages")
    func messageCountElsewhere() throws {
        for check in [nil] + Check.allCases where check != .messageCount {
            var setup = try Setup(without: check)
            let call = NativeRollup.advance(payload: setup.payload.bytes, messageCount: 1)
            #expect(try setup.chain.call(setup.rollup, call).revert == .empty, "\(String(describing: check))")
        }
    }

    @Test("A message is delivered again only without its check, as long as the escrow lasts")
    func repeatedClaims() throws {
        let message = ClaimTests.message(value: TestChain.ether(4), fee: .zero)
        let storage = ReferenceTrie(storage: [L2Messenger.Slot.sentMessage(index: 0): message.leaf.uint256])
        let state = ReferenceTrie(accounts: [
            L2Messenger.address: ReferenceTrie.account(nonce: 1, balance: 5, storageRoot: storage.rootHash),
            Address(1): ReferenceTrie.account(nonce: 1, balance: 1, storageRoot: .zero),
        ])
        let proof = AccountAndStorageProof(
            accountProof: state.proof(account: L2Messenger.address),
            storageProof: storage.proof(slot: L2Messenger.Slot.sentMessage(index: 0))
        )
        let call = NativeRollup.claimL2Message(message, l2BlockNumber: 0, proof: proof, feeRecipient: .zero)
        for check in [nil] + Check.allCases {
            var setup = try Setup(without: check, stateRoot: state.rootHash)
            #expect(try setup.chain.call(setup.rollup, call).result.isSuccess)
            let again = try setup.chain.call(setup.rollup, call)
            guard check == .repeatedClaim else {
                #expect(again.revert == .message(NativeRollup.Revert.alreadyClaimed.rawValue))
                continue
            }
            #expect(again.result.isSuccess)
            let third = try setup.chain.call(setup.rollup, call)
            #expect(third.revert == .message(NativeRollup.Revert.escrowInsufficient.rawValue))
            #expect(setup.chain.host.balance(of: message.to) == TestChain.ether(8))
        }
    }
}
