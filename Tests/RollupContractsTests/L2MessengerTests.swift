import EVM
import Primitives
import RollupContracts
import Testing

@Suite("L2 messenger")
struct L2MessengerTests {
    static let rollup = Address(0x0911)

    /// An L2 whose anchors lead to an L1 on which the rollup contract has a message tree.
    struct Setup {
        var chain = TestChain()
        var tree = MessageTree()
        var messages: [RollupMessage] = []
        let beaconRoots = L2Genesis.systemContracts[0]

        init(balance: UInt256 = TestChain.ether(1_000_000)) {
            let account = L2Genesis.messenger(rollup: L2MessengerTests.rollup, balance: balance)
            chain.host.accounts[account.address] = MemoryHost.Account(
                balance: account.balance,
                nonce: 1,
                code: account.code,
                storage: account.storage
            )
        }

        mutating func send(
            to: Address = Address(0xfeed),
            value: UInt256 = UInt256(700),
            fee: UInt256 = UInt256(30),
            data: [UInt8] = []
        ) -> RollupMessage {
            let message = RollupMessage(
                sender: TestChain.alice,
                to: to,
                value: value,
                fee: fee,
                data: data,
                index: UInt64(messages.count)
            )
            messages.append(message)
            tree.append(message.leaf)
            return message
        }

        /// An L1 header and the proof of the message root in its state.
        func anchor(
            storage: [UInt256: UInt256]? = nil,
            account: Address = L2MessengerTests.rollup
        ) -> (header: [UInt8], proof: AccountAndStorageProof) {
            let slots = storage ?? [NativeRollup.Slot.messageRoot: tree.root.uint256, 0: 5, 4: 7, 6: 99]
            let storageTrie = ReferenceTrie(storage: slots)
            var accounts: [Address: [UInt8]] = [:]
            for low in UInt64(1)...30 {
                accounts[Address(low)] = ReferenceTrie.account(nonce: 0, balance: UInt256(low), storageRoot: .zero)
            }
            accounts[account] = ReferenceTrie.account(nonce: 1, balance: 3, storageRoot: storageTrie.rootHash)
            let state = ReferenceTrie(accounts: accounts)
            let header = RLPEncoder.encodeList { list in
                list.append(Bytes32(UInt256(1)))
                list.append(Bytes32(UInt256(2)))
                list.append(Address(3))
                list.append(state.rootHash)
                list.append(Bytes32(UInt256(4)))
                list.append(Bytes32(UInt256(5)))
                list.append(bytes: [UInt8](repeating: 0, count: 256))
                list.append(UInt64(0))
            }
            let proof = AccountAndStorageProof(
                accountProof: state.proof(account: L2MessengerTests.rollup),
                storageProof: storageTrie.proof(slot: NativeRollup.Slot.messageRoot)
            )
            return (header, proof)
        }

        /// Makes the hash of a header the anchor of the L2 block with a timestamp.
        mutating func setAnchor(_ header: [UInt8], timestamp: UInt64) {
            let hash = Keccak256.hash(header)
            let expected = UInt256(timestamp).bigEndianBytes
            chain.standIns[beaconRoots] = { call in
                call.input == expected
                    ? .success(output: hash.bytes, gasUsed: 100)
                    : .failure(.invalidInput)
            }
        }

        mutating func prove(timestamp: UInt64 = 1000) throws -> TestChain.Outcome {
            let (header, proof) = anchor()
            setAnchor(header, timestamp: timestamp)
            return try chain.call(
                L2Messenger.address,
                L2Messenger.proveL1MessageRoot(anchorTimestamp: timestamp, header: header, proof: proof)
            )
        }

        mutating func claim(_ message: RollupMessage, size: Int? = nil, gas: UInt64 = 20_000_000) throws
            -> TestChain.Outcome
        {
            let index = Int(message.index % UInt64(tree.count))
            let path = try #require(tree.path(of: index, size: size ?? tree.count))
            return try chain.call(
                L2Messenger.address,
                L2Messenger.claimL1Message(message, path: path, feeRecipient: TestChain.bob),
                from: TestChain.relayer,
                gas: gas
            )
        }
    }

    private func reason(_ outcome: TestChain.Outcome) -> L2Messenger.Revert? {
        outcome.revert.flatMap { L2Messenger.Revert($0) }
    }

