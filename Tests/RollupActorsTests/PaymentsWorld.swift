import BlobKZG
import Cryptography
import EVM
import L1Sim
import PaymentsCircuit
import Primitives
import ProofProver
import RollupActors
import RollupContracts
import StateTransition
import StateTrie
import Testing

/// An L1 with one payments rollup, and everyone who takes part.
struct PaymentsWorld {
    static let ether = UInt256(1_000_000_000_000_000_000)
    static let seed: UInt64 = 42
    /// Commitments that remember the blobs of all worlds.
    private static let commitments = CeremonyCommitments()

    let alice = PaymentsWallet(Actor(name: "alice", seed: seed))
    let bob = PaymentsWallet(Actor(name: "bob", seed: seed))
    let operatorActor = Actor(name: "operator", seed: seed)
    let proofs: any BatchProofs
    let rollup: Address
    let games: DisputeContracts?
    var l1: L1Chain
    var sequencer: PaymentsSequencer
    var follower: PaymentsFollower

    /// A rollup whose ledger begins with an account of bob's, which holds one ether.
    init(
        _ proofs: any BatchProofs = SimulatedBatchProofs(),
        capacity: Int = 4,
        depositCapacity: Int = 2,
        acceptsAnySequencer: Bool = false,
        publication: BatchPublication = .calldata,
        disputes: DisputeConfiguration? = nil,
        escape: EscapeTerms? = nil,
        shortfall: UInt256 = .zero
    ) throws {
        self.proofs = proofs
        let deployer = Actor(name: "deployer", seed: Self.seed)
        var accounts: [Address: GenesisAccount] = [:]
        for actor in [alice.actor, operatorActor, deployer] {
            accounts[actor.address] = GenesisAccount(balance: UInt256(100) &* Self.ether)
        }
        l1 = try L1Chain(
            L1Genesis(configuration: .osaka(chainId: 1), accounts: accounts),
            extensions: L1Extensions([], blobCommitments: Self.commitments)
        )
        let configuration = PaymentsConfiguration(
            name: "pay",
            shape: try #require(
                BatchShape(capacity: capacity, depositCapacity: depositCapacity, publication: publication)
            ),
            sequencer: acceptsAnySequencer ? .zero : operatorActor.address,
            genesisAccounts: [(bob.owner, 1_000_000_000_000_000_000)],
            disputes: disputes,
            escape: escape
        )
        let deployment = try PaymentsDeployment(
            configuration,
            verifier: try proofs.verifier(for: configuration.shape),
            deployer: deployer,
            shortfall: shortfall,
            on: l1
        )
        rollup = deployment.rollup
        games = deployment.games
        sequencer = PaymentsSequencer(
            configuration,
            genesis: deployment.genesis,
            rollup: deployment.rollup,
            l1ChainID: 1
        )
        follower = PaymentsFollower(
            configuration,
            genesis: deployment.genesis,
            rollup: deployment.rollup,
            l1ChainID: 1,
            start: 1
        )
        for transaction in deployment.transactions {
            let record = try include(transaction)
            try #require(record.succeeded, "\(record.status)")
            #expect(record.gasUsed < transaction.gasLimit * 9 / 10, "\(record.gasUsed)")
        }
    }

    /// Submits a transaction to L1 and produces the block that includes it.
    mutating func include(_ transaction: Transaction, blobs: BlobSidecar? = nil) throws -> TransactionRecord {
        let hash = try l1.submit(transaction, blobs: blobs)
        _ = try l1.produceBlock()
        return try #require(l1.record(of: hash))
    }

    mutating func send(_ intent: TransactionIntent, from actor: Actor? = nil) throws -> TransactionRecord {
        try include(try (actor ?? operatorActor).transaction(intent, on: l1))
    }

    mutating func deposit(_ amount: UInt256, for wallet: PaymentsWallet) throws -> TransactionRecord {
        try send(BatchSettler.deposit(amount, for: wallet.owner, rollup: rollup), from: alice.actor)
    }

    /// The blob of a batch's payments, or of other bytes in their place.
    func blob(of data: BatchData, publishing payments: [UInt8]? = nil) throws -> BatchBlob {
        try BatchBlob(
            of: data,
            publishing: payments ?? data.encodedPayments,
            scheme: Self.commitments,
            form: .cells
        )
    }

    /// Hands in a batch, with its payments in the blob if there is one.
    func commitment(of batch: SealedBatch, blob: BatchBlob?) -> TransactionIntent {
        let (commitment, shape) = (batch.commitment, batch.batch.shape)
        guard let blob else { return BatchSettler.commit(commitment, shape: shape, rollup: rollup) }
        return BatchSettler.commitBlob(
            blob.versionedHash,
            depositCount: commitment.depositCount,
            shape: shape,
            rollup: rollup
        )
    }

    mutating func commit(_ batch: SealedBatch, blob: BatchBlob? = nil) throws -> TransactionRecord {
        let transaction = try operatorActor.transaction(commitment(of: batch, blob: blob), on: l1)
        return try include(transaction, blobs: blob?.sidecar)
    }

    /// Proves a batch, with the opening of a blob if there is one, for the hash that the batch has or another.
    mutating func prove(
        _ batch: SealedBatch,
        _ proof: [UInt256],
        opening: ContractVerifiedRollup.BlobProof? = nil,
        dataHash: UInt256? = nil
    ) throws -> TransactionRecord {
        let hash = dataHash ?? batch.batch.data.hash.value
        guard let opening else {
            return try send(
                BatchSettler.prove(dataHash: hash, outcome: batch.outcome, proof: proof, rollup: rollup)
            )
        }
        return try send(
            BatchSettler.proveBlob(
                dataHash: hash,
                outcome: batch.outcome,
                blob: opening,
                proof: proof,
                rollup: rollup
            )
        )
    }

    /// The three transactions that settle a batch.
    mutating func settle(_ batch: SealedBatch) throws -> [TransactionRecord] {
        let blob = batch.batch.shape.publication == .blob ? try blob(of: batch.batch.data) : nil
        let proof = try proofs.proof(
            of: batch.batch,
            appliedTo: batch.stateBefore,
            versionedHash: blob?.versionedHash
        )
        return [
            try commit(batch, blob: blob), try prove(batch, proof, opening: blob?.proof),
            try send(BatchSettler.execute(batch.outcome, rollup: rollup)),
        ]
    }

    mutating func claim(_ withdrawal: PaymentsWithdrawal, of batch: SealedBatch) throws -> TransactionRecord {
        let tree = batch.transition.withdrawals
        return try send(BatchSettler.claim(withdrawal, of: batch.number, in: tree, rollup: rollup), from: alice.actor)
    }
}
