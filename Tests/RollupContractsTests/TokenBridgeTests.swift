import EVM
import Primitives
import RollupContracts
import Testing

@Suite("Token bridge")
struct TokenBridgeTests {
    private let alice: [ABIValue] = [.address(TestChain.alice)]

    @Test("Tokens go to L2 and back, at the address that was foretold, and by messages alone")
    func roundTrip() throws {
        var world = try TokenWorld()
        for token in world.tokens {
            #expect(try world.lock(token, 900, fee: 5).result.isSuccess)
            try world.expectConserved("locked")
            try world.bridge.relay()
            let l2Token = world.l2Token(token)
            let made = try world.bridge.l2.view(TokenFactory.Function.tokenOf, [.address(token)], at: world.factory)
            #expect(made == [.address(l2Token)])
            #expect(try world.onL2(BridgedToken.Function.balanceOf, alice, of: token) == 900)
            #expect(try world.bridge.l2.view(BridgedToken.Function.l1Token, at: l2Token) == [.address(token)])
            let held: [ABIValue] = [.address(token), .address(TestChain.alice)]
            #expect(
                try world.bridge.l2.view(TokenFactory.Function.balanceOf, held, at: world.factory) == [.uint(900)]
            )
            #expect(
                try world.bridge.l2.view(TokenFactory.Function.totalSupply, [.address(token)], at: world.factory)
                    == [.uint(900)]
            )
            for (there, here) in [
                (OddToken.Function.name, BridgedToken.Function.name),
                (OddToken.Function.symbol, BridgedToken.Function.symbol),
                (OddToken.Function.decimals, BridgedToken.Function.decimals),
            ] {
                #expect(
                    try world.bridge.l1.view(there, at: token) == world.bridge.l2.view(here, at: l2Token)
                )
            }
            // A second deposit meets the token that the first has made.
            #expect(try world.lock(token, 100).result.isSuccess)
            try world.bridge.relay()
            #expect(try world.onL2(BridgedToken.Function.totalSupply, of: token) == 1_000)

            #expect(try world.burn(token, 400, to: TestChain.bob).result.isSuccess)
            let message = try #require(world.bridge.sentToL1.last)
            try world.expectConserved("burned")
            try world.bridge.ripen([message])
            #expect(try world.bridge.finalize(message).result.isSuccess)
            #expect(try world.balance(TestChain.bob, of: token) == 400)
            #expect(try world.escrow(token) == 600)
            #expect(world.bridge.paid.last == message.index)
            try world.expectConserved("released")
        }
        #expect(world.bridge.l2.host.balance(of: TestChain.relayer) == 15)
    }

    /// How a token answers, and whether the vault takes it.
    private static let answers: [(answer: UInt64, isTaken: Bool)] = [
        (0, true), (1, true), (2, false), (3, false), (4, false), (5, false),
    ]

    @Test("A token that answers true or nothing is taken; false, two words, a number or a revert are not")
    func answers() throws {
        for (answer, isTaken) in Self.answers {
            var world = try TokenWorld()
            let token = world.tokens[0]
            let behave: [ABIValue] = [.uint(0), .bool(false), .uint(UInt256(answer))]
            #expect(try world.lock(token, 50).result.isSuccess)
            try world.bridge.relay()
            _ = try world.burn(token, 50, to: TestChain.bob)
            let message = try #require(world.bridge.sentToL1.last)
            try world.bridge.ripen([message])
            _ = try world.bridge.onL1(token, OddToken.Function.behave.encodeCall(behave))
            let locked = try world.lock(token, 100)
            #expect(locked.result.isSuccess == isTaken, "\(answer)")
            #expect(isTaken || locked.revert == .message("transfer failed"), "\(answer)")
            #expect(try world.escrow(token) == (isTaken ? 150 : 50))
            // The way out: what fails stays owed, and comes when the token has come to its senses.
            #expect(try world.bridge.finalize(message).result.isSuccess)
            #expect(world.bridge.paid == (isTaken ? [0] : []))
            try world.expectConserved("answer \(answer)")
            guard !isTaken else { continue }
            #expect(try world.bridge.retry(message).revert == .message("delivery failed"))
            let well: [ABIValue] = [.uint(0), .bool(false), .uint(0)]
            _ = try world.bridge.onL1(token, OddToken.Function.behave.encodeCall(well))
            #expect(try world.bridge.retry(message).result.isSuccess)
            #expect(try world.bridge.retry(message).revert == .message("not failed"))
            #expect(try world.balance(TestChain.bob, of: token) == 50)
            try world.expectConserved("after \(answer)")
        }
    }

    @Test("A token that keeps a fee is refused on the way in, and one that begins to is not paid from others' units")
    func fees() throws {
        var world = try TokenWorld()
        let token = world.tokens[0]
        func behave(_ fee: UInt256, takesMore: Bool) -> [UInt8] {
            OddToken.Function.behave.encodeCall([.uint(fee), .bool(takesMore), .uint(0)])
        }
        _ = try world.bridge.onL1(token, behave(1, takesMore: false))
        #expect(try world.lock(token, 100).revert == .message("fee on transfer"))
        // All of it.
        _ = try world.bridge.onL1(token, behave(100, takesMore: false))
        #expect(try world.lock(token, 100).revert == .message("fee on transfer"))
        _ = try world.bridge.onL1(token, behave(0, takesMore: false))
        #expect(try world.lock(token, 100).result.isSuccess)
        try world.bridge.relay()
        _ = try world.burn(token, 60, to: TestChain.bob)
        let message = try #require(world.bridge.sentToL1.last)
        try world.bridge.ripen([message])
        _ = try world.bridge.onL1(token, behave(7, takesMore: true))
        #expect(try world.bridge.finalize(message).result.isSuccess)
        #expect(world.bridge.paid.isEmpty)
        #expect(try world.balance(world.vault, of: token) == 100)
        try world.expectConserved("refused")
        // A fee at the receiver's cost is the token's own affair.
        _ = try world.bridge.onL1(token, behave(7, takesMore: false))
        #expect(try world.bridge.retry(message).result.isSuccess)
        #expect(try world.balance(TestChain.bob, of: token) == 53)
        try world.expectConserved("released")
    }

    @Test("What is no token, no amount, no receiver or no bridge is refused")
    func refusals() throws {
        var world = try TokenWorld()
        let token = world.tokens[0]
        #expect(try world.lock(.zero, 100).revert == .message("no token"))
        #expect(try world.lock(TestChain.bob, 100).revert == .message("no token"))
        #expect(try world.lock(token, 0).revert == .message("zero amount"))
        #expect(try world.lock(token, 1, to: .zero).revert == .message("zero address"))
        #expect(try world.lock(token, TokenWorld.supply &+ .one).revert == .message("transfer failed"))
        // The receiver of messages has code and nothing of a token's.
        let receiver = try world.bridge.l1.deploy(Receiver.artifact)
        #expect(!(try world.lock(receiver, 1).result.isSuccess))
        #expect(try world.escrow(receiver) == .zero)
        let connect = TokenVault.connect(factory: TestChain.alice)
        #expect(try world.bridge.onL1(world.vault, connect).revert == .message("not deployer"))
        #expect(
            try world.bridge.onL1(world.vault, connect, from: TestChain.bob).revert == .message("connected")
        )
        let alone = try world.bridge.l1.deploy(TokenVault.initCode(gateway: world.bridge.portal)).address
        let lock = TokenVault.lock(token: token, amount: 1, to: TestChain.alice)
        #expect(try world.bridge.onL1(alone, lock).revert == .message("not connected"))
        let none = TokenVault.connect(factory: .zero)
        #expect(try world.bridge.onL1(alone, none).revert == .message("zero address"))
        for (vault, implementation) in [(Address.zero, world.implementation), (world.vault, TestChain.bob)] {
            let initCode = TokenFactory.initCode(vault: vault, implementation: implementation)
            #expect(try world.bridge.l2.deploy(initCode).outcome.revert == .message("zero address"))
        }
        #expect(world.bridge.sentToL2.isEmpty)

        _ = try world.lock(token, 100)
        try world.bridge.relay()
        let other = world.tokens[1]
        #expect(try world.burn(other, 1, to: TestChain.bob).revert == .message("unknown token"))
        let supply = TokenFactory.Function.totalSupply
        #expect(try world.bridge.l2.view(supply, [.address(other)], at: world.factory) == [.uint(0)])
        let balance = TokenFactory.Function.balanceOf
        let nobody: [ABIValue] = [.address(other), .address(TestChain.alice)]
        #expect(try world.bridge.l2.view(balance, nobody, at: world.factory) == [.uint(0)])
        #expect(try world.burn(token, 1, to: .zero).revert == .message("zero address"))
        #expect(try world.burn(token, 1, to: world.vault).revert == .message("self target"))
        #expect(try world.burn(token, 0, to: TestChain.bob).revert == .message("zero amount"))
        #expect(try world.burn(token, 101, to: TestChain.bob).revert == .message("insufficient balance"))
        #expect(world.bridge.sentToL1.isEmpty)
        try world.expectConserved("at the end")
    }

    @Test("Units are minted and released by messages of the other end alone, and tokens are nobody else's")
    func forgeries() throws {
        var world = try TokenWorld()
        let token = world.tokens[0]
        _ = try world.lock(token, 100)
        try world.bridge.relay()
        let release = TokenVault.Function.release.encodeCall([
            .address(token), .address(TestChain.bob), .uint(100),
        ])
        let mint = TokenFactory.Function.mint.encodeCall([
            .address(token), .address(TestChain.bob), .uint(100), .string([]), .string([]), .uint(6),
        ])
        #expect(try world.bridge.onL1(world.vault, release).revert == .message("not a delivery"))
        #expect(try world.bridge.onL2(world.factory, mint).revert == .message("not a delivery"))
        // By the gateway, but sent by somebody else.
        let forged = try world.bridge.withdraw(.zero, to: world.vault, data: release)
        try world.bridge.ripen([forged])
        #expect(try world.bridge.finalize(forged).result.isSuccess)
        #expect(world.bridge.paid.isEmpty)
        _ = try world.bridge.deposit(.zero, to: world.factory, data: mint)
        #expect(try world.bridge.proveMessageRoot().result.isSuccess)
        let message = try #require(world.bridge.sentToL2.last)
        #expect(try world.bridge.claim(message).revert == .message("delivery failed"))
        #expect(try world.onL2(BridgedToken.Function.totalSupply, of: token) == 100)
        #expect(try world.escrow(token) == 100)

        let l2Token = world.l2Token(token)
        let initialize = BridgedToken.Function.initialize.encodeCall([
            .address(token), .string([]), .string([]), .uint(0),
        ])
        for target in [l2Token, world.implementation] {
            #expect(try world.bridge.onL2(target, initialize).revert == .message("initialized"))
            let unit: [ABIValue] = [.address(TestChain.alice), .uint(1)]
            for function in [BridgedToken.Function.mint, BridgedToken.Function.burn] {
                let outcome = try world.bridge.onL2(target, function.encodeCall(unit))
                #expect(outcome.revert == .message("not the factory"))
            }
        }
    }

    @Test("A bridged token moves as its owner and whom he allows have it")
    func transfers() throws {
        var world = try TokenWorld()
        let token = world.tokens[2]
        _ = try world.lock(token, 100)
        try world.bridge.relay()
        let l2Token = world.l2Token(token)
        func call(_ function: ABIFunction, _ arguments: [ABIValue], from: Address) throws -> RevertReason? {
            try world.bridge.onL2(l2Token, function.encodeCall(arguments), from: from).revert
        }
        typealias Function = BridgedToken.Function
        let bob = TestChain.bob
        #expect(
            try call(Function.transfer, [.address(bob), .uint(101)], from: TestChain.alice)
                == .message("insufficient balance")
        )
        #expect(
            try call(Function.transfer, [.address(.zero), .uint(1)], from: TestChain.alice) == .message("zero address")
        )
        #expect(try call(Function.transfer, [.address(bob), .uint(40)], from: TestChain.alice) == nil)
        let take: [ABIValue] = [.address(TestChain.alice), .address(bob), .uint(10)]
        #expect(try call(Function.transferFrom, take, from: bob) == .message("insufficient allowance"))
        #expect(try call(Function.approve, [.address(bob), .uint(15)], from: TestChain.alice) == nil)
        #expect(try call(Function.transferFrom, take, from: bob) == nil)
        #expect(try call(Function.transferFrom, take, from: bob) == .message("insufficient allowance"))
        #expect(try call(Function.approve, [.address(bob), .uint(.max)], from: TestChain.alice) == nil)
        #expect(try call(Function.transferFrom, take, from: bob) == nil)
        #expect(try world.onL2(Function.balanceOf, alice, of: token) == 40)
        #expect(try world.onL2(Function.balanceOf, [.address(bob)], of: token) == 60)
        #expect(try world.onL2(Function.totalSupply, of: token) == 100)
    }

    @Test("A token that calls back while it moves locks nothing twice and releases nothing twice")
    func reentrancy() throws {
        var world = try TokenWorld()
        let token = world.tokens[0]
        let again = TokenVault.lock(token: token, amount: 10, to: TestChain.bob)
        _ = try world.bridge.onL1(token, OddToken.Function.callBack.encodeCall([.address(world.vault), .bytes(again)]))
        #expect(try world.lock(token, 100).result.isSuccess)
        #expect(try world.bridge.l1.view(OddToken.Function.calledBack, at: token) == [.bool(false)])
        #expect(world.bridge.sentToL2.count == 1)
        try world.bridge.relay()
        _ = try world.burn(token, 30, to: TestChain.bob)
        _ = try world.burn(token, 30, to: TestChain.bob)
        let messages = world.bridge.sentToL1
        try world.bridge.ripen(messages)
        let second = Portal.finalizeWithdrawal(
            messages[1],
            submitter: TestChain.alice,
            feeRecipient: TestChain.bob
        )
        let portal = ABIValue.address(world.bridge.portal)
        _ = try world.bridge.onL1(token, OddToken.Function.callBack.encodeCall([portal, .bytes(second)]))
        #expect(try world.bridge.finalize(messages[0]).result.isSuccess)
        #expect(try world.bridge.l1.view(OddToken.Function.calledBack, at: token) == [.bool(false)])
        #expect(try world.balance(TestChain.bob, of: token) == 30)
        #expect(try world.bridge.finalize(messages[1]).result.isSuccess)
        #expect(try world.balance(TestChain.bob, of: token) == 60)
        try world.expectConserved("at the end")
    }
}