    @Test("A message is recorded where L1 proves it, and its value stays")
    func send() throws {
        var setup = Setup(balance: .zero)
        for index in UInt64(0)..<3 {
            let outcome = try setup.chain.call(
                L2Messenger.address,
                L2Messenger.sendMessage(to: TestChain.bob, fee: UInt256(4), data: [9]),
                value: UInt256(10)
            )
            let message = RollupMessage(
                sender: TestChain.alice,
                to: TestChain.bob,
                value: 6,
                fee: 4,
                data: [9],
                index: index
            )
            let log = try #require(outcome.result.logs.first)
            #expect(try L2Messenger.Event(topics: log.topics, data: log.data) == .messageSent(message))
            let host = setup.chain.host
            #expect(
                host.storage(L2Messenger.address, L2Messenger.Slot.sentMessage(index: index)) == message.leaf.uint256
            )
            #expect(host.storage(L2Messenger.address, L2Messenger.Slot.sentMessageCount) == UInt256(index + 1))
            #expect(host.balance(of: L2Messenger.address) == UInt256((index + 1) * 10))
        }
        let element = try setup.chain.view(L2Messenger.Function.sentMessages, [.uint(2)], at: L2Messenger.address)
        #expect(
            element[0].asBytes32?.uint256
                == setup.chain.host.storage(L2Messenger.address, L2Messenger.Slot.sentMessage(index: 2))
        )
    }

    @Test("A message above its value, or to the rollup contract, is refused")
    func sendRefused() throws {
        var setup = Setup()
        let poor = try setup.chain.call(
            L2Messenger.address,
            L2Messenger.withdraw(to: TestChain.bob, fee: 11),
            value: 10
        )
        #expect(reason(poor) == .valueBelowFee)
        let toRollup = L2Messenger.withdraw(to: L2MessengerTests.rollup, fee: .zero)
        #expect(reason(try setup.chain.call(L2Messenger.address, toRollup, value: 10)) == .selfTarget)
        #expect(try setup.chain.call(L2Messenger.address, [], value: 10).revert == .empty)
    }

    @Test("A proven root opens its messages, each once")
    func proveAndClaim() throws {
        var setup = Setup()
        let messages = (0..<5).map { _ in setup.send() }
        #expect(reason(try setup.claim(messages[0])) == .invalidProof)
        let proven = try setup.prove()
        #expect(proven.result.isSuccess, "\(String(describing: proven.revert))")
        let log = try #require(proven.result.logs.first)
        #expect(
            try L2Messenger.Event(topics: log.topics, data: log.data)
                == .l1MessageRootProven(root: setup.tree.root, anchorTimestamp: 1000)
        )
        #expect(setup.chain.host.storage(L2Messenger.address, L2Messenger.Slot.provenRoot(setup.tree.root)) == .one)
        #expect(setup.chain.host.storage(L2Messenger.address, L2Messenger.Slot.anchorTimestamp) == 1000)

        let bobBefore = setup.chain.host.balance(of: TestChain.bob)
        for message in messages.reversed() {
            let outcome = try setup.claim(message)
            #expect(outcome.result.isSuccess, "\(String(describing: outcome.revert))")
            let log = try #require(outcome.result.logs.first)
            #expect(
                try L2Messenger.Event(topics: log.topics, data: log.data)
                    == .l1MessageClaimed(index: message.index, leaf: message.leaf, feeRecipient: TestChain.bob)
            )
            #expect(reason(try setup.claim(message)) == .alreadyClaimed)
        }
        #expect(setup.chain.host.balance(of: messages[0].to) == 3500)
        #expect(setup.chain.host.balance(of: TestChain.bob) == bobBefore &+ UInt256(150))
        #expect(setup.chain.host.balance(of: L2Messenger.address) == TestChain.ether(1_000_000) &- UInt256(3650))
        #expect(
            setup.chain.host.storage(L2Messenger.address, L2Messenger.Slot.claimedFlags(index: 0)) == 0b11111
        )
    }

    @Test("A newer root takes nobody's path away")
    func rootRace() throws {
        var setup = Setup()
        let message = setup.send()
        _ = setup.send()
        #expect(try setup.prove(timestamp: 1000).result.isSuccess)
        _ = setup.send()
        #expect(try setup.prove(timestamp: 1012).result.isSuccess)
        #expect(try setup.claim(message, size: 2).result.isSuccess)
    }

    @Test("A path for a tree that was never proven is refused")
    func unprovenRoot() throws {
        var setup = Setup()
        let message = setup.send()
        #expect(try setup.prove().result.isSuccess)
        let late = setup.send()
        #expect(reason(try setup.claim(late)) == .invalidProof)
        #expect(reason(try setup.claim(message, size: 2)) == .invalidProof)
        #expect(try setup.claim(message, size: 1).result.isSuccess)
    }

    @Test("A message of which anything differs from what was sent is refused")
    func wrongFields() throws {
        var setup = Setup()
        let message = setup.send(data: [1, 2])
        _ = setup.send()
        #expect(try setup.prove().result.isSuccess)
        var forgeries = [RollupMessage](repeating: message, count: 7)
        forgeries[0].sender = TestChain.bob
        forgeries[1].to = TestChain.bob
        forgeries[2].value = message.value &+ .one
        forgeries[3].fee = .zero
        forgeries[4].data = []
        forgeries[5].index = 1
        // The same way through the tree.
        forgeries[6].index = 1 << 32
        for forgery in forgeries {
            #expect(reason(try setup.claim(forgery)) == .invalidProof, "\(forgery)")
        }
        #expect(try setup.claim(message).result.isSuccess)
    }

    @Test("An anchor older than the last proven one, and one that is not known, are refused")
    func anchorOrder() throws {
        var setup = Setup()
        _ = setup.send()
        #expect(try setup.prove(timestamp: 1000).result.isSuccess)
        #expect(try setup.prove(timestamp: 1000).result.isSuccess)
        #expect(reason(try setup.prove(timestamp: 999)) == .anchorMovedBackwards)
        let (header, proof) = setup.anchor()
        let calldata = L2Messenger.proveL1MessageRoot(anchorTimestamp: 2000, header: header, proof: proof)
        #expect(reason(try setup.chain.call(L2Messenger.address, calldata)) == .anchorNotFound)
        setup.chain.standIns[setup.beaconRoots] = nil
        #expect(reason(try setup.chain.call(L2Messenger.address, calldata)) == .anchorNotFound)
    }

    @Test("A header or a proof that is not the anchor's is refused")
    func wrongProofs() throws {
        var setup = Setup()
        _ = setup.send()
        let (header, proof) = setup.anchor()
        setup.setAnchor(header, timestamp: 1000)
        func outcome(
            _ header: [UInt8],
            _ proof: AccountAndStorageProof
        ) throws -> L2Messenger.Revert? {
            let calldata = L2Messenger.proveL1MessageRoot(anchorTimestamp: 1000, header: header, proof: proof)
            return reason(try setup.chain.call(L2Messenger.address, calldata))
        }
        var other = header
        other[100] ^= 1
        #expect(try outcome(other, proof) == .wrongHeader)
        #expect(try outcome([], proof) == .wrongHeader)
        #expect(
            try outcome(header, .init(accountProof: proof.storageProof, storageProof: proof.storageProof))
                == .invalidProof
        )
        #expect(try outcome(header, .init(accountProof: proof.accountProof, storageProof: [])) == .invalidProof)
        #expect(try outcome(header, .init(accountProof: [], storageProof: proof.storageProof)) == .invalidProof)

        // Right proofs that the account is absent, and that the slot is.
        let (strange, strangeProof) = setup.anchor(account: Address(0x999))
        setup.setAnchor(strange, timestamp: 1000)
        #expect(try outcome(strange, strangeProof) == .invalidProof)
        let (empty, emptyProof) = setup.anchor(storage: [0: 5])
        setup.setAnchor(empty, timestamp: 1000)
        #expect(try outcome(empty, emptyProof) == .invalidProof)
        let (bare, bareProof) = setup.anchor(storage: [:])
        setup.setAnchor(bare, timestamp: 1000)
        #expect(try outcome(bare, bareProof) == .invalidProof)

        // Bytes with the anchor's hash that are no header.
        for malformed: [UInt8] in [[0xf9], [0xf9] + [UInt8](repeating: 0, count: 200), [0xf8] + header.dropFirst()] {
            setup.setAnchor(malformed, timestamp: 1000)
            #expect(try outcome(malformed, proof) == .wrongHeader)
        }
    }

    /// A setup with a receiving contract, and a message to it.
    private func setupWithReceiver(data: [UInt8] = [1]) throws -> (
        setup: Setup, receiver: Address, message: RollupMessage
    ) {
        var setup = Setup()
        let receiver = try setup.chain.deploy(Receiver.artifact)
        let message = setup.send(to: receiver, data: data)
        _ = setup.send(to: receiver)
        #expect(try setup.prove().result.isSuccess)
        return (setup, receiver, message)
    }

    @Test("The receiver learns the sender during the delivery, and nobody learns it afterwards")
    func sender() throws {
        var (setup, receiver, message) = try setupWithReceiver()
        #expect(try setup.claim(message).result.isSuccess)
        #expect(setup.chain.host.storage(receiver, Receiver.Layout.sender) == TestChain.alice.uint256)
        let view = try setup.chain.call(L2Messenger.address, L2Messenger.Function.l1Sender.encodeCall([]))
        #expect(reason(view) == .noDelivery)
    }

    @Test("A delivery that fails reverts the claim, which can be tried again")
    func failedDelivery() throws {
        var (setup, receiver, message) = try setupWithReceiver()
        _ = try setup.chain.call(receiver, Receiver.Function.refuse.encodeCall([.bool(true)]))
        #expect(reason(try setup.claim(message)) == .deliveryFailed)
        _ = try setup.chain.call(receiver, Receiver.Function.refuse.encodeCall([.bool(false)]))
        #expect(try setup.claim(message).result.isSuccess)
    }

    @Test("A receiver cannot claim during its delivery, but can answer")
    func reentrancy() throws {
        let (setup, receiver, message) = try setupWithReceiver()
        let path = try #require(setup.tree.path(of: 1, size: 2))
        for (inner, isAllowed) in [
            (L2Messenger.claimL1Message(setup.messages[1], path: path, feeRecipient: receiver), false),
            (L2Messenger.withdraw(to: TestChain.bob, fee: .zero), true),
        ] {
            var attempt = setup
            _ = try attempt.chain.call(
                receiver,
                Receiver.Function.callBack.encodeCall([.address(L2Messenger.address), .bytes(inner)])
            )
            #expect(try attempt.claim(message).result.isSuccess)
            #expect(attempt.chain.host.storage(receiver, Receiver.Layout.calledBack) == (isAllowed ? 1 : 0))
            #expect(attempt.chain.host.storage(receiver, Receiver.Layout.deliveries) == 1)
        }
    }

    @Test("Nobody can have a message delivered to the messenger by itself")
    func selfTarget() throws {
        var setup = Setup()
        let message = setup.send(to: L2Messenger.address)
        #expect(try setup.prove().result.isSuccess)
        #expect(reason(try setup.claim(message)) == .selfTarget)
    }

    @Test("What the messenger does not hold it cannot release")
    func balance() throws {
        var setup = Setup(balance: UInt256(699))
        let message = setup.send(fee: .zero)
        #expect(try setup.prove().result.isSuccess)
        #expect(reason(try setup.claim(message)) == .deliveryFailed)
    }

    @Test("The longest message to a contract is claimed within the smallest gas limit an L2 may have")
    func longestMessage() throws {
        let data = [UInt8](repeating: 0xff, count: RollupMessage.maxDataByteCount)
        var (setup, receiver, message) = try setupWithReceiver(data: data)
        let path = try #require(setup.tree.path(of: 0, size: 2))
        let calldata = L2Messenger.claimL1Message(message, path: path, feeRecipient: TestChain.bob)
        let zeros = calldata.filter { $0 == 0 }.count
        let intrinsicGas = UInt64(21_000 + 4 * zeros + 16 * (calldata.count - zeros))
        #expect(try setup.claim(message, gas: 1_000_000 - intrinsicGas).result.isSuccess)
        #expect(setup.chain.host.storage(receiver, Receiver.Layout.gasGiven) >= 499_000)
    }

    @Test("No claimer can give a receiving contract less than 500,000 gas")
    func deliveryGas() throws {
        let (setup, receiver, message) = try setupWithReceiver()
        var isRefused = false
        for gas in stride(from: UInt64(400_000), through: 900_000, by: 5_000) {
            var attempt = setup
            let outcome = try attempt.claim(message, gas: gas)
            if outcome.result.isSuccess {
                #expect(attempt.chain.host.storage(receiver, Receiver.Layout.gasGiven) >= 499_000, "\(gas)")
                #expect(isRefused)
                return
            }
            isRefused = isRefused || reason(outcome) == .notEnoughGasForDelivery
        }
        Issue.record("never delivered")
    }
}
