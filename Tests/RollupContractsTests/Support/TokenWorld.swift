import ContractABI
import EVM
import Primitives
import RollupContracts
import Testing

/// A bridge with a vault and a factory upon it, and tokens of which alice holds a million units each.
struct TokenWorld {
    static let supply: UInt256 = 1_000_000

    var bridge: BridgeWorld
    let vault: Address
    let factory: Address
    let implementation: Address
    /// Tokens on L1: one that answers true, one that answers nothing, and the stock token.
    let tokens: [Address]

    init(_ change: (inout Portal.Genesis) -> Void = { _ in }) throws {
        bridge = try BridgeWorld(change)
        let vault = try bridge.l1.deploy(TokenVault.initCode(gateway: bridge.portal), from: TestChain.bob)
        try #require(vault.outcome.result.isSuccess)
        self.vault = vault.address
        implementation = try bridge.l2.deploy(BridgedToken.artifact)
        let initCode = TokenFactory.initCode(vault: vault.address, implementation: implementation)
        let factory = try bridge.l2.deploy(initCode, from: TestChain.bob)
        try #require(factory.outcome.result.isSuccess)
        self.factory = factory.address
        let connect = TokenVault.connect(factory: factory.address)
        try #require(try bridge.onL1(vault.address, connect, from: TestChain.bob).result.isSuccess)

        let odd = try [bridge.l1.deploy(OddToken.artifact), bridge.l1.deploy(OddToken.artifact)]
        for (token, answer) in zip(odd, [UInt256(0), 1]) {
            let mint: [ABIValue] = [.address(TestChain.alice), .uint(TokenWorld.supply)]
            _ = try bridge.onL1(token, OddToken.Function.mint.encodeCall(mint))
            let behave: [ABIValue] = [.uint(0), .bool(false), .uint(answer)]
            _ = try bridge.onL1(token, OddToken.Function.behave.encodeCall(behave))
        }
        let stock = try CompiledContract(artifact: Array(StockContract.erc20.artifact.utf8))
        let arguments: [ABIValue] = [
            .string(Array("Coin".utf8)), .string(Array("CN".utf8)), .uint(18), .uint(TokenWorld.supply),
        ]
        let coin = try bridge.l1.deploy(stock.creationCode + ABI.encode(arguments))
        try #require(coin.outcome.result.isSuccess)
        tokens = odd + [coin.address]
        for token in tokens {
            let approve: [ABIValue] = [.address(vault.address), .uint(.max)]
            _ = try bridge.onL1(token, OddToken.Function.approve.encodeCall(approve))
        }
    }

    /// The L2 token of an L1 token.
    func l2Token(_ token: Address) -> Address {
        TokenFactory.tokenAddress(l1Token: token, factory: factory, implementation: implementation)
    }

    mutating func lock(
        _ token: Address,
        _ amount: UInt256,
        to: Address = TestChain.alice,
        fee: UInt256 = .zero
    ) throws -> TestChain.Outcome {
        try bridge.onL1(vault, TokenVault.lock(token: token, amount: amount, to: to), value: fee)
    }

    /// Burns units of alice on L2.
    mutating func burn(_ token: Address, _ amount: UInt256, to: Address) throws -> TestChain.Outcome {
        try bridge.onL2(factory, TokenFactory.burn(token: token, amount: amount, to: to))
    }

    mutating func balance(_ account: Address, of token: Address) throws -> UInt256 {
        let call = OddToken.Function.balanceOf
        return try #require(try bridge.l1.view(call, [.address(account)], at: token).first?.asUInt256)
    }

    /// A number that an L2 token tells; zero while there is no such token. `token` is the one on L1.
    mutating func onL2(_ function: ABIFunction, _ arguments: [ABIValue] = [], of token: Address) throws -> UInt256 {
        let l2Token = l2Token(token)
        guard bridge.l2.host.codeSize(of: l2Token) > 0 else { return .zero }
        return try #require(try bridge.l2.view(function, arguments, at: l2Token).first?.asUInt256)
    }

    mutating func escrow(_ token: Address) throws -> UInt256 {
        let values = try bridge.l1.view(TokenVault.Function.escrow, [.address(token)], at: vault)
        return try #require(values.first?.asUInt256)
    }

    /// Of every token the vault holds what is on L2 and what is on its way in either direction.
    mutating func expectConserved(_ note: String) throws {
        bridge.expectEtherConserved(note)
        for token in tokens {
            let escrow = try escrow(token)
            #expect(try balance(vault, of: token) == escrow, "\(note)")
            var owed = try onL2(BridgedToken.Function.totalSupply, of: token)
            for message in bridge.sentToL2 where message.sender == vault && !bridge.isDelivered(message) {
                let fields = try TokenFactory.Function.mint.decodeCall(message.data)
                if fields[0].asAddress == token { owed = owed &+ (fields[2].asUInt256 ?? .max) }
            }
            for message in bridge.sentToL1 where message.sender == factory && !bridge.paid.contains(message.index) {
                let fields = try TokenVault.Function.release.decodeCall(message.data)
                if fields[0].asAddress == token { owed = owed &+ (fields[2].asUInt256 ?? .max) }
            }
            #expect(escrow == owed, "\(note)")
        }
    }
}
