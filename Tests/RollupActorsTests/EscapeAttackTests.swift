import Cryptography
import EVM
import L1Sim
import PaymentsCircuit
import Primitives
import ProofProver
import RollupActors
import RollupContracts
import StateTransition
import Testing

/// What hostile sequencers, users and owners try against the way out; each was possible once, or would be without the
/// guard that refuses it here.
@Suite("Attacks on the way out of a payments rollup")
struct EscapeAttackTests {
    private static let ether = EscapeWorld.ether

    private func withdrawal(of amount: UInt128, nonce: UInt64, by wallet: PaymentsWallet, in hatch: EscapeWorld)
        -> SignedPayment
    {
        SignedPayment(
            .withdrawal(from: 0, amount: amount),
            nonce: nonce,
            domain: hatch.world.sequencer.domain,
            key: wallet.key
        )
    }

    private func skip(_ seconds: UInt64, in hatch: inout EscapeWorld) throws {
        try hatch.world.l1.skip(to: hatch.world.l1.head.timestamp + seconds)
    }

    // MARK: Demands that are made again

    @Test("A spent withdrawal is no demand again, and keeps no new demand of its owner's out")
    func replayed() throws {
        var hatch = try EscapeWorld()
        let bob = hatch.world.bob
        // Two with one nonce, of which one can be executed.
        let spent = try hatch.requestExit(1, from: bob)
        let twin = try hatch.requestExit(2, from: bob)
        try hatch.settle(try hatch.world.sequencer.seal(.all, l1: hatch.world.l1))
        let proof = try hatch.proof(of: bob)
        #expect(proof.nonce == .one)
        let answer = BatchSettler.answerExit(spent.demand(by: bob), proof, rollup: hatch.rollup)
        #expect(try hatch.world.send(answer).succeeded)

        let another = withdrawal(of: 9, nonce: 0, by: bob, in: hatch)
        for replay in [spent, EscapableRollup.ExitRequest(another)] {
            #expect(try hatch.refusal(EscapableRollup.requestExit(replay)) == .nonceSpent)
        }
        let own = try hatch.requestExit(3, from: bob)
        #expect(own.nonce == 1)
        try hatch.wait(EscapeWorld.grace)
        // One answer is one for all lower nonces: the twin is still open, and freezes nothing.
        #expect(try hatch.refusal(EscapableRollup.freeze(twin.demand(by: bob))) == .nonceSpent)
        #expect(try hatch.refusal(EscapableRollup.answerExit(twin.demand(by: bob), proof)) == nil)
        #expect(try hatch.refusal(EscapableRollup.freeze(own.demand(by: bob))) == nil)
    }

