import EVM
import Primitives
import RollupContracts
import Testing

@Suite("Claiming messages of L2")
struct ClaimTests {
    /// A rollup whose genesis state holds a messenger that has recorded messages.
    struct Setup {
        var chain = TestChain()
        var rollup = Address.zero
        var state: ReferenceTrie
        var storage: ReferenceTrie

        init(messages: [RollupMessage], escrow: UInt256 = TestChain.ether(10)) throws {
            var slots: [UInt256: UInt256] = [L2Messenger.Slot.rollup: 0x1234]
            slots[L2Messenger.Slot.sentMessageCount] = UInt256(UInt64(messages.count))
            for message in messages {
                slots[L2Messenger.Slot.sentMessage(index: message.index)] = message.leaf.uint256
            }
            storage = ReferenceTrie(storage: slots)
            var accounts = [
                L2Messenger.address: ReferenceTrie.account(nonce: 1, balance: 5, storageRoot: storage.rootHash)
            ]
            for low in UInt64(1)...40 {
                accounts[Address(low)] = ReferenceTrie.account(
                    nonce: low,
                    balance: UInt256(low),
                    storageRoot: Keccak256.hash([0x80])
                )
            }
            state = ReferenceTrie(accounts: accounts)
            let genesis = NativeRollup.Genesis(
                chainId: 5,
                gasLimit: 15_000_000,
                blockHash: .zero,
                stateRoot: state.rootHash,
                timestamp: 0
            )
            let deployed = try chain.deploy(NativeRollup.initCode(genesis), value: escrow)
            try #require(deployed.outcome.result.isSuccess)
            rollup = deployed.address
        }

        func proof(_ index: UInt64) -> AccountAndStorageProof {
            AccountAndStorageProof(
                accountProof: state.proof(account: L2Messenger.address),
                storageProof: storage.proof(slot: L2Messenger.Slot.sentMessage(index: index))
            )
        }

        func calldata(_ message: RollupMessage, l2BlockNumber: UInt64 = 0, feeRecipient: Address = TestChain.bob)
            -> [UInt8]
        {
            NativeRollup.claimL2Message(
                message,
                l2BlockNumber: l2BlockNumber,
                proof: proof(message.index),
                feeRecipient: feeRecipient
            )
        }

        mutating func claim(_ message: RollupMessage, gas: UInt64 = 20_000_000) throws -> TestChain.Outcome {
            try chain.call(rollup, calldata(message), from: TestChain.relayer, gas: gas)
        }
    }

    static let l2User = Address(0x12)

    static func message(
        to: Address = Address(0xfeed),
        value: UInt256 = UInt256(700),
        fee: UInt256 = UInt256(30),
        data: [UInt8] = [],
        index: UInt64 = 0
    ) -> RollupMessage {
        RollupMessage(sender: l2User, to: to, value: value, fee: fee, data: data, index: index)
    }

    private func reason(_ outcome: TestChain.Outcome) -> NativeRollup.Revert? {
        outcome.revert.flatMap { NativeRollup.Revert($0) }
    }

    @Test("A proven message pays its receiver and its fee, once", arguments: [0, 1, 255, 256, 100_000] as [UInt64])
    func claim(_ index: UInt64) throws {
        let message = ClaimTests.message(index: index)
        var setup = try Setup(messages: [message, ClaimTests.message(index: index + 1)])
        let bobBefore = setup.chain.host.balance(of: TestChain.bob)
        let outcome = try setup.claim(message)
        #expect(outcome.result.isSuccess, "\(String(describing: outcome.revert))")
        let log = try #require(outcome.result.logs.first)
        #expect(
            try NativeRollup.Event(topics: log.topics, data: log.data)
                == .l2MessageClaimed(index: index, leaf: message.leaf, feeRecipient: TestChain.bob)
        )
        #expect(setup.chain.host.balance(of: message.to) == 700)
        #expect(setup.chain.host.balance(of: TestChain.bob) == bobBefore &+ UInt256(30))
        #expect(setup.chain.host.storage(setup.rollup, NativeRollup.Slot.escrow) == TestChain.ether(10) &- UInt256(730))
        let flags = setup.chain.host.storage(setup.rollup, NativeRollup.Slot.claimedFlags(index: index))
        #expect(flags == UInt256.one << Int(index % 256))

