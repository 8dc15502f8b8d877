import Primitives
import RollupContracts
import Testing

@Suite("Payouts of a dispute game")
struct DisputePayoutTests {
    /// One way in which a game can go, and who has the bonds in the end.
    struct Row: CustomTestStringConvertible, Sendable {
        enum Proof: Sendable { case none, byProposer, byOther, refutation }
        enum Guardian: Sendable { case silent, blacklists, retires }

        let testDescription: String
        var isChallenged = false
        var proof = Proof.none
        var isParentLost = false
        var guardian = Guardian.silent
        let outcome: ZKDisputeGame.Outcome
        /// Wei of proposer, challenger and prover, and what is burned.
        let proposer, challenger, prover, burned: UInt64
    }

    private static let rows = [
        Row(
            testDescription: "unchallenged, the clock runs out",
            outcome: .defenderWins,
            proposer: 80,
            challenger: 0,
            prover: 0,
            burned: 0
        ),
        Row(
            testDescription: "unchallenged, proven: the prover has nothing",
            proof: .byOther,
            outcome: .defenderWins,
            proposer: 80,
            challenger: 0,
            prover: 0,
            burned: 0
        ),
        Row(
            testDescription: "challenged, no proof",
            isChallenged: true,
            outcome: .challengerWins,
            proposer: 0,
            challenger: 580,
            prover: 0,
            burned: 0
        ),
        Row(
            testDescription: "challenged, refuted",
            isChallenged: true,
            proof: .refutation,
            outcome: .challengerWins,
            proposer: 0,
            challenger: 580,
            prover: 0,
            burned: 0
        ),
        Row(
            testDescription: "challenged, proven by the proposer",
            isChallenged: true,
            proof: .byProposer,
            outcome: .defenderWins,
            proposer: 580,
            challenger: 0,
            prover: 0,
            burned: 0
        ),
        Row(
            testDescription: "challenged, proven by somebody else",
            isChallenged: true,
            proof: .byOther,
            outcome: .defenderWins,
            proposer: 80,
            challenger: 0,
            prover: 500,
            burned: 0
        ),
        Row(
            testDescription: "the parent lost, challenged",
            isChallenged: true,
            isParentLost: true,
            outcome: .challengerWins,
            proposer: 0,
            challenger: 580,
            prover: 0,
            burned: 0
        ),
        Row(
            testDescription: "the parent lost, challenged and proven",
            isChallenged: true,
            proof: .byOther,
            isParentLost: true,
            outcome: .challengerWins,
            proposer: 0,
            challenger: 580,
            prover: 0,
            burned: 0
        ),
        Row(
            testDescription: "the parent lost, unchallenged",
            isParentLost: true,
            outcome: .challengerWins,
            proposer: 0,
            challenger: 0,
            prover: 0,
            burned: 80
        ),
        Row(
            testDescription: "the parent lost, unchallenged and proven",
            proof: .byOther,
            isParentLost: true,
            outcome: .challengerWins,
            proposer: 0,
            challenger: 0,
            prover: 0,
            burned: 80
        ),
        Row(
            testDescription: "blacklisted, challenged",
            isChallenged: true,
            guardian: .blacklists,
            outcome: .challengerWins,
            proposer: 80,
            challenger: 500,
            prover: 0,
            burned: 0
        ),
        Row(
            testDescription: "blacklisted, challenged and proven",
            isChallenged: true,
            proof: .byOther,
            guardian: .blacklists,
            outcome: .defenderWins,
            proposer: 80,
            challenger: 500,
            prover: 0,
            burned: 0
        ),
        Row(
            testDescription: "blacklisted, the parent lost, unchallenged: nothing is burned",
            isParentLost: true,
            guardian: .blacklists,
            outcome: .challengerWins,
            proposer: 80,
            challenger: 0,
            prover: 0,
            burned: 0
        ),
        Row(
            testDescription: "retired, unchallenged",
            guardian: .retires,
            outcome: .defenderWins,
            proposer: 80,
            challenger: 0,
            prover: 0,
            burned: 0
        ),
        Row(
            testDescription: "retired, challenged",
            isChallenged: true,
            guardian: .retires,
            outcome: .challengerWins,
            proposer: 80,
            challenger: 500,
            prover: 0,
            burned: 0
        ),
    ]

