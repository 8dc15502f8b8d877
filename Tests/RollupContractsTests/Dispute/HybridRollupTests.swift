import EVM
import Primitives
import RollupContracts
import Testing

@Suite("Hybrid rollup")
struct HybridRollupTests {
    /// A world in which a message waits in the state of block 1, whose game is proven and resolved.
    private struct Waiting {
        var world: DisputeWorld
        let game: Address
        let claim: DisputeClaim
        let message: RollupMessage
        let proof: AccountAndStorageProof

        init(to recipient: Address = Address(0xfeed)) throws {
            message = RollupMessage(
                sender: Address(0x12),
                to: recipient,
                value: UInt256(700),
                fee: UInt256(30),
                data: [],
                index: 300
            )
            let state = ReferenceTrie.state(holding: message)
            proof = state.proof
            world = try DisputeWorld(escrow: UInt256(730))
            var claim = world.claim()
            claim.stateRoot = state.root
            self.claim = claim
            game = try world.game(claim)
            #expect(try world.prove(game, claim) == .success)
            #expect(try world.resolve(game) == .success)
        }

        mutating func withdraw(_ number: UInt64 = 1, _ changed: RollupMessage? = nil) throws -> RevertReason? {
            let call = NativeRollup.claimL2Message(
                changed ?? message,
                l2BlockNumber: number,
                proof: proof,
                feeRecipient: TestChain.bob
            )
            return try world.chain.call(world.rollup, call).revert
        }
    }

    private static func reason(_ revert: DisputeRevert) -> RevertReason { .message(revert.rawValue) }

    @Test("A withdrawal is paid when its block's game is closed, and not again")
    func withdrawal() throws {
        var waiting = try Waiting()
        #expect(try waiting.withdraw() == Self.reason(.notFinal))
        waiting.world.wait(DisputeWorld.airGap + 1)
        #expect(try waiting.withdraw() == Self.reason(.notFinal))
        #expect(try waiting.world.close(waiting.game) == .success)
        #expect(try waiting.withdraw(0) == Self.reason(.notFinal))
        #expect(try waiting.withdraw(2) == Self.reason(.notFinal))
        var forgery = waiting.message
        forgery.value = forgery.value &+ .one
        #expect(try waiting.withdraw(1, forgery) == .message("invalid proof"))
        forgery = waiting.message
        forgery.to = waiting.world.rollup
        #expect(try waiting.withdraw(1, forgery) == .message("self target"))
        let bob = waiting.world.chain.host.balance(of: TestChain.bob)
        #expect(try waiting.withdraw() == nil)
        #expect(waiting.world.chain.host.balance(of: waiting.message.to) == 700)
        #expect(waiting.world.chain.host.balance(of: TestChain.bob) == bob &+ UInt256(30))
        #expect(waiting.world.slot(waiting.world.rollup, NativeRollup.Slot.escrow) == .zero)
        #expect(try waiting.withdraw() == .message("AlreadyClaimed"))
    }

    @Test("What the guardian does after the adoption still stops a withdrawal")
    func guardian() throws {
        var waiting = try Waiting()
        waiting.world.wait(DisputeWorld.airGap + 1)
        #expect(try waiting.world.close(waiting.game) == .success)
        for (act, reason) in [
            (HybridRollup.pause, DisputeRevert.paused), (HybridRollup.blacklist(waiting.game), .notFinal),
            (HybridRollup.retire, .notFinal),
        ] {
            var copy = waiting
            #expect(try copy.world.call(copy.world.rollup, act) == .refused(.notGuardian))
            #expect(try copy.world.guardian(act) == .success)
            #expect(try copy.withdraw() == Self.reason(reason))
        }
        // Another type becomes the respected one: games that exist keep what they were created with.
        #expect(try waiting.world.guardian(HybridRollup.setRespectedGameType(11)) == .success)
        #expect(try waiting.withdraw() == nil)
    }

