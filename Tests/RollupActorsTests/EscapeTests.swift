import Cryptography
import EVM
import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import Testing

@Suite("Way out of a payments rollup")
struct EscapeTests {
    private static let ether = EscapeWorld.ether

    // MARK: Serving

    @Test("A demanded withdrawal is in the next batch, which answers the demand; it is claimed once")
    func served() throws {
        var hatch = try EscapeWorld()
        let (bob, rollup) = (hatch.world.bob, hatch.rollup)
        let request = try hatch.requestExit(Self.ether / 2, from: bob)
        let early = try hatch.proof(of: bob)
        let demand = request.demand(by: bob)
        #expect(try hatch.refusal(EscapableRollup.answerExit(demand, early)) == .notServed)
        #expect(try hatch.refusal(EscapableRollup.requestExit(request)) == .requestPending)

        // A sequencer who takes nothing from L1 does not take demands either.
        let ignoring = try hatch.world.sequencer.seal(.none, l1: hatch.world.l1)
        #expect(ignoring.forced.isEmpty)
        try hatch.settle(ignoring)
        let batch = try hatch.world.sequencer.seal(.all, l1: hatch.world.l1)
        #expect(batch.forced.count == 1 && batch.included.isEmpty)
        // What only is sealed is no answer yet.
        #expect(try hatch.refusal(EscapableRollup.answerExit(demand, try hatch.proof(of: bob))) == .invalidProof)
        try hatch.settle(batch)
        let answer = BatchSettler.answerExit(demand, try hatch.proof(of: bob), rollup: rollup)
        let record = try hatch.world.send(answer)
        #expect(record.succeeded && record.gasUsed < BatchSettler.accountProofGasLimit * 3 / 4, "\(record.gasUsed)")
        #expect(try hatch.refusal(answer.data) == .unrequested)
        try hatch.wait(EscapeWorld.grace)
        #expect(try hatch.refusal(EscapableRollup.freeze(demand)) == .unrequested)
        #expect(try hatch.world.sequencer.seal(.all, l1: hatch.world.l1).forced.isEmpty)
        let withdrawal = try #require(batch.transition.withdrawals.withdrawals.first)
        #expect(withdrawal.recipient == bob.owner.address && withdrawal.amount == Self.ether / 2)
        #expect(try hatch.world.claim(withdrawal, of: batch).succeeded)
        #expect(try !hatch.world.claim(withdrawal, of: batch).succeeded)
    }

    @Test("What was never possible is answered by what stands at the place: another nonce, less ether, nobody")
    func answered() throws {
        let never: [(String, (inout EscapeWorld) throws -> SignedPayment)] = [
            ("nonce", { Self.withdrawal(of: 1, nonce: 1, in: $0) }),
            ("amount", { Self.withdrawal(of: Self.ether + 1, nonce: 0, in: $0) }),
            ("place", { Self.withdrawal(of: 1, nonce: 0, from: 9, in: $0) }),
        ]
        for (what, make) in never {
            var hatch = try EscapeWorld()
            let payment = try make(&hatch)
            let sent = try hatch.world.send(BatchSettler.requestExit(payment, rollup: hatch.rollup))
            #expect(sent.succeeded, "\(what)")
            let batch = try hatch.world.sequencer.seal(.all, l1: hatch.world.l1)
            #expect(batch.forced.isEmpty, "\(what)")
            let proof = EscapableRollup.AccountProof(of: payment.payment.from, in: hatch.state)
            let demand = EscapableRollup.Demand(of: payment)
            let answer = BatchSettler.answerExit(demand, proof, rollup: hatch.rollup)
            #expect(try hatch.world.send(answer).succeeded, "\(what)")
            #expect(try hatch.refusal(answer.data) == .unrequested)
        }
    }

    @Test("A demand of somebody else's account is answered, and does not hinder the owner's")
    func foreignKey() throws {
        var hatch = try EscapeWorld()
        let alice = hatch.world.alice
        let payment = SignedPayment(
            .withdrawal(from: 0, amount: 1),
            nonce: 0,
            domain: hatch.world.sequencer.domain,
            key: alice.key
        )
        #expect(try hatch.world.send(BatchSettler.requestExit(payment, rollup: hatch.rollup)).succeeded)
        let own = try hatch.requestExit(1, from: hatch.world.bob).demand(by: hatch.world.bob)
        let proof = try hatch.proof(of: hatch.world.bob)
        #expect(try hatch.refusal(EscapableRollup.answerExit(EscapableRollup.Demand(of: payment), proof)) == nil)
        #expect(try hatch.refusal(EscapableRollup.answerExit(own, proof)) == .notServed)
    }