    @Test("Every row of the table is paid to the wei", arguments: rows)
    func payouts(_ row: Row) throws {
        let (proposer, challenger, prover) = (TestChain.alice, TestChain.bob, TestChain.relayer)
        var world = try DisputeWorld()
        // The parent belongs to others, so that its bonds do not mix with the game's.
        var parent: Address?
        if row.isParentLost {
            let game = try world.game(world.claim(), from: DisputeWorld.eve)
            #expect(try world.challenge(game, from: DisputeWorld.guardian) == .success)
            parent = game
        }
        let first = world.claim()
        world.wait(12)
        let claim =
            row.isParentLost ? world.claim(2, on: first.blockHash) : world.claim()
        let balances = [proposer, challenger, prover].map { world.chain.host.balance(of: $0) }
        let game = try world.game(
            claim,
            parent: row.isParentLost ? 0 : DisputeGameFactory.anchorIndex,
            from: proposer
        )
        if row.isChallenged { #expect(try world.challenge(game, from: challenger) == .success) }
        switch row.proof {
        case .none: break
        case .byProposer: #expect(try world.prove(game, claim, from: proposer) == .success)
        case .byOther: #expect(try world.prove(game, claim, from: prover) == .success)
        case .refutation: #expect(try world.refute(game, claim) == .success)
        }
        world.wait(8 * DisputeWorld.day)
        if let parent {
            #expect(try world.resolve(game) == .refused(.parentGameNotResolved))
            #expect(try world.resolve(parent) == .success)
            #expect(world.outcome(parent) == .challengerWins)
        }
        #expect(try world.resolve(game) == .success)
        #expect(world.status(game) == .resolved && world.outcome(game) == row.outcome)
        switch row.guardian {
        case .silent: break
        case .blacklists: #expect(try world.guardian(HybridRollup.blacklist(game)) == .success)
        case .retires: #expect(try world.guardian(HybridRollup.retire) == .success)
        }
        world.wait(DisputeWorld.airGap + 1)
        #expect(try world.close(game) == .success)
        #expect(world.mode(game) == (row.guardian == .silent ? .normal : .refund))

        let expected = [row.proposer, row.challenger, row.prover].map { UInt256($0) }
        let parties = [proposer, challenger, prover]
        for (party, wei) in zip(parties, expected) {
            #expect(try world.credit(game, party) == wei)
            #expect(
                try world.claimCredit(game, party) == (wei.isZero ? .refused(.noCreditToClaim) : .success)
            )
            if !wei.isZero { #expect(try world.claimCredit(game, party) == .refused(.delayNotOver)) }
        }
        world.wait(DisputeWorld.vaultDelay)
        for (index, party) in parties.enumerated() {
            let wei = expected[index]
            #expect(
                try world.claimCredit(game, party) == (wei.isZero ? .refused(.noCreditToClaim) : .success)
            )
            #expect(try world.claimCredit(game, party) == .refused(.noCreditToClaim))
            var before = balances[index]
            if index == 0 { before = before &- DisputeWorld.rules.initBond }
            if index == 1, row.isChallenged { before = before &- DisputeWorld.rules.challengerBond }
            #expect(world.chain.host.balance(of: party) == before &+ wei, "party \(index)")
        }
        let parentBonds: UInt64 = row.isParentLost ? 580 : 0
        let bonds = world.bonds
        #expect(bonds.burned == UInt256(row.burned))
        #expect(bonds.held == UInt256(parentBonds))
        #expect(bonds.deposited == bonds.held &+ bonds.paid &+ bonds.burned)
        #expect(world.chain.host.balance(of: .zero) == UInt256(row.burned))
        for contract in [game, world.factory, world.implementation, world.rollup] {
            #expect(world.chain.host.balance(of: contract) == .zero)
        }
    }