    @Test("What is executed and was never shown to L1 can be demanded once, beside what its owner demands")
    func unknown() throws {
        var hatch = try EscapeWorld()
        let bob = hatch.world.bob
        _ = try hatch.world.sequencer.submit(1, to: nil, from: bob)
        let spent = EscapableRollup.ExitRequest(withdrawal(of: 1, nonce: 0, by: bob, in: hatch))
        try hatch.settle(try hatch.world.sequencer.seal(.none, l1: hatch.world.l1))
        let replay = TransactionIntent(
            to: hatch.rollup,
            data: EscapableRollup.requestExit(spent),
            gasLimit: BatchSettler.requestExitGasLimit
        )
        #expect(try hatch.world.send(replay).succeeded)
        let own = try hatch.requestExit(2, from: bob)
        let proof = try hatch.proof(of: bob)
        #expect(
            try hatch.world.send(BatchSettler.answerExit(spent.demand(by: bob), proof, rollup: hatch.rollup)).succeeded
        )
        #expect(try hatch.refusal(EscapableRollup.requestExit(spent)) == .nonceSpent)
        #expect(try hatch.refusal(EscapableRollup.answerExit(own.demand(by: bob), proof)) == .notServed)
        try hatch.wait(EscapeWorld.grace)
        #expect(try hatch.refusal(EscapableRollup.freeze(own.demand(by: bob))) == nil)
    }

    @Test("What stands at a place of somebody else's key says nothing of the nonce of that key")
    func foreignFloor() throws {
        var hatch = try EscapeWorld()
        let (alice, bob) = (hatch.world.alice, hatch.world.bob)
        _ = try hatch.world.sequencer.submit(1, to: nil, from: bob)
        try hatch.settle(try hatch.world.sequencer.seal(.none, l1: hatch.world.l1))
        let foreign = withdrawal(of: 1, nonce: 0, by: alice, in: hatch)
        #expect(try hatch.world.send(BatchSettler.requestExit(foreign, rollup: hatch.rollup)).succeeded)
        let answer = BatchSettler.answerExit(
            EscapableRollup.Demand(of: foreign),
            try hatch.proof(of: bob),
            rollup: hatch.rollup
        )
        #expect(try hatch.world.send(answer).succeeded)
        let again = EscapableRollup.requestExit(EscapableRollup.ExitRequest(foreign))
        #expect(try hatch.refusal(again) == nil)
        // Nor does it raise the floor of the account's own key.
        let own = EscapableRollup.ExitRequest(withdrawal(of: 1, nonce: 0, by: bob, in: hatch))
        #expect(try hatch.refusal(EscapableRollup.requestExit(own)) == nil)
    }

    // MARK: Many demands

    @Test("A block takes ten demands; more burn a million gas each")
    func manyDemands() throws {
        var hatch = try EscapeWorld()
        let (alice, bob) = (hatch.world.alice, hatch.world.bob)
        let limit = EscapableRollup.maxRequestsPerBlock
        var hashes: [Bytes32] = []
        for index in 0..<limit + 2 {
            let demand = BatchSettler.requestExit(
                withdrawal(of: UInt128(index + 1), nonce: 0, by: bob, in: hatch),
                isPremium: index == limit + 1,
                rollup: hatch.rollup
            )
            hashes.append(try hatch.world.l1.submit(try alice.actor.transaction(demand, on: hatch.world.l1)))
        }
        _ = try hatch.world.l1.produceBlock()
        let records = try hashes.map { try #require(hatch.world.l1.record(of: $0)) }
        #expect(Set(records.map(\.blockNumber)).count == 1)
        #expect(records.prefix(limit).allSatisfy { $0.succeeded })
        let reason = EscapableRollup.Revert(RevertReason(output: records[limit].status.output))
        #expect(reason == .tooManyRequests)
        #expect(records[limit + 1].succeeded)
        let burned = records[limit + 1].gasUsed - records[limit - 1].gasUsed
        #expect(burned > 950_000 && burned < BatchSettler.premiumGas * 3 / 4, "\(burned)")
        // The next block takes as many again.
        _ = try hatch.requestExit(100, from: bob)
    }

    // MARK: Deposits that nobody takes

    @Test(
        "Who has no account has a deposit back that is never taken: asked for, and two days later, by its owner alone"
    )
    func firstDeposit() throws {
        var hatch = try EscapeWorld()
        let alice = hatch.world.alice
        #expect(try hatch.world.deposit(5, for: alice).succeeded)
        let cancel = BatchSettler.depositCancel(0, rollup: hatch.rollup)
        let reclaim = BatchSettler.reclaimDeposit(0, rollup: hatch.rollup)
        #expect(try hatch.refusal(reclaim.data) == .depositNotCancelled)
        #expect(try hatch.refusal(cancel.data) == .notOwner)
        #expect(try hatch.refusal(EscapableRollup.depositCancel(index: 1), from: alice.actor) == .notInQueue)
        #expect(try hatch.world.send(cancel, from: alice.actor).succeeded)
        let due = hatch.world.l1.head.timestamp + EscapableRollup.depositCancelDelay
        // The last slot before, and the first in which it is free.
        try hatch.world.l1.skip(to: due - 12)
        #expect(try hatch.refusal(reclaim.data) == .depositLocked)
        try hatch.world.l1.skip(to: due)
        let before = try hatch.world.l1.balance(of: alice.owner.address)
        // Anybody may send it.
        let record = try hatch.world.send(reclaim)
        #expect(record.succeeded && record.gasUsed < reclaim.gasLimit * 3 / 4, "\(record.gasUsed)")
        #expect(try hatch.world.l1.balance(of: alice.owner.address) &- before == 5)
        #expect(try hatch.refusal(reclaim.data) == .alreadyReclaimed)
        #expect(try hatch.refusal(cancel.data, from: alice.actor) == .notOwner)
        // Its place is empty: the next batches pass it, and later deposits are taken.
        #expect(try hatch.world.deposit(7, for: alice).succeeded)
        let batch = try hatch.world.sequencer.seal(.all, l1: hatch.world.l1)
        #expect(batch.batch.deposits.map { $0?.amount } == [nil, 7])
        #expect(batch.waitingDepositCount == 0)
        try hatch.settle(batch)
        #expect(try hatch.world.l1.balance(of: hatch.rollup) == PaymentsWorld.ether &+ 7)
        #expect(hatch.world.sequencer.account(of: alice.owner)?.balance == 7)
        try hatch.world.follower.follow(hatch.world.l1)
        #expect(hatch.world.follower.divergence == nil)
        #expect(hatch.world.follower.state.root == hatch.state.root)
    }

    @Test("Under Groth16 proofs a batch with an emptied place before a deposit settles")
    func provenGap() throws {
        let proofs = Groth16BatchProofs(workers: Workers(count: 2))
        var hatch = try EscapeWorld(proofs: proofs, capacity: 1, depositCapacity: 2)
        let alice = hatch.world.alice
        for amount in [5, 7] as [UInt256] { #expect(try hatch.world.deposit(amount, for: alice).succeeded) }
        let cancel = BatchSettler.depositCancel(0, rollup: hatch.rollup)
        #expect(try hatch.world.send(cancel, from: alice.actor).succeeded)
        try skip(EscapableRollup.depositCancelDelay, in: &hatch)
        #expect(try hatch.world.send(BatchSettler.reclaimDeposit(0, rollup: hatch.rollup)).succeeded)
        let batch = try hatch.world.sequencer.seal(.all, l1: hatch.world.l1)
        #expect(batch.batch.deposits.map { $0?.amount } == [nil, 7])
        try hatch.settle(batch)
    }

    @Test(
        "A batch that takes a cancelled deposit and is never proven holds nothing; one that is proven in time keeps it"
    )
    func takenAndNotProven() throws {
        for isProven in [false, true] {
            var hatch = try EscapeWorld()
            let alice = hatch.world.alice
            #expect(try hatch.world.deposit(5, for: alice).succeeded)
            let cancel = BatchSettler.depositCancel(0, rollup: hatch.rollup)
            #expect(try hatch.world.send(cancel, from: alice.actor).succeeded)
            let batch = try hatch.world.sequencer.seal(.all, l1: hatch.world.l1)
            #expect(try hatch.world.commit(batch).succeeded)
            let proof = try hatch.world.proofs.proof(of: batch.batch, appliedTo: batch.stateBefore)
            if isProven { #expect(try hatch.world.prove(batch, proof).succeeded) }
            try skip(EscapableRollup.depositCancelDelay, in: &hatch)
            let reclaim = BatchSettler.reclaimDeposit(0, rollup: hatch.rollup)
            if isProven {
                #expect(try hatch.refusal(reclaim.data) == .notInQueue)
                #expect(try hatch.refusal(cancel.data, from: alice.actor) == .notInQueue)
                continue
            }
            #expect(try hatch.world.send(reclaim).succeeded)
            // Proven now, the deposit would be there twice.
            let late = try hatch.world.prove(batch, proof)
            #expect(RevertReason(output: late.status.output) == .message("not committed"))
            #expect(try hatch.world.l1.storage(of: hatch.rollup, ContractVerifiedRollup.Slot.committedCount).isZero)
            // Its sequencer throws it away and goes on.
            let returned = try hatch.world.sequencer.dropOrphans(on: hatch.world.l1)
            #expect(returned.isEmpty && hatch.world.sequencer.batchCount == 0)
            let next = try hatch.world.sequencer.seal(.all, l1: hatch.world.l1)
            #expect(next.batch.deposits == [nil])
            try hatch.settle(next)
            try hatch.world.follower.follow(hatch.world.l1)
            #expect(hatch.world.follower.divergence == nil)
            #expect(hatch.world.follower.state.root == hatch.state.root)
            #expect(try hatch.world.l1.balance(of: hatch.rollup) == PaymentsWorld.ether)
        }
    }

    @Test("A demand in a batch that falls with a cancelled deposit is in the next batch")
    func demandOfDroppedBatch() throws {
        var hatch = try EscapeWorld()
        let alice = hatch.world.alice
        #expect(try hatch.world.deposit(5, for: alice).succeeded)
        let cancel = BatchSettler.depositCancel(0, rollup: hatch.rollup)
        #expect(try hatch.world.send(cancel, from: alice.actor).succeeded)
        _ = try hatch.requestExit(1, from: hatch.world.bob)
        #expect(try hatch.world.sequencer.seal(.all, l1: hatch.world.l1).forced.count == 1)
        try skip(EscapableRollup.depositCancelDelay, in: &hatch)
        #expect(try hatch.world.send(BatchSettler.reclaimDeposit(0, rollup: hatch.rollup)).succeeded)
        _ = try hatch.world.sequencer.dropOrphans(on: hatch.world.l1)
        #expect(try hatch.world.sequencer.seal(.all, l1: hatch.world.l1).forced.count == 1)
    }

    @Test("Asking for a deposit again begins the delay anew; after a freeze there is no delay")
    func cancelTwice() throws {
        var hatch = try EscapeWorld()
        let alice = hatch.world.alice
        #expect(try hatch.world.deposit(5, for: alice).succeeded)
        let cancel = BatchSettler.depositCancel(0, rollup: hatch.rollup)
        #expect(try hatch.world.send(cancel, from: alice.actor).succeeded)
        try skip(EscapableRollup.depositCancelDelay - 600, in: &hatch)
        #expect(try hatch.world.send(cancel, from: alice.actor).succeeded)
        try skip(EscapableRollup.depositCancelDelay - 600, in: &hatch)
        #expect(try hatch.refusal(EscapableRollup.reclaimDeposit(index: 0)) == .depositLocked)
        try hatch.freeze(by: hatch.world.bob)
        #expect(try hatch.refusal(EscapableRollup.reclaimDeposit(index: 0)) == nil)
    }

    // MARK: Paying out

    @Test("Places beyond the last are others' doubles, and pay nobody a second time")
    func places() throws {
        var hatch = try EscapeWorld()
        let bob = hatch.world.bob
        try hatch.freeze(by: bob)
        let good = EscapableRollup.escape(try hatch.proof(of: bob))
        #expect(try hatch.refusal(good) == nil)
        for place in [UInt256(65_536), UInt256(1) << 255] {
            let double = Array(good.prefix(4)) + place.bigEndianBytes + good.dropFirst(36)
            #expect(try hatch.refusal(double) == .escapeLacksProof)
        }
    }

    /// Init code of a contract with this code.
    private static func initCode(_ runtime: [UInt8]) -> [UInt8] {
        [0x61, UInt8(runtime.count >> 8), UInt8(runtime.count & 0xff), 0x80, 0x60, 0x0a, 0x5f, 0x39, 0x5f, 0xf3]
            + runtime
    }

    /// Takes ether only once it was called with data.
    private static let refusing: [UInt8] = [
        0x36, 0x60, 0x0c, 0x57, 0x5f, 0x54, 0x60, 0x10, 0x57, 0x5f, 0x5f, 0xfd, 0x5b, 0x36, 0x5f, 0x55, 0x5b, 0x00,
    ]

    /// Makes a call whenever it is called, and notes in slot 0 whether that failed (1) or not (2).
    private static func calling(_ address: Address, _ data: [UInt8]) -> [UInt8] {
        let count: [UInt8] = [0x61, UInt8(data.count >> 8), UInt8(data.count & 0xff)]
        let copy = count + [0x61, 0, 44, 0x5f, 0x39]
        let call = [0x5f, 0x5f] + count + [0x5f, 0x5f, 0x73] + address.bytes + [0x5a, 0xf1]
        return copy + call + [0x60, 1, 0x01, 0x5f, 0x55, 0x00] + data
    }

    /// A frozen ledger with an account of 5 wei, and a waiting deposit of 7, of an owner whose code `deploy` brings.
    private func frozenWithContract() throws -> (hatch: EscapeWorld, owner: Address, place: UInt16) {
        var hatch = try EscapeWorld(depositCapacity: 1)
        let deployer = hatch.world.alice.actor
        // Its next transactions: two deposits, a demand, a freeze; then the contract.
        let nonce = try hatch.world.l1.nonce(of: deployer.address) + 4
        let address = Address.created(by: deployer.address, nonce: nonce)
        let owner = PaymentsOwner(address: address, keyHash: hatch.world.alice.owner.keyHash)
        for amount in [5, 7] as [UInt256] {
            let intent = BatchSettler.deposit(amount, for: owner, rollup: hatch.rollup)
            #expect(try hatch.world.send(intent, from: deployer).succeeded)
        }
        try hatch.settle(try hatch.world.sequencer.seal(.all, l1: hatch.world.l1))
        try hatch.freeze(by: hatch.world.bob)
        return (hatch, address, try #require(hatch.world.sequencer.place(of: owner)))
    }

    private func deploy(_ runtime: [UInt8], at address: Address, in hatch: inout EscapeWorld) throws {
        let intent = TransactionIntent(to: nil, data: Self.initCode(runtime), gasLimit: 1_000_000)
        let record = try hatch.world.send(intent, from: hatch.world.alice.actor)
        try #require(record.succeeded && record.createdAddress == address)
    }

    @Test("An owner who does not take the ether loses nothing, and is paid once he does")
    func refusingOwner() throws {
        var (hatch, owner, place) = try frozenWithContract()
        try deploy(Self.refusing, at: owner, in: &hatch)
        let proof = EscapableRollup.AccountProof(of: place, in: hatch.state)
        let escape = BatchSettler.escape(proof, rollup: hatch.rollup)
        let reclaim = BatchSettler.reclaimDeposit(1, rollup: hatch.rollup)
        for intent in [escape, reclaim] {
            #expect(try hatch.refusal(intent.data) == .paymentFailed)
            #expect(try !hatch.world.send(intent).succeeded)
        }
        #expect(try hatch.world.l1.balance(of: hatch.rollup) == PaymentsWorld.ether &+ 12)
        #expect(try hatch.world.send(TransactionIntent(to: owner, data: [1], gasLimit: 100_000)).succeeded)
        for intent in [escape, reclaim] { #expect(try hatch.world.send(intent).succeeded) }
        #expect(try hatch.world.l1.balance(of: owner) == 12)
    }

    @Test("An owner who calls back while being paid has nothing more by that")
    func callingBack() throws {
        for round in 0..<4 {
            var (hatch, owner, place) = try frozenWithContract()
            let proof = EscapableRollup.AccountProof(of: place, in: hatch.state)
            let escape = BatchSettler.escape(proof, rollup: hatch.rollup)
            let reclaim = BatchSettler.reclaimDeposit(1, rollup: hatch.rollup)
            let (paying, called) = (round & 1 == 0 ? escape : reclaim, round & 2 == 0 ? escape : reclaim)
            try deploy(Self.calling(hatch.rollup, called.data), at: owner, in: &hatch)
            let intent = TransactionIntent(to: hatch.rollup, data: paying.data, gasLimit: 6_000_000)
            #expect(try hatch.world.send(intent).succeeded, "round \(round)")
            #expect(try hatch.world.l1.balance(of: owner) == (round & 1 == 0 ? 5 : 7), "round \(round)")
            #expect(try hatch.world.l1.storage(of: owner, .zero) == .one, "round \(round)")
        }
    }

    @Test("The contract pays no more than it says it holds")
    func escrow() throws {
        for (shortfall, isEscapePaid) in [(2, true), (6, false)] as [(UInt256, Bool)] {
            var hatch = try EscapeWorld(shortfall: shortfall)
            let bob = hatch.world.bob
            #expect(try hatch.world.deposit(5, for: hatch.world.alice).succeeded)
            try hatch.freeze(by: bob)
            let escape = BatchSettler.escape(try hatch.proof(of: bob), rollup: hatch.rollup)
            let reclaim = BatchSettler.reclaimDeposit(0, rollup: hatch.rollup)
            if isEscapePaid {
                #expect(try hatch.world.send(escape).succeeded)
                #expect(try hatch.refusal(reclaim.data) == .escrowInsufficient)
            } else {
                #expect(try hatch.refusal(escape.data) == .escrowInsufficient)
                #expect(try hatch.refusal(reclaim.data) == nil)
            }
        }
    }
}
