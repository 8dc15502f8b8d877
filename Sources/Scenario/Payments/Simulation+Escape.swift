import Cryptography
import EVM
import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts
import StateTransition
import TextOutput

/// A withdrawal that somebody has demanded on L1, and the name that it is to be saved under.
struct DemandedExit: Sendable {
    /// The signed withdrawal.
    let withdrawal: SignedPayment
    /// Name of the withdrawal, once a batch holds it; nil when nobody asks for it.
    let save: String?
    /// When it was demanded.
    let requestedAt: UInt64

    /// What names it on L1.
    var demand: EscapableRollup.Demand { EscapableRollup.Demand(of: withdrawal) }
}

extension Simulation {
    /// What settles a batch on L1: with a committee its members sign first.
    ///
    /// - Parameters:
    ///   - batch: The batch.
    ///   - number: Number that the contract will give it.
    ///   - outcome: What it is said to lead to.
    ///   - blob: The blob that goes along; nil where the payments are in calldata, or with the committee.
    ///   - proof: Eight words in the order of EIP-197.
    ///   - ledger: The rollup.
    /// - Returns: The calls of the contract.
    mutating func settlement(
        of batch: Batch,
        number: UInt64,
        leadingTo outcome: ContractVerifiedRollup.Outcome,
        blob: BatchBlob?,
        proof: [UInt256],
        ledger: PaymentsInstance
    ) -> [TransactionIntent] {
        let rollup = ledger.contract
        guard var committee = payments[ledger.name]?.committee else {
            return BatchSettler.settlement(of: batch, leadingTo: outcome, blob: blob, proof: proof, rollup: rollup)
        }
        let digest = batch.data.paymentsDigest.value
        let claim = EscapableRollup.availabilityClaim(
            number: number,
            domain: ledger.sequencer.domain.value,
            paymentsDigest: digest,
            dataHash: batch.data.hash.value,
            depositEnd: outcome.depositEnd
        )
        let attestations = committee.attest(batch.data, paymentsDigest: digest, claim: claim)
        payments[ledger.name]?.committee = committee
        return BatchSettler.settlement(
            of: batch,
            leadingTo: outcome,
            attestations: attestations,
            proof: proof,
            rollup: rollup
        )
    }

    /// The ledger of a rollup with a way out.
    ///
    /// - Throws: `SimulationFault.setup` for another rollup.
    func escapable(_ name: String) throws(SimulationFault) -> PaymentsInstance {
        guard let ledger = payments[name], ledger.sequencer.configuration.escape != nil else {
            throw .setup("`\(name)` is no ledger of payments with a way out")
        }
        return ledger
    }

    /// What names a demand on L1: that of a step, or an actor's newest.
    ///
    /// - Parameters:
    ///   - step: The step; nil for the newest.
    ///   - actor: Whose account it is.
    ///   - ledger: The rollup.
    /// - Returns: Nil when the ledger has no account of the actor's; without a demand the name of one that L1 does not
    ///   have.
    /// - Throws: `SimulationFault.unknownName` for an actor without a wallet, `.setup` for a step without a demand.
    func demand(
        of step: String?,
        by actor: String,
        on ledger: PaymentsInstance
    ) throws(SimulationFault) -> EscapableRollup.Demand? {
        guard let owner = ledger.wallets[actor]?.owner else { throw .unknownName(actor) }
        if let step {
            guard let withdrawal = ledger.demands[step] else { throw .setup("step `\(step)` has demanded nothing") }
            return EscapableRollup.Demand(of: withdrawal)
        }
        guard let place = ledger.sequencer.place(of: owner) else { return nil }
        let newest = ledger.exits.last { $0.demand.account == place && $0.demand.keyHash == owner.keyHash }
        return newest?.demand
            ?? EscapableRollup.Demand(account: place, keyHash: owner.keyHash, nonce: 0, amount: .zero)
    }

    /// Sends a call of a ledger's contract, which is all that a step does.
    func effect(of sent: SentTransaction, _ summary: String, by actor: Actor) -> StepEffect {
        StepEffect(outcome: sent.outcome, summary: summary, actor: actor.name, gasUsed: sent.record?.gasUsed)
    }

    /// What a node outside knows of a ledger: all that L1 has, and what the committee's members have given.
    ///
    /// - Throws: `SimulationFault.actor` when L1 cannot be read.
    func outsider(of ledger: PaymentsInstance) throws(SimulationFault) -> PaymentsFollower {
        var node = ledger.newFollower(l1ChainID: l1.configuration.chainId)
        do throws(ActorError) {
            try node.follow(l1, asking: ledger.committee, as: .published)
        } catch {
            throw .actor(error)
        }
        return node
    }

    /// What stands at the place of an actor's account in the state of a node, and the key that signs for it.
    ///
    /// - Returns: Nil when the ledger has no account of the actor's.
    /// - Throws: `SimulationFault.unknownName` for an actor without a wallet.
    func accountProof(
        of actor: String,
        on ledger: PaymentsInstance,
        in state: AccountTree
    ) throws(SimulationFault) -> (proof: EscapableRollup.AccountProof, keyHash: UInt256)? {
        guard let owner = ledger.wallets[actor]?.owner else { throw .unknownName(actor) }
        guard let place = ledger.sequencer.place(of: owner) else { return nil }
        return (EscapableRollup.AccountProof(of: place, in: state), owner.keyHash)
    }
}

/// What data of a ledger nobody outside has.
enum WithheldData {
    /// Code of a step that needs data which the committee gives to nobody.
    static let name = "DataWithheld"
    /// The same with its meaning.
    static let code = FailureCode(
        name,
        "The committee gives nobody the data from which the account's path would follow.",
        source: "decision 0077"
    )
}
