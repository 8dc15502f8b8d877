import EVM
import ExecutePrecompile
import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import Testing

@Suite("Gas limits that actors give")
struct GasLimitTests {
    @Test("Deployment, advance, deliveries and a claim stay well within them")
    func headroom() throws {
        var world = try RollupWorld()
        let deployment = try #require(world.l1.block(number: 1)?.records.first)
        #expect(deployment.gasUsed < deployment.transaction.gasLimit)

        _ = try world.deposit(RollupWorld.ether, from: world.alice)
        let first = try world.seal()
        #expect(first.records.count == 2)
        for delivery in first.records {
            #expect(delivery.gasUsed < delivery.transaction.gasLimit / 2)
        }
        let advance = try world.advance(first.payload)
        let input = first.payload.encoded
        let charge = GasRule.gasLimitPlusBytes.charge(gasLimit: 15_000_000, gasUsed: 0, inputByteCount: input.count)
        let contractGas = advance.gasUsed - charge - advance.transaction.intrinsicGas
        #expect(contractGas < Advancer.contractGas / 2)

        let withdrawal = try world.transact(
            TransactionIntent(
                to: L2Messenger.address,
                value: 1,
                data: L2Messenger.withdraw(to: world.alice.address, fee: .zero),
                gasLimit: 300_000
            ),
            from: world.alice
        )
        let second = try world.seal()
        _ = try world.advance(second.payload)
        let record = try #require(second.records.first { $0.hash == withdrawal })
        let claim = try WithdrawalClaimer.claim(
            try #require(try WithdrawalClaimer.messages(sentBy: record).first),
            provenAt: 2,
            of: world.sequencer.chain,
            rollup: world.deployment.rollup,
            feeRecipient: world.alice.address
        )
        let claimed = try world.include(try world.alice.transaction(claim, on: world.l1))
        #expect(claimed.succeeded && claimed.gasUsed < WithdrawalClaimer.claimGasLimit / 2)
    }
}
