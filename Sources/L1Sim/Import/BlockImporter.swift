import EVM
import Primitives
import StateTransition
import StateTrie

/// The validating path: from the bytes of a block to the state after it, with nothing taken on trust.
///
/// Building and import share the rules of `StateTransition` and no result: the importer decodes, checks the header
/// against its own parent, recovers the senders, executes on a fresh state opened at the parent's root, and compares
/// every commitment.
struct BlockImporter {
    /// The chain that the block would extend.
    let history: ChainHistory
    let configuration: ChainConfiguration
    let extensions: L1Extensions
    let scheduledCalls: [ScheduledSystemCall]
    let clock: VirtualClock
    let seed: UInt64

    private static let emptyBloom = LogsBloom()

    /// Validates a block.
    ///
    /// - Parameters:
    ///   - rlp: Hostile bytes.
    ///   - sidecars: Hostile bytes: proofs of its transactions; an empty one stands for proofs that come later.
    ///   - blobs: Hostile bytes: blobs of its transactions.
    ///   - isCheckpointed: Whether the node knows from elsewhere that the chain holds the block.
    ///   - state: State opened at the parent's root.
    /// - Returns: The block with what it did, and what the state after it adds to its database.
    /// - Throws: `BlockRejection`.
    func importBlock(
        _ rlp: [UInt8],
        sidecars: [[UInt8]],
        blobs: [BlobSidecar],
        isCheckpointed: Bool,
        state: consuming WorldState
    ) throws(BlockRejection) -> (block: StoredBlock, changes: StateChanges) {
        var block: Block
        do throws(InvalidBlock) {
            block = try Block(decoding: rlp)
        } catch {
            throw .invalid(error)
        }
        // Most blocks log nothing, and 256 bytes of nothing are kept once.
        if block.header.logsBloom == Self.emptyBloom { block.header.logsBloom = Self.emptyBloom }
        let hash = block.hash
        guard history[hash] == nil else { throw .alreadyKnown(hash) }
        let parent = history.head.header
        let transactions: [Transaction]
        do throws(InvalidBlock) {
            try block.header.validate(after: parent, hash: history.head.hash, configuration: configuration)
            transactions = try block.decodeTransactions()
        } catch {
            throw .invalid(error)
        }
        try checkConsensus(block.header)
        guard block.withdrawals.isEmpty else {
            throw .consensus(.unexpectedWithdrawals(count: block.withdrawals.count))
        }
        let carried = try checkBlobs(of: transactions, in: block.header, blobs, isCheckpointed: isCheckpointed)
        let proofs = try checkProofs(of: transactions, sidecars: sidecars, carried)
        var tracer = CallTracer()
        let result: BlockResult
        let changes: StateChanges
        do throws(BlockFailure) {
            (result, changes) = try execute(block, transactions, state: state, tracer: &tracer)
        } catch {
            throw BlockRejection(error)
        }
        let records = records(of: block, hash: hash, transactions, result.receipts, tracer.roots)
        let stored = StoredBlock(
            sidecars: proofs,
            block: block,
            hash: hash,
            slot: clock.slot(at: block.header.timestamp),
            records: records,
            requests: result.requests
        )
        return (stored, changes)
    }

    /// Recovers the senders, executes, and compares the outcome with the header, which was validated before.
    private func execute(
        _ block: Block,
        _ transactions: [Transaction],
        state: consuming WorldState,
        tracer: inout CallTracer
    ) throws(BlockFailure) -> (result: BlockResult, changes: StateChanges) {
        let senders: [Address]
        do throws(InvalidBlock) {
            try block.validateSize(configuration: configuration)
            senders = try BlockProcessor.recoverSenders(of: transactions)
        } catch {
            throw .invalid(error)
        }
        let parent = history.head.header
        var execution = try BlockProcessor.execute(
            block,
            transactions: transactions,
            senders: senders,
            state: state,
            ancestorHashes: history.ancestorHashes(before: block.header.number),
            configuration: configuration,
            precompiles: extensions.precompiles(for:),
            scheduledCalls: scheduledCalls.filter {
                $0.isDue(at: block.header.timestamp, parentTimestamp: parent.timestamp)
            },
            tracer: &tracer
        )
        do throws(StateError) {
            return (execution.result, try execution.state.collectChanges())
        } catch {
            throw .fault(.host(error))
        }
    }

