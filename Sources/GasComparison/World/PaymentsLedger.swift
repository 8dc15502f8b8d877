import Cryptography
import EVM
import L1Sim
import PaymentsCircuit
import Primitives
import RollupActors
import RollupContracts
import Scenario
import StateTransition
import StateTrie

/// A payments rollup on an L1 of its own, which does what the transfers of a workload do.
///
/// Senders and amounts are those of the L2 blocks, in the same order; whoever receives is one of the senders, as with
/// tokens.
struct PaymentsLedger {
    private var l1: L1Chain
    private var sequencer: PaymentsSequencer
    private var transfers: SeededDraws
    private var count = 0
    private let rollup: Address
    private let wallets: [PaymentsWallet]
    private let operatorActor: Actor
    private let workload: Workload

    /// Wei of each account at first.
    private static let balance: UInt128 = 1_000_000_000_000_000_000_000

    /// Deploys a rollup whose batches have a shape.
    ///
    /// - Parameters:
    ///   - shape: Places of a batch.
    ///   - verifier: The contract that verifies proofs of such batches.
    ///   - world: Who holds what, under which fork.
    /// - Throws: `ComparisonFault`.
    init(_ shape: BatchShape, verifier: BatchVerifier, on world: GasWorld) throws(ComparisonFault) {
        operatorActor = world.operatorActor
        workload = world.workload
        transfers = world.draws
        wallets = world.parties.senders.map { PaymentsWallet($0) }
        let configuration = PaymentsConfiguration(
            name: "payments",
            shape: shape,
            sequencer: operatorActor.address,
            genesisAccounts: wallets.map { ($0.owner, Self.balance) }
        )
        let deployer = Actor(name: "gas/deployer", seed: world.seed)
        let riches = GenesisAccount(balance: UInt256(1) << 100)
        let deployment: PaymentsDeployment
        do throws(L1Error) {
            l1 = try L1Chain(
                L1Genesis(
                    configuration: .from(world.fork, chainId: 1),
                    accounts: [deployer.address: riches, operatorActor.address: riches],
                    feeRecipient: Actor(name: "gas/proposer", seed: world.seed).address,
                    seed: world.seed
                ),
                extensions: world.l1.extensions
            )
        } catch {
            throw .l1(error)
        }
        do throws(ActorError) {
            deployment = try PaymentsDeployment(configuration, verifier: verifier, deployer: deployer, on: l1)
        } catch {
            throw .actor(error)
        }
        for transaction in deployment.transactions {
            let record = try GasWorld.include(transaction, on: &l1).record("the deployment of the payments rollup")
            guard record.succeeded else { throw .unexpected("the deployment of the payments rollup fails") }
        }
        rollup = deployment.rollup
        sequencer = PaymentsSequencer(
            configuration,
            genesis: deployment.genesis,
            rollup: rollup,
            l1ChainID: l1.configuration.chainId
        )
    }

    /// Signs the next payments, and seals a batch of them.
    ///
    /// - Parameter size: How many; the batch has as many places at least.
    /// - Returns: The batch.
    /// - Throws: `ComparisonFault`.
    mutating func seal(_ size: Int) throws(ComparisonFault) -> SealedBatch {
        for _ in 0..<size {
            let transfer = workload.next(&transfers)
            let sender = wallets[count % wallets.count]
            let recipient = wallets[Int(transfer.choice % UInt64(wallets.count))]
            count += 1
            do throws(PaymentError) {
                _ = try sequencer.submit(transfer.amount, to: recipient.owner, from: sender)
            } catch {
                throw .unexpected("the ledger refuses a payment: \(error)")
            }
        }
        let sealed: SealedBatch
        do throws(ActorError) {
            sealed = try sequencer.seal(.none, l1: l1)
        } catch {
            throw .actor(error)
        }
        guard sealed.batch.payments.count == size, sequencer.pending.isEmpty else {
            throw .unexpected("a batch lacks payments")
        }
        return sealed
    }

    /// The blob that holds the payments of a batch; nil for a ledger that publishes in calldata.
    ///
    /// - Throws: `ComparisonFault.unexpected` when nobody can commit to one.
    func blob(of sealed: SealedBatch) throws(ComparisonFault) -> BatchBlob? {
        guard sealed.batch.shape.publication == .blob else { return nil }
        guard let scheme = l1.extensions.blobCommitments, let form = l1.nextBlobProofForm else {
            throw .unexpected("this L1 takes no blobs")
        }
        do throws(BlobRejection) {
            let payments = sealed.commitment.payments
            return try BatchBlob(of: sealed.batch.data, publishing: payments, scheme: scheme, form: form)
        } catch {
            throw .unexpected("the payments fit into no blob: \(error)")
        }
    }

    /// Has L1 take a batch: its data, its proof, and what it does.
    ///
    /// - Parameters:
    ///   - sealed: The batch.
    ///   - blob: The blob that holds its payments; nil where they are in calldata.
    ///   - proof: Its proof.
    /// - Returns: The three transactions.
    /// - Throws: `ComparisonFault`, also when the contract refuses one of them.
    mutating func settle(
        _ sealed: SealedBatch,
        blob: BatchBlob?,
        proof: [UInt256]
    ) throws(ComparisonFault) -> [GasMeasurement.Part] {
        var parts: [GasMeasurement.Part] = []
        let intents = BatchSettler.settlement(
            of: sealed.batch,
            as: sealed.commitment,
            leadingTo: sealed.outcome,
            blob: blob,
            proof: proof,
            rollup: rollup
        )
        for (label, intent) in zip(["commit", "prove", "execute"], intents) {
            let transaction: Transaction
            do throws(L1Error) {
                transaction = try operatorActor.transaction(intent, on: l1)
            } catch {
                throw .l1(error)
            }
            let sidecar = intent.blobVersionedHashes.isEmpty ? nil : blob?.sidecar
            let record = try GasWorld.include(transaction, blobs: sidecar, on: &l1).record(
                "to \(label) a batch of payments"
            )
            guard record.succeeded else {
                throw .unexpected("\(label): \(RevertReason(output: record.status.output))")
            }
            parts.append(GasMeasurement.Part(label, record))
        }
        return parts
    }
}
