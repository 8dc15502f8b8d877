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

@Suite("Committee of a payments rollup")
struct CommitteeTests {
    @Test("Under simulated proofs a batch settles with enough signatures, and nodes follow by what members give")
    func simulated() throws { try Self.roundTrip(SimulatedBatchProofs()) }

    @Test("Under Groth16 proofs, verified on L1, the same")
    func proved() throws { try Self.roundTrip(Groth16BatchProofs(workers: Workers(count: 2)), capacity: 1) }

    private static func roundTrip(_ proofs: any BatchProofs, capacity: Int = 4) throws {
        var hatch = try EscapeWorld(attested: true, proofs: proofs, capacity: capacity, depositCapacity: 1)
        #expect(try hatch.world.deposit(7, for: hatch.world.alice).succeeded)
        _ = try hatch.world.sequencer.submit(EscapeWorld.ether / 2, to: nil, from: hatch.world.bob)
        let batch = try hatch.world.sequencer.seal(.all, l1: hatch.world.l1)
        // The contract says what members sign.
        let function = EscapableRollup.Function.availabilityClaim
        let digest = batch.batch.data.paymentsDigest.value
        let call = function.encodeCall([.uint(digest), .uint(1)])
        let asked = try hatch.world.l1.call(CallRequest(to: hatch.rollup, data: call))
        #expect(asked.output == hatch.claim(of: batch).bytes)
        try hatch.settle(batch)
        let withdrawal = try #require(batch.transition.withdrawals.withdrawals.first)
        #expect(try hatch.world.claim(withdrawal, of: batch).succeeded)

        var node = hatch.world.follower
        try node.follow(hatch.world.l1, asking: hatch.committee)
        #expect(node.divergence == nil && node.missingData == nil)
        #expect(node.state.root == hatch.state.root)
        // A member that was not asked has nothing to give.
        hatch.committee.withhold(["cleo", "dora"])
        node = hatch.world.follower
        try node.follow(hatch.world.l1, asking: hatch.committee)
        #expect(node.missingData?.isWithheld == true && node.missingData?.batch == 1)
        // Who has asked in time has it, and whoever sees everything.
        for view in [DataCommittee.View.published, .everything] {
            node = hatch.world.follower
            try node.follow(hatch.world.l1, asking: hatch.committee, as: view)
            #expect(node.state.root == hatch.state.root)
        }
        hatch.committee.withhold(["cleo"])
        node = hatch.world.follower
        try node.follow(hatch.world.l1, asking: hatch.committee)
        #expect(node.state.root == hatch.state.root)
    }

    @Test("What members withhold from the beginning nobody outside has, until one of them gives it")
    func withheld() throws {
        var hatch = try EscapeWorld(attested: true)
        hatch.committee.withhold(["cleo", "dora"])
        try hatch.settle(try hatch.world.sequencer.seal(.all, l1: hatch.world.l1))
        for view in [DataCommittee.View.served, .published] {
            var node = hatch.world.follower
            try node.follow(hatch.world.l1, asking: hatch.committee, as: view)
            #expect(node.missingData?.isWithheld == true)
        }
        hatch.committee.withhold(["cleo"])
        var node = hatch.world.follower
        try node.follow(hatch.world.l1, asking: hatch.committee, as: .published)
        #expect(node.state.root == hatch.state.root)
    }

    @Test("A member signs for bytes of the claim's digest alone")
    func honestMember() throws {
        var hatch = try EscapeWorld(attested: true)
        let batch = try hatch.world.sequencer.seal(.all, l1: hatch.world.l1)
        #expect(hatch.committee.attest(batch.batch.data, paymentsDigest: 1, claim: hatch.claim(of: batch)).isEmpty)
    }

    @Test("Signatures that are too few, out of order, twice the same, of others or of another claim are refused")
    func signatures() throws {
        var hatch = try EscapeWorld(attested: true)
        let batch = try hatch.world.sequencer.seal(.all, l1: hatch.world.l1)
        let digest = batch.batch.data.paymentsDigest.value
        let good = hatch.attestations(of: batch)
        func refusal(
            _ attestations: [EscapableRollup.Attestation],
            digest other: UInt256? = nil
        ) throws -> EscapableRollup.Revert? {
            try hatch.refusal(
                EscapableRollup.commitClaim(
                    paymentsDigest: other ?? digest,
                    depositCount: 0,
                    attestations: attestations
                )
            )
        }
        #expect(try refusal(good) == nil)
        #expect(try refusal([good[0]]) == .tooFewSignatures)
        #expect(try refusal(good.reversed()) == .unsortedSignatures)
        #expect(try refusal([good[0], good[0]]) == .unsortedSignatures)
        #expect(try refusal(good, digest: digest ^ .one) == .notInCommittee)
        let stranger = DataCommittee(members: [hatch.world.alice.actor, EscapeWorld.members[0]], threshold: 2)
        var strangers = stranger
        let theirs = strangers.attest(batch.batch.data, paymentsDigest: digest, claim: hatch.claim(of: batch))
        #expect(try refusal(theirs) == .notInCommittee)
        var broken = good
        broken[0].v = 29
        #expect(try refusal(broken) == .notInCommittee)
        // The other spelling of the same signature is the same signer's, and counts once.
        var spelled = good[0]
        let order = UInt256(
            l0: 0xbfd2_5e8c_d036_4141,
            l1: 0xbaae_dce6_af48_a03b,
            l2: 0xffff_ffff_ffff_fffe,
            l3: 0xffff_ffff_ffff_ffff
        )
        spelled.s = order &- spelled.s
        spelled.v = 55 - spelled.v
        #expect(try refusal([good[0], spelled]) == .unsortedSignatures)
        // Signatures of one batch are none of the next.
        try hatch.settle(batch)
        #expect(try refusal(good) == .notInCommittee)
        // Data on L1 are not what members sign for.
        let commit = ContractVerifiedRollup.commit(batch.commitment)
        #expect(try hatch.refusal(commit) == .committee)
        let stranger2 = EscapableRollup.commitClaim(paymentsDigest: digest, depositCount: 0, attestations: good)
        let sender = hatch.world.alice.actor
        let answer = try hatch.world.l1.call(CallRequest(from: sender.address, to: hatch.rollup, data: stranger2))
        #expect(RevertReason(output: answer.output) == .message("not sequencer"))
        let without = try EscapeWorld()
        #expect(try without.refusal(stranger2) == .noCommittee)
    }

