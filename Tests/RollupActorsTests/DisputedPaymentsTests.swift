import EVM
import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts
import Testing

@Suite("Dispute games about batches of payments")
struct DisputedPaymentsTests {
    private static let day: UInt64 = 86_400
    private static let disputes = DisputeConfiguration(
        rules: ZKDisputeGame.Rules(
            maxChallengeDuration: 7 * day,
            maxProveDuration: day,
            initBond: 80,
            challengerBond: 500
        ),
        airGap: 3 * day,
        vaultDelay: day,
        guardian: Address(0x6a4d)
    )

    /// Claims a batch on the anchor; the game.
    private static func propose(
        _ batch: SealedBatch,
        _ claim: DisputeClaim? = nil,
        in world: inout PaymentsWorld
    ) throws -> Address {
        let games = try #require(world.games)
        let data = DisputeGameFactory.create(
            claim ?? batch.claim(on: world.l1),
            parentIndex: DisputeGameFactory.anchorIndex,
            batch: batch.batch.data.encoded
        )
        let record = try world.send(
            TransactionIntent(to: games.factory, value: 80, data: data, gasLimit: 1_500_000)
        )
        for log in record.logs where log.address == games.factory {
            if let creation = try DisputeGameFactory.Creation(topics: log.topics, data: log.data) {
                return creation.game
            }
        }
        Issue.record("no game: \(record.status)")
        return .zero
    }

    private static func call(
        _ game: Address,
        _ data: [UInt8],
        value: UInt256 = .zero,
        in world: inout PaymentsWorld
    ) throws -> TransactionRecord {
        try world.send(TransactionIntent(to: game, value: value, data: data, gasLimit: 2_000_000))
    }

    /// Hands a batch to the ledger, with a game in the place of a proof.
    private static func settle(_ batch: SealedBatch, _ game: Address, in world: inout PaymentsWorld) throws -> [Bool] {
        let verdict = GameVerdictVerifier.verdict(
            of: game,
            before: batch.headerBefore,
            depositEnd: batch.depositEnd
        )
        return [
            try world.commit(batch).succeeded, try world.prove(batch, verdict).succeeded,
            try world.send(BatchSettler.execute(batch.outcome, rollup: world.rollup)).succeeded,
        ]
    }

    @Test("Batches that games have decided about are settled, withdrawn from, and derived by a follower")
    func roundTrip() throws {
        var world = try PaymentsWorld(disputes: Self.disputes)
        #expect(try world.deposit(PaymentsWorld.ether, for: world.alice).succeeded)
        for number in UInt64(1)...2 {
            _ = try world.sequencer.submit(1_000, to: nil, from: world.bob)
            let batch = try world.sequencer.seal(.all, l1: world.l1)
            #expect(batch.number == number)
            let game = try Self.propose(batch, in: &world)
            if number == 1 {
                // Nobody objects.
                _ = try world.l1.advance(to: world.l1.clock.now + 7 * Self.day + 12)
            } else {
                #expect(try Self.call(game, ZKDisputeGame.challenge, value: 500, in: &world).succeeded)
                let proof = try world.proofs.proof(of: batch.batch, appliedTo: batch.stateBefore)
                let prove = ZKDisputeGame.prove(payload: batch.payload(proof: proof).encoded)
                #expect(try Self.call(game, prove, in: &world).succeeded)
            }
            #expect(try Self.call(game, ZKDisputeGame.resolve, in: &world).succeeded)
            #expect(try Self.settle(batch, game, in: &world) == [true, false, false])
            #expect(try world.send(BatchSettler.revert(rollup: world.rollup)).succeeded)
            _ = try world.l1.advance(to: world.l1.clock.now + 3 * Self.day + 12)
            #expect(try Self.call(game, ZKDisputeGame.close, in: &world).succeeded)
            #expect(try Self.settle(batch, game, in: &world) == [true, true, true])
            try world.follower.follow(world.l1)
            #expect(world.follower.divergence == nil)
            #expect(world.follower.state.root == world.sequencer.state.root)
            let withdrawal = try #require(batch.transition.withdrawals.withdrawals.first)
            #expect(try world.claim(withdrawal, of: batch).succeeded)
        }
    }

    @Test("B6 a false claim about a batch is refuted by a proof of what the batch does")
    func refutation() throws {
        var world = try PaymentsWorld(disputes: Self.disputes)
        let batch = try world.sequencer.seal(.all, l1: world.l1)
        var lie = batch.claim(on: world.l1)
        lie.stateRoot = .zero
        let game = try Self.propose(batch, lie, in: &world)
        let proof = try world.proofs.proof(of: batch.batch, appliedTo: batch.stateBefore)
        let prove = ZKDisputeGame.prove(payload: batch.payload(proof: proof).encoded)
        #expect(try !Self.call(game, prove, in: &world).succeeded)
        #expect(try Self.call(game, ZKDisputeGame.challenge, value: 500, in: &world).succeeded)
        #expect(try Self.call(game, prove, in: &world).succeeded)
        #expect(try Self.call(game, ZKDisputeGame.resolve, in: &world).succeeded)
        let outcome = try world.l1.storage(of: game, ZKDisputeGame.Slot.outcome).saturatedUInt64
        #expect(ZKDisputeGame.Outcome(rawValue: outcome) == .challengerWins)
    }

    @Test("What the deployment left behind is confirmed, and other games than those that were told are not")
    func confirmation() throws {
        let world = try PaymentsWorld(disputes: Self.disputes)
        let told = world.sequencer.configuration
        let verifier = try world.proofs.verifier(for: told.shape)
        func refusal(_ configuration: PaymentsConfiguration, _ games: DisputeContracts?) -> String? {
            do throws(ActorError) {
                try verifier.confirm(configuration, rollup: world.rollup, games: games, on: world.l1)
                return nil
            } catch {
                return "\(error)"
            }
        }
        #expect(refusal(told, world.games) == nil)
        // Told of no games, whoever takes part finds no Groth16 verifier where the ledger asks.
        #expect(refusal(told, nil)?.contains("another than that of the key") == true)
        let changes: [(inout DisputeConfiguration) -> Void] = [
            { $0.rules.maxProveDuration += 1 }, { $0.rules.initBond = .zero }, { $0.airGap = 1 },
            { $0.vaultDelay = 1 }, { $0.guardian = .zero },
        ]
        for (index, change) in changes.enumerated() {
            var other = told
            var disputes = Self.disputes
            change(&disputes)
            other.disputes = disputes
            #expect(refusal(other, world.games)?.contains("none of the ledger's games") == true, "change \(index)")
        }
        let deployer = Actor(name: "deployer", seed: PaymentsWorld.seed).address
        #expect(refusal(told, DisputeContracts(deployer: deployer, nonce: 4)) != nil)
    }
}
