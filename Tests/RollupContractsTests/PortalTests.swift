import EVM
import Primitives
import RollupContracts
import Testing

@Suite("Portal")
struct PortalTests {
    private func reason(_ outcome: TestChain.Outcome) -> Portal.Revert? {
        outcome.revert.flatMap { Portal.Revert($0) }
    }

    /// A world in which alice has 10 ETH on L2.
    private func world(_ change: (inout Portal.Genesis) -> Void = { _ in }) throws -> BridgeWorld {
        var world = try BridgeWorld(change)
        try #require(try world.deposit(TestChain.ether(10)).result.isSuccess)
        try world.relay()
        try #require(world.l2.host.balance(of: TestChain.alice) == TestChain.ether(10))
        return world
    }

    @Test("A withdrawal takes two steps and two waits, and fails in each of the ways in which it must")
    func withdrawal() throws {
        var world = try world()
        let message = try world.withdraw(700, fee: 30)
        let before = world.l1.host.balance(of: TestChain.bob)
        // 1: nobody has proven it.
        #expect(reason(try world.finalize(message)) == .unproven)
        // 2: the root came in this very block; and one that never came.
        let number = try world.propose()
        #expect(reason(try world.prove(message, at: number)) == .rootTooYoung)
        world.wait(12)
        let honest = world.proof(message, at: number)
        #expect(reason(try world.prove(message, at: number + 1, with: honest)) == .stateRootNotAvailable)
        // 3: another amount, sender, receiver, fee, data or place.
        for change: (inout RollupMessage) -> Void in [
            { $0.value = 701 }, { $0.sender = TestChain.bob }, { $0.to = TestChain.relayer }, { $0.fee = 31 },
            { $0.data = [1] }, { $0.index = 1 },
        ] {
            var forgery = message
            change(&forgery)
            #expect(reason(try world.prove(forgery, at: number, with: honest)) == .invalidProof)
        }
        // 4: a node damaged, missing, or too many.
        for (path, part) in [(\AccountAndStorageProof.accountProof, 0), (\.storageProof, 1)] {
            var damaged = honest
            damaged[keyPath: path][0][40] ^= 1
            #expect(reason(try world.prove(message, at: number, with: damaged)) == .invalidProof, "\(part)")
            damaged[keyPath: path] = Array(honest[keyPath: path].dropLast())
            #expect(reason(try world.prove(message, at: number, with: damaged)) == .invalidProof, "\(part)")
            damaged[keyPath: path] = honest[keyPath: path] + honest[keyPath: path].suffix(1)
            #expect(reason(try world.prove(message, at: number, with: damaged)) == .invalidProof, "\(part)")
        }
        // 5: another account's storage, though it is the same storage; and the state before the message.
        let foreign = world.proof(message, at: number, of: Address(7))
        #expect(reason(try world.prove(message, at: number, with: foreign)) == .invalidProof)
        #expect(reason(try world.prove(message, at: 0)) == .invalidProof)

        let proved = try world.prove(message, at: number)
        let log = try #require(proved.result.logs.first)
        #expect(
            try Portal.Event(topics: log.topics, data: log.data)
                == .withdrawalProven(
                    index: 0,
                    leaf: message.leaf,
                    submitter: TestChain.alice,
                    root: world.root(number),
                    number: number
                )
        )
        // 6: too early by a second, counted from the proof.
        world.wait(BridgeWorld.window)
        let ripe = try world.finalizeBlock(number)
        #expect(ripe.result.isSuccess)
        world.wait(BridgeWorld.maturity - BridgeWorld.window - 1)
        #expect(reason(try world.finalize(message)) == .notMatured)
        #expect(reason(try world.finalize(message, submitter: TestChain.bob)) == .unproven)
        // 7: blacklisted, in a copy of the world.
        var other = world
        other.wait(1)
        let blacklist = Portal.blacklist(root: world.root(number))
        #expect(reason(try other.onL1(other.portal, blacklist)) == .notGuardian)
        #expect(try other.onL1(other.portal, blacklist, from: BridgeWorld.guardian).result.isSuccess)
        #expect(reason(try other.finalize(message)) == .blacklisted)
        #expect(reason(try other.prove(message, at: number)) == .blacklisted)