    @Test("One account can be all three, and gets all there is")
    func oneForAll() throws {
        var world = try DisputeWorld()
        let alice = TestChain.alice
        let before = world.chain.host.balance(of: alice)
        let claim = world.claim()
        let game = try world.game(claim)
        #expect(try world.challenge(game, from: alice) == .success)
        #expect(try world.prove(game, claim, from: alice) == .success)
        #expect(try world.resolve(game) == .success)
        world.wait(DisputeWorld.airGap + 1)
        #expect(try world.claimCredit(game, alice) == .success)
        #expect(world.mode(game) == .normal)
        world.wait(DisputeWorld.vaultDelay)
        #expect(try world.claimCredit(game, alice) == .success)
        #expect(world.chain.host.balance(of: alice) == before)
        #expect(world.bonds.held == .zero)
    }

    @Test("A recipient who refuses his payment keeps nobody else from theirs")
    func refusingRecipient() throws {
        var world = try DisputeWorld()
        let receiver = try world.chain.deploy(Receiver.artifact)
        world.chain.host.addBalance(receiver, TestChain.ether(1))
        let claim = world.claim()
        let game = try world.game(claim, from: receiver)
        #expect(try world.challenge(game) == .success)
        #expect(try world.prove(game, claim) == .success)
        #expect(try world.resolve(game) == .success)
        world.wait(DisputeWorld.airGap + 1)
        #expect(try world.claimCredit(game, receiver) == .success)
        #expect(try world.claimCredit(game, TestChain.relayer) == .success)
        world.wait(DisputeWorld.vaultDelay)
        _ = try world.chain.call(receiver, Receiver.Function.refuse.encodeCall([.bool(true)]))
        #expect(try world.claimCredit(game, receiver) == .refused(.paymentFailed))
        #expect(try world.claimCredit(game, TestChain.relayer) == .success)
        _ = try world.chain.call(receiver, Receiver.Function.refuse.encodeCall([.bool(false)]))
        #expect(try world.claimCredit(game, receiver) == .success)
        #expect(world.bonds.held == .zero)
    }

    @Test("A recipient who claims again while he is being paid has nothing twice")
    func reentrantRecipient() throws {
        var world = try DisputeWorld()
        let receiver = try world.chain.deploy(Receiver.artifact)
        world.chain.host.addBalance(receiver, TestChain.ether(1))
        let claim = world.claim()
        let game = try world.game(claim, from: receiver)
        // Another game's bond lies in the vault, which a second payment would take.
        _ = try world.game(world.claim(salt: 1))
        #expect(try world.prove(game, claim) == .success)
        #expect(try world.resolve(game) == .success)
        world.wait(DisputeWorld.airGap + 1)
        #expect(try world.claimCredit(game, receiver) == .success)
        world.wait(DisputeWorld.vaultDelay)
        let again = Receiver.Function.callBack.encodeCall([
            .address(game), .bytes(ZKDisputeGame.claimCredit(recipient: receiver)),
        ])
        _ = try world.chain.call(receiver, again)
        #expect(try world.claimCredit(game, receiver) == .success)
        #expect(try world.chain.view(Receiver.Function.calledBack, at: receiver) == [.bool(false)])
        guard case .bytes(let output)? = try world.chain.view(Receiver.Function.output, at: receiver).first else {
            Issue.record("the receiver has noted nothing")
            return
        }
        #expect(RevertReason(output: output) == .message(DisputeRevert.noCreditToClaim.rawValue))
        #expect(world.chain.host.balance(of: receiver) == TestChain.ether(1))
        #expect(world.bonds.held == DisputeWorld.rules.initBond)
    }

    @Test("A game that is blacklisted between unlocking and paying pays nobody any more")
    func lateBlacklisting() throws {
        var world = try DisputeWorld()
        let game = try world.game(world.claim())
        world.wait(7 * DisputeWorld.day + 1)
        #expect(try world.resolve(game) == .success)
        world.wait(DisputeWorld.airGap + 1)
        #expect(try world.claimCredit(game, TestChain.alice) == .success)
        world.wait(DisputeWorld.vaultDelay)
        #expect(try world.guardian(HybridRollup.pause) == .success)
        #expect(try world.claimCredit(game, TestChain.alice) == .refused(.gamePaused))
        #expect(try world.guardian(HybridRollup.unpause) == .success)
        #expect(try world.guardian(HybridRollup.blacklist(game)) == .success)
        #expect(try world.claimCredit(game, TestChain.alice) == .refused(.gameBlacklisted))
        #expect(world.bonds.held == DisputeWorld.rules.initBond)
    }
}