    @Test("A game of a type that is not respected ends, pays its bonds, and counts for nothing")
    func unrespected() throws {
        var world = try DisputeWorld()
        #expect(
            try world.call(world.rollup, HybridRollup.setRespectedGameType(11)) == .refused(.notGuardian)
        )
        #expect(try world.guardian(HybridRollup.setRespectedGameType(11)) == .success)
        let game = try world.game(world.claim())
        #expect(try world.guardian(HybridRollup.setRespectedGameType(ZKDisputeGame.type)) == .success)
        world.wait(7 * DisputeWorld.day + 1)
        #expect(try world.resolve(game) == .success)
        world.wait(DisputeWorld.airGap + 1)
        #expect(try world.close(game) == .success)
        #expect(world.mode(game) == .normal)
        #expect(world.slot(world.rollup, NativeRollup.Slot.headNumber) == .zero)
        #expect(world.slot(world.rollup, HybridRollup.Slot.finalGame(l2BlockNumber: 1)) == .zero)
    }

    @Test("A claim is adopted with those before it, and the older one that is closed later moves nothing")
    func anchor() throws {
        var world = try DisputeWorld()
        let first = world.claim()
        let parent = try world.game(first)
        world.wait(12)
        let second = world.claim(2, on: first.blockHash)
        let child = try world.game(second, parent: 0)
        for (game, claim) in [(parent, first), (child, second)] {
            #expect(try world.prove(game, claim) == .success)
            #expect(try world.resolve(game) == .success)
        }
        world.wait(DisputeWorld.airGap + 1)
        #expect(try world.close(child) == .success)
        #expect(world.slot(world.rollup, NativeRollup.Slot.headNumber) == 2)
        #expect(world.slot(world.rollup, NativeRollup.Slot.headHash) == second.blockHash.uint256)
        #expect(world.slot(world.rollup, NativeRollup.Slot.headTimestamp) == UInt256(second.timestamp))
        #expect(world.slot(world.rollup, NativeRollup.Slot.lastAnchor) == UInt256(second.anchorBlockNumber))
        #expect(try world.close(parent) == .success)
        #expect(world.slot(world.rollup, NativeRollup.Slot.headNumber) == 2)
        #expect(world.slot(world.rollup, HybridRollup.Slot.finalGame(l2BlockNumber: 1)) == parent.uint256)
        #expect(world.slot(world.rollup, HybridRollup.Slot.finalGame(l2BlockNumber: 2)) == child.uint256)
        for (number, root) in [(UInt64(0), UInt256(0x57)), (1, first.stateRoot.uint256), (2, second.stateRoot.uint256)]
        {
            #expect(world.slot(world.rollup, HybridRollup.Slot.stateRoot(l2BlockNumber: number)) == root)
        }
    }

    @Test("Of two valid claims about one block the first that is decided counts, until the guardian takes it back")
    func rivals() throws {
        var world = try DisputeWorld()
        let games = try (UInt64(0)..<2).map { salt in
            let claim = world.claim(salt: salt)
            let game = try world.game(claim)
            #expect(try world.prove(game, claim) == .success)
            #expect(try world.resolve(game) == .success)
            return game
        }
        let slot = HybridRollup.Slot.finalGame(l2BlockNumber: 1)
        world.wait(DisputeWorld.airGap)
        #expect(try world.call(world.rollup, HybridRollup.adopt(games[0])) == .success)
        #expect(world.slot(world.rollup, slot) == .zero)
        world.wait(1)
        for game in games { #expect(try world.close(game) == .success) }
        #expect(world.slot(world.rollup, slot) == games[0].uint256)
        #expect(try world.guardian(HybridRollup.blacklist(games[0])) == .success)
        #expect(try world.call(world.rollup, HybridRollup.adopt(games[1]), from: DisputeWorld.eve) == .success)
        #expect(world.slot(world.rollup, slot) == games[1].uint256)
        let root = world.slot(world.rollup, HybridRollup.Slot.stateRoot(l2BlockNumber: 1))
        #expect(root == world.slot(games[1], ZKDisputeGame.Slot.stateRoot))
    }

    @Test("A contract that the factory did not make is not believed")
    func foreignGame() throws {
        var world = try DisputeWorld()
        for stranger in [Address(0x99), world.implementation, world.vault] {
            #expect(try world.call(world.rollup, HybridRollup.adopt(stranger)) == .success)
            #expect(world.slot(world.rollup, NativeRollup.Slot.headNumber) == .zero)
        }
    }

    @Test("Messages to L2 make the tree that a native rollup's make, and the same are refused")
    func messages() throws {
        var world = try DisputeWorld()
        var tree = MessageTree()
        func root() -> Bytes32 { Bytes32(world.slot(world.rollup, NativeRollup.Slot.messageRoot)) }
        #expect(root() == tree.root)
        for index in UInt64(0)..<5 {
            let data = [UInt8](repeating: 7, count: Int(index))
            let call = NativeRollup.sendMessage(to: TestChain.bob, fee: UInt256(2), data: data)
            #expect(try world.call(world.rollup, call, value: UInt256(10)) == .success)
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
            #expect(root() == tree.root)
        }
        #expect(world.slot(world.rollup, NativeRollup.Slot.escrow) == 50)
        let tooLittle = NativeRollup.deposit(to: TestChain.bob, fee: UInt256(11))
        #expect(try world.call(world.rollup, tooLittle, value: UInt256(10)) == .other("value below fee"))
        let toItself = NativeRollup.deposit(to: L2Messenger.address, fee: .zero)
        #expect(try world.call(world.rollup, toItself, value: UInt256(10)) == .other("self target"))
        let sender = NativeRollup.Function.l2Sender.encodeCall([])
        #expect(try world.call(world.rollup, sender) == .other("no delivery"))
    }

    @Test("Interface and slots that all rollups share are a native rollup's")
    func sharedInterface() throws {
        for name in ["sendMessage", "claimL2Message", "l2Sender", "isClaimed", "headNumber", "headHash", "escrow"] {
            let native = try #require(NativeRollup.artifact.functions.first { $0.name == name })
            let hybrid = try #require(HybridRollup.artifact.functions.first { $0.name == name })
            #expect(native.signature == hybrid.signature && native.outputs == hybrid.outputs)
        }
        #expect(NativeRollup.EventLayout.messageSent.topic == HybridRollup.EventLayout.messageSent.topic)
        #expect(NativeRollup.EventLayout.l2MessageClaimed.topic == HybridRollup.EventLayout.l2MessageClaimed.topic)
        #expect(NativeRollup.Slot.headNumber == HybridRollup.Layout.headNumber)
        #expect(NativeRollup.Slot.headHash == HybridRollup.Layout.headHash)
        #expect(NativeRollup.Slot.headTimestamp == HybridRollup.Layout.headTimestamp)
        #expect(NativeRollup.Slot.messageRoot == HybridRollup.Layout.messageRoot)
        #expect(NativeRollup.Slot.messageCount == HybridRollup.Layout.messageCount)
        #expect(NativeRollup.Slot.lastAnchor == HybridRollup.Layout.lastAnchor)
        #expect(NativeRollup.Slot.escrow == HybridRollup.Layout.escrow)
        #expect(NativeRollup.Layout.claimedFlags == HybridRollup.Layout.claimedFlags)
    }

    @Test("An air gap of more than a year is not deployed")
    func airGap() throws {
        var world = try DisputeWorld()
        let genesis = HybridRollup.Genesis(
            blockHash: .zero,
            stateRoot: .zero,
            timestamp: 0,
            factory: world.factory,
            guardian: .zero,
            airGap: 31_536_001
        )
        let outcome = try world.chain.deploy(HybridRollup.initCode(genesis)).outcome
        #expect(outcome.revert == Self.reason(.airGapOutOfRange))
    }
}

