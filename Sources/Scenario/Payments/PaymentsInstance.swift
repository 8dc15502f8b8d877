import Cryptography
import L1Sim
import PaymentsCircuit
package import Primitives
package import RollupActors
import RollupContracts
import StateTransition

/// One rollup of a simulation whose L2 is a ledger of payments: its contract on L1 and the parties around it.
package struct PaymentsInstance: Sendable {
    /// Name in the scenario.
    package let name: String
    /// How L1 comes to accept its batches, and what of the language means anything to it.
    package let design: RollupDesign
    /// Its contract on L1.
    package let contract: Address
    /// The contracts of its games; nil where each batch is proven.
    let games: DisputeContracts?
    /// Wei behind the balances of its first accounts that the contract was deployed with.
    package let genesisEscrow: UInt256
    /// The actor who settles batches when a step names nobody.
    package let advancer: String?
    /// The actors with their keys on the ledger, by name.
    let wallets: [String: PaymentsWallet]
    /// Proves its batches.
    let proofs: any BatchProofs
    /// What the ledger begins with, which a new node knows.
    let genesis: AccountTree
    /// Makes the batches.
    package var sequencer: PaymentsSequencer
    /// Who keeps the data that are not on L1; nil where they are there.
    package var committee: DataCommittee?
    /// Withdrawals that were demanded on L1.
    var exits: [DemandedExit] = []
    /// Withdrawals that steps have shown to L1, whether it took them or not, by the step.
    var demands: [String: SignedPayment] = [:]
    /// Derives the ledger from L1, and from all that the committee has.
    package var follower: PaymentsFollower
    /// What the invariants have seen of it.
    package var watch: RollupWatch
    /// Payments that wait for their batch, by their numbers in the pool.
    var submissions: [UInt64: L2Submission] = [:]
    /// Payments that a sealed batch holds, by their numbers in the pool.
    var sealedSubmissions: [UInt64: L2Submission] = [:]
    /// Sealed batches by the step that made them.
    package var sealedBatches: [String: SealedBatch] = [:]
}

extension PaymentsInstance {
    /// How many operations a batch has places for.
    var shape: BatchShape { sequencer.configuration.shape }

    /// Its contract's interface.
    var artifact: ContractArtifact {
        sequencer.configuration.escape == nil ? design.contract : EscapableRollup.artifact
    }

    /// A node that knows how the ledger began, and has read nothing of L1.
    func newFollower(l1ChainID: UInt64) -> PaymentsFollower {
        PaymentsFollower(
            sequencer.configuration,
            genesis: genesis,
            rollup: contract,
            l1ChainID: l1ChainID,
            start: 1
        )
    }

    /// The payments that wait for their batch, in the order in which they were submitted.
    var pendingSubmissions: [L2Submission] { submissions.sorted { $0.key < $1.key }.map(\.value) }

    /// Number of the batch whose data the contract takes next.
    ///
    /// - Throws: `L1Error` when the storage cannot be read.
    func nextBatch(on l1: L1Chain) throws(L1Error) -> UInt64 {
        let count = try l1.storage(of: contract, ContractVerifiedRollup.Slot.committedCount).saturatedUInt64
        return count.addingReportingOverflow(1).partialValue
    }

    /// What the contract holds as the newest executed batch and its root, which stands for its hash too.
    ///
    /// - Throws: `L1Error` when the storage cannot be read.
    func settledHead(on l1: L1Chain) throws(L1Error) -> SettledHeadFacts {
        let root = Bytes32(try l1.storage(of: contract, ContractVerifiedRollup.Slot.stateRoot))
        let count = try l1.storage(of: contract, ContractVerifiedRollup.Slot.executedCount).saturatedUInt64
        return SettledHeadFacts(number: count, hash: root, stateRoot: root)
    }

    /// Compares the rollup's contracts with those that its proofs are for.
    ///
    /// - Throws: `SimulationFault.setup` when they are others, `.actor` when L1 cannot be read.
    func confirmVerifier(on l1: L1Chain) throws(SimulationFault) {
        do {
            try proofs.verifier(for: shape).confirm(
                sequencer.configuration,
                rollup: contract,
                games: games,
                on: l1
            )
        } catch let error as ActorError {
            guard case .payments(let reason) = error else { throw .actor(error) }
            throw .setup("`\(name)`: \(reason)")
        } catch {
            throw .setup("nobody can prove batches of `\(name)`: \(error)")
        }
    }

    /// What an actor holds after the newest sealed batch, and the payments that they have signed.
    func holdings(of actor: String) -> (balance: UInt256, nonce: UInt64) {
        guard let owner = wallets[actor]?.owner, let account = sequencer.account(of: owner) else { return (.zero, 0) }
        return (UInt256(account.balance), account.nonce)
    }
}
