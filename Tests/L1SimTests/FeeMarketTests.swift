import L1Sim
import Primitives
import StateTransition
import Testing

/// Base fee of EIP-1559 on blocks that were really filled.
@Suite struct FeeMarketTests {
    @Test func emptyBlocksLowerTheBaseFeeByAnEighth() throws {
        var chain = try makeChain(baseFeePerGas: 800)
        #expect(try chain.produceBlock().block.header.baseFeePerGas == 700)
        #expect(try chain.produceBlock().block.header.baseFeePerGas == 613)
        #expect(try chain.produceBlock().block.header.baseFeePerGas == 537)
    }

    @Test func fullBlockRaisesTheBaseFeeByAnEighth() throws {
        var chain = try makeChain(gasLimit: 1_000_000, baseFeePerGas: 800)
        try chain.submit(Signer(1).transaction(nonce: 0, to: Contract.endless.address, gasLimit: 1_000_000))
        let block = try chain.produceBlock().block.header
        #expect(block.gasUsed == 1_000_000)
        #expect(block.baseFeePerGas == 700)
        // 700 + 700 / 8
        #expect(try chain.produceBlock().block.header.baseFeePerGas == 787)
    }

    @Test func blockAtItsTargetKeepsTheBaseFee() throws {
        var chain = try makeChain(gasLimit: 1_000_000, baseFeePerGas: 800)
        try chain.submit(Signer(1).transaction(nonce: 0, to: Contract.endless.address, gasLimit: 500_000))
        _ = try chain.produceBlock()
        #expect(try chain.produceBlock().block.header.baseFeePerGas == 700)
    }

    @Test func partlyFilledBlockMovesTheBaseFeeInProportion() throws {
        var chain = try makeChain(gasLimit: 1_000_000, baseFeePerGas: 8000)
        try chain.submit(Signer(1).transaction(nonce: 0, to: Contract.endless.address, gasLimit: 750_000))
        _ = try chain.produceBlock()
        // 7,000 + 7,000 * 250,000 / 500,000 / 8
        #expect(try chain.produceBlock().block.header.baseFeePerGas == 7437)
    }

    @Test func transactionPricedOutWaitsUntilTheBaseFeeFalls() throws {
        var chain = try makeChain(baseFeePerGas: 1000)
        let hash = try chain.submit(Signer(1).transaction(nonce: 0, to: .zero, tip: 1, feeCap: 800))
        #expect(try chain.produceBlock().records.isEmpty)
        let block = try chain.produceBlock()
        #expect(block.records.map(\.hash) == [hash])
        #expect(block.block.header.baseFeePerGas == 766)
        #expect(block.records.first?.effectiveGasPrice == 767)
    }
}