        #expect(reason(try setup.claim(message)) == .alreadyClaimed)
        setup.chain.host.setStorage(setup.rollup, NativeRollup.Slot.headNumber, UInt256(1_000_000))
        #expect(reason(try setup.claim(message)) == .alreadyClaimed)
        setup.chain.host.setStorage(setup.rollup, NativeRollup.Slot.headNumber, .zero)
        #expect(try setup.claim(ClaimTests.message(index: index + 1)).result.isSuccess)
        #expect(
            try setup.chain.view(NativeRollup.Function.isClaimed, [.uint(UInt256(index))], at: setup.rollup) == [
                .bool(true)
            ]
        )
        #expect(
            try setup.chain.view(NativeRollup.Function.isClaimed, [.uint(UInt256(index + 2))], at: setup.rollup)
                == [.bool(false)]
        )
    }

    @Test("A message of which anything differs from what was sent is refused")
    func wrongFields() throws {
        let message = ClaimTests.message(data: [1, 2, 3])
        var setup = try Setup(messages: [message, ClaimTests.message(index: 1)])
        var forgeries = [RollupMessage](repeating: message, count: 7)
        forgeries[0].sender = TestChain.bob
        forgeries[1].to = TestChain.bob
        forgeries[2].value = message.value &+ .one
        forgeries[3].fee = message.fee &+ .one
        forgeries[4].data = [1, 2, 4]
        forgeries[5].index = 1
        forgeries[6].index = 2
        for forgery in forgeries {
            #expect(reason(try setup.claim(forgery)) == .invalidProof, "\(forgery)")
        }
        #expect(try setup.claim(message).result.isSuccess)
    }

    @Test("Proofs of another state, another account or another slot are refused")
    func wrongProofs() throws {
        let message = ClaimTests.message()
        let other = ClaimTests.message(index: 1)
        var setup = try Setup(messages: [message, other])
        let good = setup.proof(0)
        let stranger = setup.state.proof(account: Address(7))
        let absent = setup.state.proof(account: Address(0xdead))
        for proof in [
            AccountAndStorageProof(accountProof: good.accountProof, storageProof: setup.proof(1).storageProof),
            AccountAndStorageProof(accountProof: stranger, storageProof: good.storageProof),
            AccountAndStorageProof(accountProof: absent, storageProof: good.storageProof),
            AccountAndStorageProof(accountProof: [], storageProof: good.storageProof),
            AccountAndStorageProof(accountProof: good.accountProof, storageProof: []),
            AccountAndStorageProof(accountProof: good.storageProof, storageProof: good.accountProof),
        ] {
            let calldata = NativeRollup.claimL2Message(message, l2BlockNumber: 0, proof: proof, feeRecipient: .zero)
            #expect(reason(try setup.chain.call(setup.rollup, calldata)) == .invalidProof)
        }

        // A state in which the messenger does not exist, with a right proof of that.
        setup.state = ReferenceTrie(accounts: [
            Address(1): ReferenceTrie.account(nonce: 1, balance: 1, storageRoot: .zero)
        ])
        setup.chain.host.setStorage(
            setup.rollup,
            NativeRollup.Slot.stateRoot(l2BlockNumber: 0),
            setup.state.rootHash.uint256
        )
        #expect(reason(try setup.claim(message)) == .invalidProof)
    }

    @Test("The newest 8,191 state roots are available, older and future ones are not")
    func ring() throws {
        let message = ClaimTests.message()
        var setup = try Setup(messages: [message])
        #expect(
            reason(try setup.chain.call(setup.rollup, setup.calldata(message, l2BlockNumber: 1)))
                == .stateRootNotAvailable
        )
        setup.chain.host.setStorage(setup.rollup, NativeRollup.Slot.headNumber, UInt256(8191))
        #expect(reason(try setup.claim(message)) == .stateRootNotAvailable)
        let view = try setup.chain.call(setup.rollup, NativeRollup.stateRoot(l2BlockNumber: 0))
        #expect(reason(view) == .stateRootNotAvailable)
        setup.chain.host.setStorage(setup.rollup, NativeRollup.Slot.headNumber, UInt256(8190))
        #expect(
            try setup.chain.call(setup.rollup, NativeRollup.stateRoot(l2BlockNumber: 0)).result.output
                == setup.state.rootHash.bytes
        )
        #expect(try setup.claim(message).result.isSuccess)
    }

    @Test("No claim takes more than the escrow holds, whatever the account's balance")
    func escrow() throws {
        let message = ClaimTests.message()
        var setup = try Setup(messages: [message], escrow: UInt256(729))
        setup.chain.host.addBalance(setup.rollup, TestChain.ether(1))
        #expect(reason(try setup.claim(message)) == .escrowInsufficient)
        _ = try setup.chain.call(setup.rollup, NativeRollup.deposit(to: TestChain.bob, fee: .zero), value: .one)
        #expect(try setup.claim(message).result.isSuccess)
        #expect(setup.chain.host.storage(setup.rollup, NativeRollup.Slot.escrow) == .zero)

        let overflow = ClaimTests.message(value: .max, fee: UInt256(2))
        var rich = try Setup(messages: [overflow])
        #expect(reason(try rich.claim(overflow)) == .escrowInsufficient)
    }

    @Test("The receiver learns the sender during the delivery, and nobody learns it afterwards")
    func sender() throws {
        var (setup, receiver, messages) = try setupWithReceiver {
            [ClaimTests.message(to: $0, data: [0xde, 0xad, 0xbe, 0xef, 5])]
        }
        #expect(try setup.claim(messages[0]).result.isSuccess)
        let host = setup.chain.host
        #expect(host.balance(of: receiver) == 700)
        #expect(host.storage(receiver, Receiver.Layout.sender) == ClaimTests.l2User.uint256)
        #expect(host.storage(receiver, Receiver.Layout.amount) == 700)
        #expect(host.storage(receiver, Receiver.Layout.dataLength) == 5)
        let view = try setup.chain.call(setup.rollup, NativeRollup.Function.l2Sender.encodeCall([]))
        #expect(reason(view) == .noDelivery)
    }

    /// A setup whose receiving contract is at a known address from the start.
    private func setupWithReceiver(
        _ make: (Address) -> [RollupMessage]
    ) throws -> (setup: Setup, receiver: Address, messages: [RollupMessage]) {
        var chain = TestChain()
        let receiver = try chain.deploy(Receiver.artifact)
        let messages = make(receiver)
        var setup = try Setup(messages: messages)
        setup.chain.host.accounts[receiver] = chain.host.accounts[receiver]
        return (setup, receiver, messages)
    }

    @Test("A delivery that fails reverts the claim, which can be tried again")
    func failedDelivery() throws {
        var (setup, receiver, messages) = try setupWithReceiver { [ClaimTests.message(to: $0)] }
        _ = try setup.chain.call(receiver, Receiver.Function.refuse.encodeCall([.bool(true)]))
        let escrowBefore = setup.chain.host.storage(setup.rollup, NativeRollup.Slot.escrow)
        #expect(reason(try setup.claim(messages[0])) == .deliveryFailed)
        #expect(setup.chain.host.storage(setup.rollup, NativeRollup.Slot.escrow) == escrowBefore)
        _ = try setup.chain.call(receiver, Receiver.Function.refuse.encodeCall([.bool(false)]))
        #expect(try setup.claim(messages[0]).result.isSuccess)
    }

    @Test("A fee that its receiver refuses reverts the claim")
    func refusedFee() throws {
        var (setup, receiver, messages) = try setupWithReceiver { _ in [ClaimTests.message()] }
        _ = try setup.chain.call(receiver, Receiver.Function.refuse.encodeCall([.bool(true)]))
        let outcome = try setup.chain.call(setup.rollup, setup.calldata(messages[0], feeRecipient: receiver))
        #expect(reason(outcome) == .feePaymentFailed)
        #expect(setup.chain.host.balance(of: messages[0].to) == .zero)
    }

    @Test("A receiver cannot claim during its delivery, neither again nor another message")
    func reentrancy() throws {
        var (setup, receiver, messages) = try setupWithReceiver {
            [ClaimTests.message(to: $0), ClaimTests.message(to: $0, index: 1)]
        }
        for index in 0..<2 {
            var attempt = setup
            let inner = attempt.calldata(messages[index])
            _ = try attempt.chain.call(
                receiver,
                Receiver.Function.callBack.encodeCall([.address(attempt.rollup), .bytes(inner)])
            )
            #expect(try attempt.claim(messages[0]).result.isSuccess)
            #expect(attempt.chain.host.storage(receiver, Receiver.Layout.calledBack) == .zero)
            #expect(attempt.chain.host.storage(receiver, Receiver.Layout.deliveries) == 1)
            #expect(attempt.chain.host.balance(of: receiver) == 700)
        }
        #expect(try setup.claim(messages[1]).result.isSuccess)
    }

    @Test("A receiver can answer with a message during its delivery")
    func answer() throws {
        var (setup, receiver, messages) = try setupWithReceiver { [ClaimTests.message(to: $0)] }
        let answer = NativeRollup.sendMessage(to: ClaimTests.l2User, fee: .zero, data: [1])
        _ = try setup.chain.call(
            receiver,
            Receiver.Function.callBack.encodeCall([.address(setup.rollup), .bytes(answer)])
        )
        let outcome = try setup.claim(messages[0])
        #expect(outcome.result.isSuccess)
        #expect(setup.chain.host.storage(receiver, Receiver.Layout.calledBack) == .one)
        #expect(setup.chain.host.storage(setup.rollup, NativeRollup.Slot.messageCount) == .one)
    }

    @Test("No claimer can give a receiving contract less than 500,000 gas")
    func deliveryGas() throws {
        let (setup, receiver, messages) = try setupWithReceiver { [ClaimTests.message(to: $0, data: [1])] }
        var isRefused = false
        for gas in stride(from: UInt64(400_000), through: 900_000, by: 5_000) {
            var attempt = setup
            let outcome = try attempt.claim(messages[0], gas: gas)
            if outcome.result.isSuccess {
                #expect(attempt.chain.host.storage(receiver, Receiver.Layout.gasGiven) >= 499_000, "\(gas)")
                #expect(isRefused)
                return
            }
            isRefused = isRefused || reason(outcome) == .notEnoughGasForDelivery
        }
        Issue.record("never delivered")
    }

    @Test("A message to the rollup contract itself is refused")
    func selfTarget() throws {
        let first = try Setup(messages: [])
        let message = ClaimTests.message(to: first.rollup)
        var setup = try Setup(messages: [message])
        #expect(setup.rollup == first.rollup)
        #expect(reason(try setup.claim(message)) == .selfTarget)
    }
}
