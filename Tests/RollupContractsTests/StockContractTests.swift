import ContractABI
import EVM
import Primitives
import RollupContracts
import TestSupport
import Testing

/// The contracts that scenarios deploy by a name of the language.
@Suite("Stock contracts")
struct StockContractTests {
    private static let actors = [TestChain.alice, TestChain.bob, TestChain.relayer]
    private static let thousand = UInt256(1_000)

    /// A contract on a chain, called by the names of its ABI.
    private struct Instance {
        let interface: ContractInterface
        let address: Address

        init(_ stock: StockContract, _ arguments: [ABIValue], on chain: inout TestChain) throws {
            let compiled = try CompiledContract(artifact: Array(stock.artifact.utf8))
            let deployed = try chain.deploy(compiled.creationCode + ABI.encode(arguments))
            try #require(deployed.outcome.result.isSuccess)
            interface = compiled.interface
            address = deployed.address
        }

        func call(
            _ name: String,
            _ arguments: [ABIValue],
            from: Address = TestChain.alice,
            on chain: inout TestChain
        ) throws -> TestChain.Outcome {
            let function = try #require(interface.functions(named: name).first?.codec)
            try #require(function.accepts(arguments))
            return try chain.call(address, function.encodeCall(arguments), from: from)
        }

        /// The one number that a call must return.
        func number(_ name: String, _ arguments: [ABIValue] = [], on chain: inout TestChain) throws -> UInt256 {
            let function = try #require(interface.functions(named: name).first?.codec)
            return try #require(chain.view(function, arguments, at: address).first?.asUInt256)
        }
    }

    private static func token(_ supply: UInt256, on chain: inout TestChain) throws -> Instance {
        try Instance(
            .erc20,
            [.string(Array("Coin".utf8)), .string(Array("CN".utf8)), .uint(18), .uint(supply)],
            on: &chain
        )
    }

    @Test("Every artifact is read, and its code is within EIP-170")
    func artifacts() throws {
        for stock in StockContract.allCases {
            let compiled = try CompiledContract(artifact: Array(stock.artifact.utf8))
            #expect((200...24_576).contains(compiled.creationCode.count), "\(stock)")
            #expect(!compiled.interface.functions.isEmpty && !compiled.interface.events.isEmpty)
        }
    }