@Suite("Bond vault")
struct BondVaultTests {
    @Test("A depositor disposes of his own bonds alone, once, and after the delay")
    func ownBonds() throws {
        var world = try DisputeWorld()
        let bob = TestChain.bob
        typealias Function = BondVault.Function
        let unlock = Function.unlock.encodeCall([.address(bob), .uint(UInt256(60))])
        #expect(try world.call(world.vault, unlock) == .refused(.insufficientBalance))
        #expect(try world.call(world.vault, Function.deposit.encodeCall([]), value: UInt256(100)) == .success)
        #expect(try world.call(world.vault, unlock, from: bob) == .refused(.insufficientBalance))
        let toNobody = Function.unlock.encodeCall([.address(.zero), .uint(UInt256(1))])
        #expect(try world.call(world.vault, toNobody) == .refused(.invalidRecipient))
        #expect(try world.call(world.vault, unlock) == .success)
        // 40 are left: what is unlocked can be neither unlocked again nor burned.
        #expect(try world.call(world.vault, unlock) == .refused(.insufficientBalance))
        let burn = Function.burn.encodeCall([.uint(UInt256(41))])
        #expect(try world.call(world.vault, burn) == .refused(.insufficientBalance))
        #expect(try world.call(world.vault, burn, from: bob) == .refused(.insufficientBalance))
        let pay = Function.pay.encodeCall([.address(bob)])
        #expect(try world.call(world.vault, pay, from: bob) == .refused(.nothingUnlocked))
        world.wait(DisputeWorld.vaultDelay - 1)
        #expect(try world.call(world.vault, pay) == .refused(.delayNotOver))
        world.wait(1)
        let before = world.chain.host.balance(of: bob)
        #expect(try world.call(world.vault, pay) == .success)
        #expect(world.chain.host.balance(of: bob) == before &+ UInt256(60))
        #expect(try world.call(world.vault, pay) == .refused(.nothingUnlocked))
        #expect(try world.call(world.vault, Function.burn.encodeCall([.uint(UInt256(40))])) == .success)
        let bonds = world.bonds
        #expect(bonds.deposited == 100 && bonds.held == .zero && bonds.paid == 60 && bonds.burned == 40)
        #expect(world.chain.host.balance(of: .zero) == 40)
    }
}
