import Cryptography
import EVM
import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import Testing

/// A payments rollup with a way out, and a committee if it has one.
struct EscapeWorld {
    /// Seconds in which an exit must be answered.
    static let grace: UInt64 = 120
    static let members = ["cleo", "dora", "emil"].map { Actor(name: $0, seed: PaymentsWorld.seed) }
    static let ether: UInt128 = 1_000_000_000_000_000_000

    var world: PaymentsWorld
    var committee: DataCommittee

    init(
        attested: Bool = false,
        threshold: Int = 2,
        proofs: any BatchProofs = SimulatedBatchProofs(),
        capacity: Int = 4,
        depositCapacity: Int = 2,
        shortfall: UInt256 = .zero
    ) throws {
        let terms = CommitteeTerms(members: Self.members.map(\.address), threshold: threshold)
        committee = DataCommittee(members: Self.members, threshold: threshold)
        world = try PaymentsWorld(
            proofs,
            capacity: capacity,
            depositCapacity: depositCapacity,
            publication: attested ? .blob : .calldata,
            escape: EscapeTerms(gracePeriod: Self.grace, committee: attested ? terms : nil),
            shortfall: shortfall
        )
    }

    var rollup: Address { world.rollup }
    var state: AccountTree { world.sequencer.state }

    /// What members sign of a batch.
    func claim(of batch: SealedBatch) -> Bytes32 {
        EscapableRollup.availabilityClaim(
            number: batch.number,
            domain: world.sequencer.domain.value,
            paymentsDigest: batch.batch.data.paymentsDigest.value,
            dataHash: batch.batch.data.hash.value,
            depositEnd: batch.depositEnd
        )
    }

    mutating func attestations(of batch: SealedBatch) -> [EscapableRollup.Attestation] {
        committee.attest(
            batch.batch.data,
            paymentsDigest: batch.batch.data.paymentsDigest.value,
            claim: claim(of: batch)
        )
    }

    /// The three transactions that settle a batch whose data the committee attests.
    mutating func attestedSettlement(of batch: SealedBatch) throws -> [TransactionIntent] {
        let proof = try world.proofs.proof(
            of: batch.batch,
            appliedTo: batch.stateBefore,
            versionedHash: AttestedData.name
        )
        return BatchSettler.settlement(
            of: batch.batch,
            leadingTo: batch.outcome,
            attestations: attestations(of: batch),
            proof: proof,
            rollup: rollup
        )
    }

    /// Settles a batch, whose transactions must succeed.
    mutating func settle(_ batch: SealedBatch) throws {
        let records =
            world.sequencer.configuration.escape?.committee == nil
            ? try world.settle(batch) : try attestedSettlement(of: batch).map { try world.send($0) }
        for record in records {
            try #require(record.succeeded, "\(RevertReason(output: record.status.output))")
            #expect(record.gasUsed < record.transaction.gasLimit * 3 / 4, "\(record.gasUsed)")
        }
    }

    /// Reason with which a call of the contract would revert; nil when it would not.
    func refusal(_ data: [UInt8], from actor: Actor? = nil, value: UInt256 = .zero) throws -> EscapableRollup.Revert? {
        let sender = (actor ?? world.operatorActor).address
        let answer = try world.l1.call(CallRequest(from: sender, to: rollup, value: value, data: data))
        guard !answer.succeeded else { return nil }
        let reason = EscapableRollup.Revert(RevertReason(output: answer.output))
        #expect(reason != nil, "\(RevertReason(output: answer.output))")
        return reason
    }

    /// Demands a withdrawal of a wallet's account.
    mutating func requestExit(_ amount: UInt128, from wallet: PaymentsWallet) throws -> EscapableRollup.ExitRequest {
        let withdrawal = try world.sequencer.signedWithdrawal(of: amount, from: wallet)
        let record = try world.send(BatchSettler.requestExit(withdrawal, rollup: rollup), from: world.alice.actor)
        try #require(record.succeeded, "\(RevertReason(output: record.status.output))")
        #expect(record.gasUsed < BatchSettler.requestExitGasLimit * 3 / 4, "\(record.gasUsed)")
        return EscapableRollup.ExitRequest(withdrawal)
    }

    /// What stands at the place of a wallet's account in the newest sealed state.
    func proof(of wallet: PaymentsWallet) throws -> EscapableRollup.AccountProof {
        EscapableRollup.AccountProof(of: try #require(world.sequencer.place(of: wallet.owner)), in: state)
    }

    mutating func wait(_ seconds: UInt64) throws {
        let end = world.l1.head.timestamp + seconds
        while world.l1.head.timestamp < end { _ = try world.l1.produceBlock() }
    }

    /// Demands a withdrawal, lets the time for an answer pass, and freezes the ledger.
    mutating func freeze(by wallet: PaymentsWallet, demanding amount: UInt128 = ether) throws {
        let request = try requestExit(amount, from: wallet)
        try wait(Self.grace)
        let intent = BatchSettler.freeze(request.demand(by: wallet), rollup: rollup)
        let record = try world.send(intent, from: world.alice.actor)
        try #require(record.succeeded, "\(RevertReason(output: record.status.output))")
    }
}

extension EscapableRollup.ExitRequest {
    /// What names the demand, of a wallet's account.
    func demand(by wallet: PaymentsWallet) -> EscapableRollup.Demand {
        EscapableRollup.Demand(account: account, keyHash: wallet.owner.keyHash, nonce: nonce, amount: amount)
    }
}