    @Test("A token moves what its owner has, and what another has been allowed")
    func transfers() throws {
        var chain = TestChain()
        let token = try Self.token(100, on: &chain)
        func balance(_ account: Address) throws -> UInt256 {
            try token.number("balanceOf", [.address(account)], on: &chain)
        }
        let (alice, bob) = (TestChain.alice, TestChain.bob)
        #expect(
            try token.call("transfer", [.address(bob), .uint(101)], on: &chain).revert
                == .message("insufficient balance")
        )
        #expect(try token.call("transfer", [.address(.zero), .uint(1)], on: &chain).revert == .message("zero address"))
        #expect(try token.call("transfer", [.address(bob), .uint(40)], on: &chain).result.isSuccess)
        // To oneself nothing is made.
        #expect(try token.call("transfer", [.address(alice), .uint(60)], on: &chain).result.isSuccess)
        #expect(try balance(alice) == 60)
        let take: [ABIValue] = [.address(alice), .address(bob), .uint(10)]
        #expect(
            try token.call("transferFrom", take, from: bob, on: &chain).revert == .message("insufficient allowance")
        )
        _ = try token.call("approve", [.address(bob), .uint(15)], on: &chain)
        #expect(try token.call("transferFrom", take, from: bob, on: &chain).result.isSuccess)
        #expect(try token.number("allowance", [.address(alice), .address(bob)], on: &chain) == 5)
        #expect(
            try token.call("transferFrom", take, from: bob, on: &chain).revert == .message("insufficient allowance")
        )
        _ = try token.call("approve", [.address(bob), .uint(.max)], on: &chain)
        #expect(try token.call("transferFrom", take, from: bob, on: &chain).result.isSuccess)
        #expect(try token.number("allowance", [.address(alice), .address(bob)], on: &chain) == .max)
        #expect(try balance(alice) == 40)
        #expect(try balance(bob) == 60)
    }

    @Test("The minter alone makes units, never more than a word holds; an owner destroys them")
    func supply() throws {
        var chain = TestChain()
        let token = try Self.token(100, on: &chain)
        let mint: [ABIValue] = [.address(TestChain.bob), .uint(UInt256.max &- 100)]
        #expect(try token.call("mint", mint, from: TestChain.bob, on: &chain).revert == .message("not the minter"))
        #expect(try token.call("mint", mint, on: &chain).result.isSuccess)
        #expect(try token.call("mint", [.address(TestChain.bob), .uint(1)], on: &chain).result.status == .revert)
        #expect(try token.number("totalSupply", on: &chain) == .max)
        #expect(try token.call("burn", [.uint(101)], on: &chain).revert == .message("insufficient balance"))
        #expect(try token.call("burn", [.uint(100)], on: &chain).result.isSuccess)
        #expect(try token.number("totalSupply", on: &chain) == UInt256.max &- 100)
    }

    @Test("The pool keeps its product, its reserves and its formula through random trades")
    func pool() throws {
        var chain = TestChain()
        var random = SplitMix64(seed: 54)
        let supply = UInt256(1_000_000_000_000)
        let tokens = [try Self.token(supply, on: &chain), try Self.token(supply, on: &chain)]
        let pool = try Instance(.amm, tokens.map { .address($0.address) }, on: &chain)
        for token in tokens {
            for actor in Self.actors {
                _ = try token.call(
                    "transfer",
                    [.address(actor), .uint(supply.quotientAndRemainder(dividingBy: 4).quotient)],
                    on: &chain
                )
                _ = try token.call("approve", [.address(pool.address), .uint(.max)], from: actor, on: &chain)
            }
        }
        #expect(
            try pool.call("swap", [.address(tokens[0].address), .uint(1), .uint(0)], on: &chain).revert
                == .message("no liquidity")
        )
        // 1,000 shares are locked, so that the first provider has to bring more than that.
        #expect(
            try pool.call("addLiquidity", [.uint(1_000), .uint(1_000)], on: &chain).revert == .message("no shares")
        )
        #expect(try pool.call("addLiquidity", [.uint(1_000_000), .uint(4_000_000)], on: &chain).result.isSuccess)
        #expect(try pool.number("sharesOf", [.address(TestChain.alice)], on: &chain) == 1_999_000)

        for round in 0..<150 {
            let before = try (pool.number("reserve0", on: &chain), pool.number("reserve1", on: &chain))
            let actor = Self.actors[Int.random(in: 0..<3, using: &random)]
            let side = Int.random(in: 0..<2, using: &random)
            let amount = UInt256(UInt64.random(in: 0...200_000, using: &random))
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                _ = try pool.call("addLiquidity", [.uint(amount), .uint(amount)], from: actor, on: &chain)
            case 1:
                let held = try pool.number("sharesOf", [.address(actor)], on: &chain)
                let given = held.quotientAndRemainder(dividingBy: 3).quotient
                _ = try pool.call("removeLiquidity", [.uint(given)], from: actor, on: &chain)
            default:
                let (reserveIn, reserveOut) = side == 0 ? before : (before.1, before.0)
                let paid = amount &* 997
                let expected = (paid &* reserveOut)
                    .quotientAndRemainder(dividingBy: reserveIn &* Self.thousand &+ paid).quotient
                let token = ABIValue.address(tokens[side].address)
                #expect(try pool.number("quote", [token, .uint(amount)], on: &chain) == expected, "round \(round)")
                let greedy = try pool.call(
                    "swap",
                    [token, .uint(amount), .uint(expected &+ 1)],
                    from: actor,
                    on: &chain
                )
                #expect(greedy.revert == .message("slippage"))
                let fair = try pool.call("swap", [token, .uint(amount), .uint(expected)], from: actor, on: &chain)
                #expect(fair.result.isSuccess, "round \(round)")
                let after = try (pool.number("reserve0", on: &chain), pool.number("reserve1", on: &chain))
                #expect(after.0 &* after.1 >= before.0 &* before.1, "round \(round)")
            }
            let reserves = try (pool.number("reserve0", on: &chain), pool.number("reserve1", on: &chain))
            let held = try tokens.map { try $0.number("balanceOf", [.address(pool.address)], on: &chain) }
            #expect(held == [reserves.0, reserves.1], "round \(round)")
            var shares = try pool.number("sharesOf", [.address(.zero)], on: &chain)
            for actor in Self.actors { shares = try shares &+ pool.number("sharesOf", [.address(actor)], on: &chain) }
            #expect(try pool.number("totalShares", on: &chain) == shares, "round \(round)")
        }
    }

    @Test("A gift to the pool moves no price, and a foreign token is refused")
    func gift() throws {
        var chain = TestChain()
        let tokens = [try Self.token(10_000_000, on: &chain), try Self.token(10_000_000, on: &chain)]
        let pool = try Instance(.amm, tokens.map { .address($0.address) }, on: &chain)
        for token in tokens { _ = try token.call("approve", [.address(pool.address), .uint(.max)], on: &chain) }
        _ = try pool.call("addLiquidity", [.uint(100_000), .uint(100_000)], on: &chain)
        let first: [ABIValue] = [.address(tokens[0].address), .uint(1_000)]
        let quote = try pool.number("quote", first, on: &chain)
        _ = try tokens[1].call("transfer", [.address(pool.address), .uint(5_000_000)], on: &chain)
        #expect(try pool.number("quote", first, on: &chain) == quote)
        let foreign = try pool.call("swap", [.address(TestChain.bob), .uint(1), .uint(0)], on: &chain)
        #expect(foreign.revert == .message("unknown token"))
        let same = try CompiledContract(artifact: Array(StockContract.amm.artifact.utf8))
        let twice = try chain.deploy(
            same.creationCode + ABI.encode([.address(TestChain.bob), .address(TestChain.bob)])
        )
        #expect(twice.outcome.revert == .message("one token"))
        let unheld = try pool.call("removeLiquidity", [.uint(1)], from: TestChain.bob, on: &chain)
        #expect(unheld.revert == .message("insufficient shares"))
    }

    @Test("Who is no gateway delivers no greeting")
    func greeting() throws {
        var chain = TestChain()
        let greeter = try Instance(.greeter, [.address(TestChain.relayer), .bool(true)], on: &chain)
        let outcome = try greeter.call("greet", [.string(Array("hello".utf8))], on: &chain)
        #expect(outcome.revert == .message("not a delivery"))
        #expect(try greeter.number("count", on: &chain) == 0)
    }
}