    private static func withdrawal(
        of amount: UInt128,
        nonce: UInt64,
        from place: UInt16 = 0,
        in hatch: EscapeWorld
    ) -> SignedPayment {
        SignedPayment(
            .withdrawal(from: place, amount: amount),
            nonce: nonce,
            domain: hatch.world.sequencer.domain,
            key: hatch.world.bob.key
        )
    }

    // MARK: Guards of a demand

    @Test("A demand needs numbers that a payment can have, and the signature of this very withdrawal")
    func demands() throws {
        let hatch = try EscapeWorld()
        let good = EscapableRollup.ExitRequest(Self.withdrawal(of: 5, nonce: 0, in: hatch))
        #expect(try hatch.refusal(EscapableRollup.requestExit(good)) == nil)
        let cases: [(EscapableRollup.Revert, (inout EscapableRollup.ExitRequest) -> Void)] = [
            (.amountOutOfRange, { $0.amount = .zero }),
            (.amountOutOfRange, { $0.amount = UInt256(1) << 88 }),
            (.badSignature, { $0.amount = 6 }),
            (.badSignature, { $0.nonce = 1 }),
            (.badSignature, { $0.account = 1 }),
            (.badSignature, { $0.response = $0.response ^ .one }),
            (.badSignature, { $0.response = $0.response &+ BabyJubjub.order }),
            (.badSignature, { $0.noncePoint.x = $0.noncePoint.x ^ .one }),
            (.badSignature, { $0.noncePoint.y = $0.noncePoint.y ^ .one }),
            (.badSignature, { $0.key.x = $0.key.x ^ .one }),
            (.badSignature, { $0.key = EscapableRollup.Point(x: .zero, y: .one) }),
            (.valueAboveField, { $0.key.x = $0.key.x &+ Groth16Verifier.scalarOrder }),
            (.valueAboveField, { $0.noncePoint.y = $0.noncePoint.y &+ Groth16Verifier.scalarOrder }),
        ]
        for (index, (reason, change)) in cases.enumerated() {
            var request = good
            change(&request)
            #expect(try hatch.refusal(EscapableRollup.requestExit(request)) == reason, "case \(index)")
        }
        // Numbers that no Swift value of the binding holds.
        let selector = Array(EscapableRollup.requestExit(good).prefix(4))
        var words = stride(from: 4, to: 4 + 9 * 32, by: 32).map { start in
            Array(EscapableRollup.requestExit(good)[start..<start + 32])
        }
        words[0] = UInt256(65_536).bigEndianBytes
        #expect(try hatch.refusal(selector + words.flatMap { $0 }) == .placeOutOfRange)
        words[0] = UInt256(0).bigEndianBytes
        words[3] = (UInt256(1) << 64).bigEndianBytes
        #expect(try hatch.refusal(selector + words.flatMap { $0 }) == .nonceOutOfRange)
    }

    // MARK: Freeze