        world.wait(1)
        let outcome = try world.finalize(message)
        #expect(outcome.result.isSuccess, "\(String(describing: outcome.revert))")
        #expect(world.l1.host.balance(of: TestChain.bob) == before &+ 700)
        #expect(world.paid == [0])
        // 8: again; and 9: with a new proof, or another message of the same place.
        #expect(reason(try world.finalize(message)) == .alreadyFinalized)
        #expect(reason(try world.prove(message, at: number, from: TestChain.bob)) == .alreadyFinalized)
        #expect(reason(try world.retry(message)) == .notFailed)
        world.expectEtherConserved("at the end")
    }

    @Test("A root that is not final, or has not been long enough, lets nothing out")
    func finality() throws {
        var world = try world { $0.maturity = 60 }
        let message = try world.withdraw(700)
        let number = try world.propose()
        world.wait(12)
        #expect(try world.prove(message, at: number).result.isSuccess)
        world.wait(BridgeWorld.window + BridgeWorld.airGap)
        // Its time has come, but nobody has said so.
        #expect(reason(try world.finalize(message)) == .rootNotFinal)
        world.l1.timestamp -= 13
        #expect(try world.finalizeBlock(number).result.isSuccess)
        #expect(reason(try world.finalize(message)) == .rootInAirGap)
        world.l1.timestamp += 1
        // A contract that tells another root now than it did then.
        let slot = OptimisticRollup.Slot.stateRoot(l2BlockNumber: number)
        world.l1.host.setStorage(world.rollup, slot, .one)
        #expect(reason(try world.finalize(message)) == .rootReplaced)
        world.l1.host.setStorage(world.rollup, slot, world.root(number).uint256)
        #expect(try world.finalize(message).result.isSuccess)
    }

    @Test("Who proves again starts his own wait anew and nobody else's, and saves a message from a blacklisted root")
    func submitters() throws {
        var world = try world()
        let message = try world.withdraw(700)
        let first = try world.propose()
        world.wait(12)
        #expect(try world.prove(message, at: first).result.isSuccess)
        world.wait(BridgeWorld.maturity - 100)
        #expect(try world.prove(message, at: first, from: TestChain.bob).result.isSuccess)
        world.wait(100)
        #expect(try world.finalizeBlock(first).result.isSuccess)
        #expect(reason(try world.finalize(message, submitter: TestChain.bob)) == .notMatured)
        var copy = world
        #expect(try copy.finalize(message).result.isSuccess)

        let second = try world.propose()
        world.wait(12)
        let root = world.root(first)
        // Nothing has changed on L2, so both blocks have one root: something must.
        #expect(world.root(second) == root)
        _ = try world.withdraw(1)
        let third = try world.propose()
        world.wait(12)
        #expect(
            try world.onL1(world.portal, Portal.blacklist(root: root), from: BridgeWorld.guardian).result.isSuccess
        )
        #expect(reason(try world.finalize(message)) == .blacklisted)
        #expect(try world.prove(message, at: third).result.isSuccess)
        world.wait(BridgeWorld.maturity)
        #expect(try world.finalizeBlock(third).result.isSuccess)
        #expect(try world.finalize(message).result.isSuccess)
        world.expectEtherConserved("at the end")
    }

    @Test("Roots of a native rollup are final as they come")
    func native() throws {
        let message = ClaimTests.message()
        let claims = try ClaimTests.Setup(messages: [message])
        var chain = claims.chain
        let genesis = Portal.Genesis(
            rollup: claims.rollup,
            isOptimistic: false,
            trustedRoot: Bytes32(UInt256(5)),
            maturity: 100
        )
        let (portal, deployment) = try chain.deploy(Portal.initCode(genesis), value: 1_000)
        try #require(deployment.result.isSuccess)
        func prove(_ number: UInt64) -> [UInt8] {
            Portal.proveWithdrawal(message, l2BlockNumber: number, proof: claims.proof(0))
        }
        let finalize = Portal.finalizeWithdrawal(
            message,
            submitter: TestChain.alice,
            feeRecipient: TestChain.relayer
        )
        // The rollup's own reason.
        #expect(try chain.call(portal, prove(1)).revert == .message("state root not available"))
        #expect(try chain.call(portal, prove(0)).result.isSuccess)
        chain.timestamp += 99
        #expect(reason(try chain.call(portal, finalize)) == .notMatured)
        chain.timestamp += 1
        #expect(try chain.call(portal, finalize).result.isSuccess)
        #expect(chain.host.balance(of: message.to) == message.value)
        #expect(chain.host.storage(portal, NativeRollup.Slot.escrow) == UInt256(1_000) &- message.value &- message.fee)
        #expect(reason(try chain.call(portal, finalize)) == .alreadyFinalized)
    }

    @Test("What a receiver refuses is final, stays in escrow, and is delivered once when he takes it")
    func recovery() throws {
        var world = try world { $0.rateLimit = 800 }
        let receiver = try world.l1.deploy(Receiver.artifact)
        let message = try world.withdraw(700, fee: 30, to: receiver, data: [1, 2, 3])
        _ = try world.onL1(receiver, Receiver.Function.refuse.encodeCall([.bool(true)]))
        try world.ripen([message])
        #expect(reason(try world.finalize(message, gas: 500_000)) == .notEnoughGasForDelivery)
        let escrow = world.l1.host.balance(of: world.portal)
        let refused = try world.finalize(message)
        let log = try #require(refused.result.logs.last)
        #expect(
            try Portal.Event(topics: log.topics, data: log.data)
                == .withdrawalFinalized(index: 0, leaf: message.leaf, isDelivered: false)
        )
        let slot = Portal.Slot.failedMessage(leaf: message.leaf)
        #expect(world.l1.host.storage(world.portal, slot) == .one)
        #expect(world.l1.host.balance(of: world.portal) == escrow)
        #expect(world.paid.isEmpty)
        #expect(try world.l1.view(Portal.Function.withdrawable, at: world.portal) == [.uint(800)])
        world.expectEtherConserved("while it is refused")

        #expect(reason(try world.finalize(message)) == .alreadyFinalized)
        #expect(reason(try world.retry(message)) == .deliveryFailed)
        _ = try world.onL1(receiver, Receiver.Function.refuse.encodeCall([.bool(false)]))
        var forgery = message
        forgery.value = 701
        #expect(reason(try world.retry(forgery)) == .notFailed)
        #expect(try world.retry(message).result.isSuccess)
        #expect(try world.l1.view(Receiver.Function.deliveries, at: receiver) == [.uint(1)])
        #expect(try world.l1.view(Receiver.Function.sender, at: receiver) == [.address(TestChain.alice)])
        #expect(world.l1.host.balance(of: receiver) == 700)
        #expect(try world.l1.view(Portal.Function.withdrawable, at: world.portal) == [.uint(70)])
        #expect(reason(try world.retry(message)) == .notFailed)
        #expect(world.paid == [0])
        world.expectEtherConserved("at the end")
    }

    @Test("A receiver that comes back while being paid gets nothing more, and can send a message")
    func reentrancy() throws {
        var world = try world()
        let receiver = try world.l1.deploy(Receiver.artifact)
        let messages = [try world.withdraw(700, to: receiver), try world.withdraw(50, to: TestChain.bob)]
        try world.ripen(messages)
        let other = Portal.finalizeWithdrawal(messages[1], submitter: TestChain.alice, feeRecipient: receiver)
        for call in [
            Portal.finalizeWithdrawal(messages[0], submitter: TestChain.alice, feeRecipient: receiver), other,
            Portal.retryMessage(messages[0], feeRecipient: receiver),
        ] {
            var copy = world
            _ = try copy.onL1(receiver, Receiver.Function.callBack.encodeCall([.address(copy.portal), .bytes(call)]))
            #expect(try copy.finalize(messages[0]).result.isSuccess)
            #expect(try copy.l1.view(Receiver.Function.calledBack, at: receiver) == [.bool(false)])
            #expect(copy.l1.host.balance(of: receiver) == 700)
            copy.expectEtherConserved("reentrancy")
        }
        let send = NativeRollup.sendMessage(to: TestChain.bob, fee: .zero, data: [9])
        _ = try world.onL1(receiver, Receiver.Function.callBack.encodeCall([.address(world.portal), .bytes(send)]))
        #expect(try world.finalize(messages[0]).result.isSuccess)
        #expect(try world.l1.view(Receiver.Function.calledBack, at: receiver) == [.bool(true)])
        #expect(world.sentToL2.last?.sender == receiver)
        #expect(try world.finalize(messages[1]).result.isSuccess)
        world.expectEtherConserved("at the end")
    }

    @Test("No message is delivered to the portal itself, none beyond the escrow, and a refused fee reverts all")
    func refusals() throws {
        var world = try world()
        let receiver = try world.l1.deploy(Receiver.artifact)
        _ = try world.onL1(receiver, Receiver.Function.refuse.encodeCall([.bool(true)]))
        let message = try world.withdraw(700, fee: 30)
        try world.ripen([message])
        var toPortal = message
        toPortal.to = world.portal
        #expect(reason(try world.prove(toPortal, at: 1)) == .selfTarget)
        #expect(reason(try world.finalize(toPortal)) == .selfTarget)
        #expect(reason(try world.finalize(message, feeRecipient: receiver)) == .feePaymentFailed)
        let escrow = world.l1.host.storage(world.portal, NativeRollup.Slot.escrow)
        world.l1.host.setStorage(world.portal, NativeRollup.Slot.escrow, 729)
        #expect(reason(try world.finalize(message)) == .escrowInsufficient)
        world.l1.host.setStorage(world.portal, NativeRollup.Slot.escrow, escrow)
        #expect(try world.finalize(message).result.isSuccess)
        let sender = try world.onL1(world.portal, Portal.Function.l2Sender.encodeCall([]))
        #expect(reason(sender) == .noDelivery)
        let tooLittle = NativeRollup.sendMessage(to: TestChain.bob, fee: 11, data: [])
        #expect(reason(try world.onL1(world.portal, tooLittle, value: 10)) == .valueBelowFee)
        let toMessenger = NativeRollup.sendMessage(to: L2Messenger.address, fee: .zero, data: [])
        #expect(reason(try world.onL1(world.portal, toMessenger)) == .selfTarget)
        world.l1.host.setStorage(world.portal, NativeRollup.Slot.messageCount, UInt256(UInt64(UInt32.max)))
        #expect(reason(try world.deposit(10)) == .messageTreeFull)
    }

    @Test("The waits of a deployment have bounds, and its trusted root is not zero")
    func deployments() throws {
        var chain = TestChain()
        var genesis = Portal.Genesis(
            rollup: TestChain.bob,
            isOptimistic: true,
            trustedRoot: Bytes32(UInt256(1)),
            maturity: Portal.maximumPeriod,
            finalityDelay: Portal.maximumPeriod,
            pausePeriod: Portal.maximumPeriod,
            ratePeriod: Portal.maximumPeriod
        )
        #expect(try chain.deploy(Portal.initCode(genesis)).outcome.result.isSuccess)
        for path in [
            \Portal.Genesis.maturity, \Portal.Genesis.finalityDelay, \Portal.Genesis.pausePeriod,
            \Portal.Genesis.ratePeriod,
        ] {
            var long = genesis
            long[keyPath: path] += 1
            #expect(reason(try chain.deploy(Portal.initCode(long)).outcome) == .periodOutOfRange)
        }
        genesis.ratePeriod = 0
        #expect(reason(try chain.deploy(Portal.initCode(genesis)).outcome) == .periodOutOfRange)
        genesis.ratePeriod = 1
        genesis.trustedRoot = .zero
        #expect(reason(try chain.deploy(Portal.initCode(genesis)).outcome) == .zeroTrustedRoot)
    }

    @Test("A trusted root of zero lets anyone take what was never sent, and the guardian can still stop it")
    func zeroRoot() throws {
        var world = try world {
            $0.trustedRoot = .zero
            $0.hasUnsafeZeroRoot = true
        }
        let forgery = RollupMessage(
            sender: TestChain.bob,
            to: TestChain.bob,
            value: TestChain.ether(10),
            fee: .zero,
            data: [],
            index: 77
        )
        var guarded = world
        let blacklist = Portal.blacklist(root: .zero)
        _ = try guarded.onL1(guarded.portal, blacklist, from: BridgeWorld.guardian)
        #expect(reason(try guarded.finalize(forgery)) == .blacklisted)
        #expect(try world.finalize(forgery).result.isSuccess)
        #expect(world.l1.host.balance(of: world.portal) == .zero)
        // The copy of the claim, with the thief's own index.
        var copy = forgery
        copy.index = 78
        copy.to = TestChain.relayer
        #expect(reason(try world.finalize(copy)) == .escrowInsufficient)
    }
}