    @Test("A batch of one digest is not proven as another's, and a wrong value of the polynomial is no proof")
    func proofs() throws {
        var hatch = try EscapeWorld(attested: true, proofs: Groth16BatchProofs(workers: Workers(count: 2)), capacity: 1)
        _ = try hatch.world.sequencer.submit(1, to: nil, from: hatch.world.bob)
        let batch = try hatch.world.sequencer.seal(.all, l1: hatch.world.l1)
        let intents = try hatch.attestedSettlement(of: batch)
        #expect(try hatch.world.send(intents[0]).succeeded)
        let proof = try hatch.world.proofs.proof(
            of: batch.batch,
            appliedTo: batch.stateBefore,
            versionedHash: AttestedData.name
        )
        let data = batch.batch.data
        let value = data.evaluation(versionedHash: AttestedData.name).value
        func reason(digest: UInt256, evaluation: UInt256) throws -> RevertReason {
            let call = EscapableRollup.proveClaim(
                paymentsDigest: digest,
                dataHash: data.hash.value,
                outcome: batch.outcome,
                evaluation: evaluation,
                proof: proof
            )
            return RevertReason(output: try hatch.world.l1.call(CallRequest(to: hatch.rollup, data: call)).output)
        }
        let digest = data.paymentsDigest.value
        #expect(try reason(digest: digest ^ .one, evaluation: value) == .message("wrong data"))
        #expect(try reason(digest: digest, evaluation: value ^ .one) == .message("proof refused"))
        #expect(try reason(digest: digest, evaluation: value ^ (UInt256(1) << 255)) == .message("proof refused"))
        #expect(try hatch.world.send(intents[1]).succeeded)
    }

    @Test("Only a committee in order, with signatures that it can give, and a time that ends is deployed")
    func deployment() throws {
        var world = try PaymentsWorld()
        let verifier = try world.proofs.verifier(for: world.sequencer.configuration.shape)
        let deployed = try world.send(TransactionIntent(to: nil, data: verifier.initCode, gasLimit: 4_000_000))
        let address = try #require(deployed.createdAddress)
        let members = EscapeWorld.members.map(\.address).sorted { $0.uint256 < $1.uint256 }
        let base = EscapableRollup.Hatch(
            members: members,
            threshold: 2,
            gracePeriod: 1,
            accountHash: .zero,
            signatures: .zero
        )
        let cases: [(EscapableRollup.Revert?, (inout EscapableRollup.Hatch) -> Void)] = [
            (nil, { _ in }),
            (nil, { ($0.members, $0.threshold) = ([], 0) }),
            (nil, { $0.gracePeriod = EscapableRollup.maxGracePeriod }),
            (.membersOutOfOrder, { $0.members.swapAt(0, 1) }),
            (.membersOutOfOrder, { $0.members[1] = $0.members[0] }),
            (.membersOutOfOrder, { $0.members[0] = .zero }),
            (.thresholdOutOfRange, { $0.threshold = 0 }),
            (.thresholdOutOfRange, { $0.threshold = 4 }),
            (.thresholdOutOfRange, { $0.members = [] }),
            (.gracePeriodOutOfRange, { $0.gracePeriod = 0 }),
            (.gracePeriodOutOfRange, { $0.gracePeriod = EscapableRollup.maxGracePeriod + 1 }),
        ]
        for (index, (reason, change)) in cases.enumerated() {
            var hatch = base
            change(&hatch)
            let genesis = ContractVerifiedRollup.Genesis(
                verifier: address,
                keyHash: verifier.keyHash,
                sequencer: .zero,
                capacity: 1,
                depositCapacity: 1,
                root: .zero,
                accounts: []
            )
            let code = EscapableRollup.initCode(genesis, hatch)
            let answer = try world.l1.call(CallRequest(to: nil, data: code))
            #expect(answer.succeeded == (reason == nil), "case \(index)")
            if let reason {
                #expect(EscapableRollup.Revert(RevertReason(output: answer.output)) == reason, "case \(index)")
            }
        }
    }

    @Test("A rollup with a way out is confirmed with its own terms, and refused with others")
    func confirmation() throws {
        let hatch = try EscapeWorld(attested: true)
        let configuration = hatch.world.sequencer.configuration
        let verifier = try hatch.world.proofs.verifier(for: configuration.shape)
        func isConfirmed(_ change: (inout PaymentsConfiguration) -> Void) -> Bool {
            var other = configuration
            change(&other)
            do {
                try verifier.confirm(other, rollup: hatch.rollup, on: hatch.world.l1)
                return true
            } catch { return false }
        }
        #expect(isConfirmed { _ in })
        #expect(isConfirmed { $0.escape?.committee?.members.swapAt(0, 2) })
        #expect(!isConfirmed { $0.escape = nil })
        #expect(!isConfirmed { $0.escape?.gracePeriod += 1 })
        #expect(!isConfirmed { $0.escape?.committee?.threshold = 3 })
        #expect(!isConfirmed { $0.escape?.committee?.members.removeLast() })
        #expect(!isConfirmed { $0.escape?.committee = nil })
    }
}