    @Test("A freeze needs an open demand, and its time to the second; then nothing but ways out is left")
    func freeze() throws {
        var hatch = try EscapeWorld()
        let bob = hatch.world.bob
        let demand = EscapableRollup.Demand(account: 0, keyHash: bob.owner.keyHash, nonce: 0, amount: 1)
        let freeze = EscapableRollup.freeze(demand)
        let proof = try hatch.proof(of: bob)
        #expect(try hatch.refusal(freeze) == .unrequested)
        #expect(try hatch.refusal(EscapableRollup.escape(proof)) == .notFrozen)
        let request = try hatch.requestExit(1, from: bob)
        let requestedAt = hatch.world.l1.head.timestamp
        // The next block is a slot later than the newest.
        try hatch.wait(EscapeWorld.grace - 24)
        #expect(hatch.world.l1.head.timestamp == requestedAt + EscapeWorld.grace - 24)
        #expect(try hatch.refusal(freeze) == .pending)
        let others: [(inout EscapableRollup.Demand) -> Void] = [
            { $0.account = 1 }, { $0.keyHash = $0.keyHash ^ .one }, { $0.nonce = 1 }, { $0.amount = 2 },
        ]
        for (index, change) in others.enumerated() {
            var other = demand
            change(&other)
            #expect(try hatch.refusal(EscapableRollup.freeze(other)) == .unrequested, "case \(index)")
        }
        try hatch.wait(12)
        #expect(try hatch.refusal(freeze, from: hatch.world.alice.actor) == nil)
        let intent = BatchSettler.freeze(demand, rollup: hatch.rollup)
        let record = try hatch.world.send(intent, from: hatch.world.alice.actor)
        #expect(record.succeeded && record.gasUsed < BatchSettler.freezeGasLimit * 3 / 4, "\(record.gasUsed)")

        let batch = try hatch.world.sequencer.seal(.none, l1: hatch.world.l1)
        let intents = BatchSettler.settlement(
            of: batch.batch,
            leadingTo: batch.outcome,
            blob: nil,
            proof: try hatch.world.proofs.proof(of: batch.batch, appliedTo: batch.stateBefore),
            rollup: hatch.rollup
        )
        let deposit = BatchSettler.deposit(1, for: bob.owner, rollup: hatch.rollup)
        let sender = hatch.world.alice.actor
        #expect(try hatch.refusal(deposit.data, from: sender, value: 1) == .frozen)
        #expect(try hatch.refusal(intents[0].data) == .frozen)
        #expect(try hatch.refusal(intents[1].data) == .frozen)
        #expect(try hatch.refusal(ContractVerifiedRollup.revertBatches()) == .frozen)
        #expect(try hatch.refusal(EscapableRollup.requestExit(request)) == .frozen)
        #expect(try hatch.refusal(EscapableRollup.answerExit(demand, proof)) == .frozen)
        #expect(try hatch.refusal(freeze) == .frozen)
        let claim = EscapableRollup.commitClaim(paymentsDigest: 1, depositCount: 0, attestations: [])
        #expect(try hatch.refusal(claim) == .frozen)
        let proving = EscapableRollup.proveClaim(
            paymentsDigest: 1,
            dataHash: 1,
            outcome: batch.outcome,
            evaluation: 1,
            proof: intents.isEmpty ? [] : [UInt256](repeating: 1, count: 8)
        )
        #expect(try hatch.refusal(proving) == .frozen)
    }

    // MARK: Escape

    @Test("An account of the last proven state is paid out once, to its owner, and nothing that is not there")
    func escape() throws {
        var hatch = try EscapeWorld()
        let bob = hatch.world.bob
        #expect(try hatch.world.deposit(UInt256(3) &* PaymentsWorld.ether, for: hatch.world.alice).succeeded)
        try hatch.settle(try hatch.world.sequencer.seal(.all, l1: hatch.world.l1))
        try hatch.freeze(by: bob)
        let good = try hatch.proof(of: bob)
        let cases: [(EscapableRollup.Revert, (inout EscapableRollup.AccountProof) -> Void)] = [
            (.escapeLacksProof, { $0.balance = $0.balance &+ .one }),
            (.escapeLacksProof, { $0.balance = $0.balance &+ (UInt256(1) << 128) }),
            (.escapeLacksProof, { $0.balance = $0.balance &+ Groth16Verifier.scalarOrder }),
            (.escapeLacksProof, { $0.nonce = $0.nonce &+ .one }),
            (.escapeLacksProof, { $0.nonce = $0.nonce &+ (UInt256(1) << 64) }),
            (.escapeLacksProof, { $0.owner = hatch.world.alice.owner.address }),
            (.escapeLacksProof, { $0.keyHash = $0.keyHash ^ .one }),
            (.valueAboveField, { $0.keyHash = $0.keyHash &+ Groth16Verifier.scalarOrder }),
            (.escapeLacksProof, { $0.place = 1 }),
            (.escapeLacksProof, { $0.path[3] = $0.path[3] ^ .one }),
            (.valueAboveField, { $0.path[15] = $0.path[15] &+ Groth16Verifier.scalarOrder }),
            // The place of nobody holds nothing that anybody could be paid.
            (.escapeLacksProof, { $0 = EscapableRollup.AccountProof(of: 77, in: hatch.state) }),
        ]
        for (index, (reason, change)) in cases.enumerated() {
            var proof = good
            change(&proof)
            #expect(try hatch.refusal(EscapableRollup.escape(proof)) == reason, "case \(index)")
        }
        for (wallet, amount) in [(bob, UInt256(1)), (hatch.world.alice, 3)] {
            let intent = BatchSettler.escape(try hatch.proof(of: wallet), rollup: hatch.rollup)
            let before = try hatch.world.l1.balance(of: wallet.owner.address)
            // Somebody else may send it.
            let record = try hatch.world.send(intent, from: hatch.world.operatorActor)
            #expect(record.succeeded && record.gasUsed < intent.gasLimit * 3 / 4, "\(record.gasUsed)")
            let paid = try hatch.world.l1.balance(of: wallet.owner.address) &- before
            #expect(paid == amount &* PaymentsWorld.ether)
            #expect(try hatch.refusal(intent.data) == .alreadyEscaped)
        }
        #expect(try hatch.world.l1.balance(of: hatch.rollup) == .zero)
    }