    /// Checks that the blobs of all transactions are there, before anything is executed.
    ///
    /// - Returns: The blobs of each transaction; nil for a checkpointed block so old that nodes keep its blobs no
    ///   more, and that came without them.
    private func checkBlobs(
        of transactions: [Transaction],
        in header: BlockHeader,
        _ blobs: [BlobSidecar],
        isCheckpointed: Bool
    ) throws(BlockRejection) -> [CarriedBlobs]? {
        let isKept = BlobRetention.isKept(fromSlot: clock.slot(at: header.timestamp), atSlot: clock.slot)
        if blobs.isEmpty, !isKept, isCheckpointed { return nil }
        guard let rules = configuration.rules(at: header.timestamp) else {
            throw .invalid(.unsupportedFork(timestamp: header.timestamp))
        }
        var remaining = blobs[...]
        var carried: [CarriedBlobs] = []
        for (index, transaction) in transactions.enumerated() {
            let hashes = transaction.blobVersionedHashes
            var sidecar: BlobSidecar?
            if transaction.hasBlobs {
                do throws(BlobRejection) {
                    guard let next = remaining.popFirst() else { throw .missing }
                    try next.check(against: hashes, form: BlobProofForm(rules), scheme: extensions.blobCommitments)
                    sidecar = next
                } catch {
                    throw .blobs(transactionIndex: index, error)
                }
            }
            carried.append(CarriedBlobs(versionedHashes: hashes, sidecar: sidecar))
        }
        guard remaining.isEmpty else { throw .surplusBlobs(count: remaining.count) }
        return carried
    }

    /// Verifies every proof that a transaction depends on, before anything is executed.
    ///
    /// - Returns: The sidecar of each transaction that depends on some, empty where it may come later and has not.
    private func checkProofs(
        of transactions: [Transaction],
        sidecars: [[UInt8]],
        _ carried: [CarriedBlobs]?
    ) throws(BlockRejection) -> [[UInt8]] {
        var remaining = sidecars[...]
        var checked: [[UInt8]] = []
        for (index, transaction) in transactions.enumerated() where !transaction.proofs.dependencies.isEmpty {
            let sidecar = remaining.popFirst().flatMap { $0.isEmpty ? nil : $0 }
            do throws(ProofRejection) {
                try extensions.dependencyVerifier.check(
                    transaction.proofs,
                    sidecar: sidecar,
                    blobs: carried?[index]
                )
            } catch {
                throw .unproved(transactionIndex: index, error)
            }
            checked.append(sidecar ?? [])
        }
        guard remaining.isEmpty else { throw .surplusSidecars(count: remaining.count) }
        return checked
    }

    /// What a consensus client checks before it hands the block over for execution.
    private func checkConsensus(_ header: BlockHeader) throws(BlockRejection) {
        guard clock.isSlotStart(header.timestamp) else {
            throw .consensus(.timestampNotAtSlotStart(header.timestamp))
        }
        guard header.timestamp <= clock.now else {
            throw .consensus(.timestampInFuture(now: clock.now, got: header.timestamp))
        }
        let slot = clock.slot(at: header.timestamp)
        let prevRandao = SimulatedBeacon.prevRandao(slot: slot, parentHash: header.parentHash, seed: seed)
        guard header.prevRandao == prevRandao else {
            throw .consensus(.wrongPrevRandao(expected: prevRandao, got: header.prevRandao))
        }
        let beaconRoot = SimulatedBeacon.parentBeaconBlockRoot(slot: slot, parentHash: header.parentHash, seed: seed)
        guard header.parentBeaconBlockRoot == beaconRoot else {
            throw .consensus(.wrongParentBeaconBlockRoot(expected: beaconRoot, got: header.parentBeaconBlockRoot))
        }
    }

    private func records(
        of block: Block,
        hash blockHash: Bytes32,
        _ transactions: [Transaction],
        _ receipts: [Receipt],
        _ callTrees: [CallTrace]
    ) -> [TransactionRecord] {
        let blobBaseFee = block.header.blobBaseFee(configuration) ?? .zero
        var gasBefore: UInt64 = 0
        return zip(transactions, zip(receipts, callTrees)).enumerated().map { index, parts in
            let (transaction, (receipt, callTree)) = parts
            defer { gasBefore = receipt.cumulativeGasUsed }
            return TransactionRecord(
                transaction: transaction,
                sender: callTree.from,
                header: block.header,
                blockHash: blockHash,
                index: index,
                receipt: receipt,
                gasUsed: receipt.cumulativeGasUsed - gasBefore,
                blobBaseFee: blobBaseFee,
                callTree: callTree
            )
        }
    }
}
