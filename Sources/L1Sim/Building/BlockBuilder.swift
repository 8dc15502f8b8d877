import EVM
import Primitives
import StateTransition
import StateTrie

/// Makes a block from waiting transactions by executing them one after the other.
///
/// Only `BlockExecution` decides whether a transaction can stand in the block. The result is bytes: nothing that the
/// builder found out about them reaches the chain, which imports them on its own.
struct BlockBuilder: ~Copyable {
    private var execution: BlockExecution<NoTracer>
    private let extensions: L1Extensions
    private let proofForm: BlobProofForm
    private var transactions: [[UInt8]] = []
    private var sidecars: [[UInt8]] = []
    private var blobs: [BlobSidecar] = []
    private var byteCount: Int
    private var skipped: [SkippedTransaction] = []
    private var dropped: [DroppedTransaction] = []

    /// Room for what the seal adds to the header's encoding, and for the lists' lengths, in bytes.
    private static let sealByteCount = 256

    /// Begins a block with a header from `BlockHeader.child`: runs the system calls that come before its transactions.
    init(
        header: BlockHeader,
        rules: ForkRules,
        state: consuming WorldState,
        ancestorHashes: [Bytes32],
        configuration: ChainConfiguration,
        extensions: L1Extensions,
        scheduledCalls: [ScheduledSystemCall]
    ) throws(BlockFailure) {
        self.extensions = extensions
        proofForm = BlobProofForm(rules)
        execution = try BlockExecution(
            header: header,
            state: state,
            ancestorHashes: ancestorHashes,
            configuration: configuration,
            precompiles: extensions.precompiles(for: rules.fork),
            scheduledCalls: scheduledCalls,
            tracer: NoTracer()
        )
        byteCount = Block(header: header, transactions: []).encoded.count + BlockBuilder.sealByteCount
    }

    /// Takes the transaction that pays the proposer most among each account's next ones, until none fits any more.
    ///
    /// Each queue holds the waiting transactions of one account, by rising nonce.
    mutating func fillByTip(_ queues: [[PooledTransaction]], fees: FeeMarket) throws(EVMFault<StateError>) {
        var queues = queues.map { $0[...] }
        while let best = BlockBuilder.indexOfBest(queues, fees: fees), let candidate = queues[best].first {
            if try include(candidate) {
                queues[best].removeFirst()
            } else {
                // What follows in the same account has to wait for this nonce.
                queues[best] = []
            }
        }
        for queue in queues {
            guard let first = queue.first else { continue }
            skip(first, .invalid(.maxFeeBelowBaseFee(baseFee: fees.baseFeePerGas, got: first.transaction.maxFeePerGas)))
        }
    }

    /// Takes given transactions in the given order; one that cannot be executed does not stop the others.
    mutating func fill(_ ordered: [PooledTransaction]) throws(EVMFault<StateError>) {
        for candidate in ordered {
            _ = try include(candidate)
        }
    }

    /// Closes the block and seals its header.
    consuming func finish() throws(BlockFailure) -> BuiltBlock {
        let result = try execution.finish(withdrawals: [])
        let block = Block(header: result.sealed(execution.header), transactions: transactions)
        return BuiltBlock(
            rlp: block.encoded,
            sidecars: sidecars,
            blobs: blobs,
            transactionCount: transactions.count,
            skipped: skipped,
            dropped: dropped
        )
    }

    /// Position of the queue whose first transaction goes next.
    private static func indexOfBest(_ queues: [ArraySlice<PooledTransaction>], fees: FeeMarket) -> Int? {
        var best: (index: Int, tip: UInt256, arrival: UInt64)?
        for (index, queue) in queues.enumerated() {
            guard let first = queue.first, let tip = fees.tip(of: first.transaction) else { continue }
            guard let leader = best else {
                best = (index, tip, first.arrival)
                continue
            }
            if tip > leader.tip || (tip == leader.tip && first.arrival < leader.arrival) {
                best = (index, tip, first.arrival)
            }
        }
        return best?.index
    }

    /// Executes a transaction at the end of the block so far; says whether it is in.
    private mutating func include(_ candidate: PooledTransaction) throws(EVMFault<StateError>) -> Bool {
        // An envelope stands in the block as an RLP string, with at most nine bytes of header.
        let size = candidate.byteCount + 9
        guard byteCount + size <= BlockLimits.encodedByteCount else {
            skip(candidate, .blockTooLarge(limit: BlockLimits.encodedByteCount))
            return false
        }
        if let reason = reasonToDrop(candidate) {
            dropped.append(DroppedTransaction(hash: candidate.hash, reason: reason))
            return false
        }
        do throws(TransactionFailure) {
            _ = try execution.apply(candidate.transaction, sender: candidate.sender)
        } catch {
            switch error {
            case .invalid(let reason): refuse(candidate, reason)
            case .fault(let fault): throw fault
            }
            return false
        }
        transactions.append(candidate.transaction.encoded)
        if !candidate.transaction.proofs.dependencies.isEmpty { sidecars.append(candidate.sidecar ?? []) }
        if let sidecar = candidate.blobs { blobs.append(sidecar) }
        byteCount += size
        return true
    }

    /// Why what travels beside a transaction does not let it stand in the block; nil when it does.
    private func reasonToDrop(_ candidate: PooledTransaction) -> DropReason? {
        let transaction = candidate.transaction
        let hashes = transaction.blobVersionedHashes
        do throws(BlobRejection) {
            if let blobs = candidate.blobs {
                try blobs.check(against: hashes, form: proofForm, scheme: extensions.blobCommitments)
            } else if transaction.hasBlobs {
                throw .missing
            }
        } catch {
            return .blobs(error)
        }
        do throws(ProofRejection) {
            try extensions.dependencyVerifier.check(
                transaction.proofs,
                sidecar: candidate.sidecar,
                blobs: CarriedBlobs(versionedHashes: hashes, sidecar: candidate.blobs)
            )
        } catch {
            return .unproved(error)
        }
        return nil
    }

    private mutating func skip(_ candidate: PooledTransaction, _ reason: SkipReason) {
        skipped.append(SkippedTransaction(hash: candidate.hash, reason: reason))
    }

    /// Keeps what a later block may still take, and drops what can only become invalid again.
    private mutating func refuse(_ candidate: PooledTransaction, _ reason: InvalidTransaction) {
        switch reason {
        case .exceedsBlockGas, .exceedsBlockBlobGas, .maxFeeBelowBaseFee, .maxBlobFeeBelowBlobBaseFee, .nonceTooHigh:
            skip(candidate, .invalid(reason))
        default:
            dropped.append(DroppedTransaction(hash: candidate.hash, reason: .invalid(reason)))
        }
    }
}