    @Test("What is proven before the freeze and not executed can still be executed and claimed, and leaves the rest")
    func provenOnly() throws {
        var hatch = try EscapeWorld()
        let (bob, half) = (hatch.world.bob, Self.ether / 2)
        // Demanded, and then ignored.
        let request = try hatch.requestExit(Self.ether, from: bob)
        _ = try hatch.world.sequencer.submit(half, to: nil, from: bob)
        let batch = try hatch.world.sequencer.seal(.none, l1: hatch.world.l1)
        let intents = BatchSettler.settlement(
            of: batch.batch,
            leadingTo: batch.outcome,
            blob: nil,
            proof: try hatch.world.proofs.proof(of: batch.batch, appliedTo: batch.stateBefore),
            rollup: hatch.rollup
        )
        for intent in intents.prefix(2) { #expect(try hatch.world.send(intent).succeeded) }
        // A second one is committed and not proven: it is forgotten.
        let second = try hatch.world.sequencer.seal(.none, l1: hatch.world.l1)
        #expect(try hatch.world.commit(second).succeeded)
        try hatch.wait(EscapeWorld.grace)
        let freeze = BatchSettler.freeze(request.demand(by: bob), rollup: hatch.rollup)
        #expect(try hatch.world.send(freeze).succeeded)
        let committed = try hatch.world.l1.storage(of: hatch.rollup, ContractVerifiedRollup.Slot.committedCount)
        #expect(committed == .one)
        let escape = BatchSettler.escape(try hatch.proof(of: bob), rollup: hatch.rollup)
        #expect(try hatch.world.send(escape).succeeded)
        #expect(try hatch.world.send(intents[2]).succeeded)
        let withdrawal = try #require(batch.transition.withdrawals.withdrawals.first)
        #expect(try hatch.world.claim(withdrawal, of: batch).succeeded)
        #expect(try hatch.world.l1.balance(of: hatch.rollup) == .zero)
        try hatch.world.follower.follow(hatch.world.l1)
        #expect(hatch.world.follower.divergence == nil)
        #expect(hatch.world.follower.state.root == hatch.state.root)
    }

    @Test("A deposit that no proven batch has taken is paid back once; one that was taken is on the ledger")
    func reclaim() throws {
        var hatch = try EscapeWorld(depositCapacity: 1)
        let (alice, bob) = (hatch.world.alice, hatch.world.bob)
        for amount in [3, 4] as [UInt256] {
            #expect(try hatch.world.deposit(amount, for: bob).succeeded)
        }
        #expect(try hatch.world.deposit(5, for: alice).succeeded)
        try hatch.settle(try hatch.world.sequencer.seal(.all, l1: hatch.world.l1))
        // The second is taken by a batch that nobody proves.
        #expect(try hatch.world.commit(try hatch.world.sequencer.seal(.all, l1: hatch.world.l1)).succeeded)
        let request = EscapableRollup.ExitRequest(Self.withdrawal(of: 1, nonce: 0, in: hatch))
        let demand = TransactionIntent(
            to: hatch.rollup,
            data: EscapableRollup.requestExit(request),
            gasLimit: BatchSettler.requestExitGasLimit
        )
        #expect(try hatch.world.send(demand).succeeded)
        try hatch.wait(EscapeWorld.grace)
        let freeze = BatchSettler.freeze(request.demand(by: bob), rollup: hatch.rollup)
        #expect(try hatch.world.send(freeze).succeeded)
        #expect(try hatch.refusal(EscapableRollup.reclaimDeposit(index: 0)) == .notInQueue)
        #expect(try hatch.refusal(EscapableRollup.reclaimDeposit(index: 3)) == .notInQueue)
        for (index, wallet, amount) in [(1, bob, 4), (2, alice, 5)] as [(UInt64, PaymentsWallet, UInt256)] {
            let intent = BatchSettler.reclaimDeposit(index, rollup: hatch.rollup)
            let before = try hatch.world.l1.balance(of: wallet.owner.address)
            let record = try hatch.world.send(intent)
            #expect(record.succeeded && record.gasUsed < intent.gasLimit * 3 / 4, "\(record.gasUsed)")
            #expect(try hatch.world.l1.balance(of: wallet.owner.address) &- before == amount)
            let again = try hatch.world.l1.call(CallRequest(to: hatch.rollup, data: intent.data))
            #expect(RevertReason(output: again.output) == .message("AlreadyClaimed"))
        }
    }
}
