import EVM
import Primitives
import StateTransition
import StateTrie

extension L1Chain {
    /// Makes the next slot's block from the pool, encodes it, and imports it from its bytes.
    ///
    /// Moves the clock to `nextProposalTime`. The block may be empty. It stands on the head's parent if the head is
    /// still provisional.
    ///
    /// - Throws: `L1Error`; the chain and the clock are as before.
    public mutating func produceBlock(_ selection: BlockSelection = .byTip) throws(L1Error) -> ProducedBlock {
        guard !isHeadProvisional else {
            var branch = try withoutProvisionalHead()
            let produced = try branch.produceBlock(selection)
            self = branch
            return produced
        }
        guard let proposal = nextProposalTime else { throw .endOfTime }
        let built = try buildBlock(selection, at: proposal)
        return try adopt(built, at: proposal)
    }

    /// Makes the next slot's block without importing it, as a proposer would publish it.
    ///
    /// - Throws: `L1Error`.
    public func proposal(_ selection: BlockSelection = .byTip) throws(L1Error) -> ProposedBlock {
        guard !isHeadProvisional else { return try withoutProvisionalHead().proposal(selection) }
        guard let proposal = nextProposalTime else { throw .endOfTime }
        let built = try buildBlock(selection, at: proposal)
        return ProposedBlock(rlp: built.rlp, sidecars: built.sidecars, blobs: built.blobs)
    }

    /// Validates a block from its bytes alone and makes it the head.
    ///
    /// - Parameters:
    ///   - rlp: Hostile bytes.
    ///   - sidecars: Hostile bytes: proofs of its transactions, in the order of those that depend on some; an empty one
    ///     stands for proofs that come later (`ProofTiming.nextSlot`).
    ///   - blobs: Hostile bytes: blobs of its transactions, in the order of those that carry some.
    ///   - isCheckpointed: Whether the caller knows from elsewhere that the chain holds this block, as a node that
    ///     joins late knows by its checkpoint. Only then may it come without blobs, if `BlobRetention` lets nodes
    ///     forget those of its epoch: a timestamp alone is whatever the block's author writes.
    /// - Returns: What its transactions did, in their order.
    /// - Throws: `BlockRejection`; the chain is as before.
    @discardableResult
    public mutating func importBlock(
        _ rlp: [UInt8],
        sidecars: [[UInt8]] = [],
        blobs: [BlobSidecar] = [],
        isCheckpointed: Bool = false
    ) throws(BlockRejection) -> [TransactionRecord] {
        if isHeadProvisional, let decoded = try? Block(decoding: rlp), var branch = try branch(for: decoded) {
            let records = try branch.importBlock(
                rlp,
                sidecars: sidecars,
                blobs: blobs,
                isCheckpointed: isCheckpointed
            )
            self = branch
            return records
        }
        let (block, changes) = try importer.importBlock(
            rlp,
            sidecars: sidecars,
            blobs: blobs,
            isCheckpointed: isCheckpointed,
            state: stateToExtend()
        )
        database.add(changes)
        history.append(block, blobs: blobs)
        if block.records.isEmpty { emptyBlockCount += 1 }
        clean(after: block)
        return block.records
    }

    /// The state after the head, for the import of a block.
    private func stateToExtend() -> WorldState {
        WorldState(root: head.stateRoot, database: database, collectsChanges: true)
    }

    /// The validating path onto the head.
    private var importer: BlockImporter {
        BlockImporter(
            history: history,
            configuration: configuration,
            extensions: extensions,
            scheduledCalls: scheduledCalls,
            clock: clock,
            seed: genesis.seed
        )
    }

    /// Builds the block of the slot that starts at a time in seconds.
    func buildBlock(_ selection: BlockSelection, at timestamp: UInt64) throws(L1Error) -> BuiltBlock {
        let ordered = try pooled(selection)
        let header = try nextHeader(at: timestamp)
        do throws(BlockFailure) {
            guard let rules = configuration.rules(at: header.timestamp) else {
                throw .invalid(.unsupportedFork(timestamp: header.timestamp))
            }
            var builder = try BlockBuilder(
                header: header,
                rules: rules,
                state: headState(),
                ancestorHashes: history.ancestorHashes(before: header.number),
                configuration: configuration,
                extensions: extensions,
                scheduledCalls: scheduledCalls(at: header.timestamp, parentTimestamp: head.timestamp)
            )
            do throws(EVMFault<StateError>) {
                if let ordered {
                    try builder.fill(ordered)
                } else {
                    try builder.fillByTip(mempool.queuesByNonce, fees: FeeMarket(of: header))
                }
            } catch {
                throw .fault(error)
            }
            return try builder.finish()
        } catch {
            throw L1Error(error)
        }
    }

    /// The transactions of a selection, or nil when the builder has to choose.
    private func pooled(_ selection: BlockSelection) throws(L1Error) -> [PooledTransaction]? {
        switch selection {
        case .byTip: return nil
        case .empty: return []
        case .ordered(let hashes):
            var found: [PooledTransaction] = []
            for hash in hashes {
                guard let transaction = mempool[hash] else { throw .notInPool(hash) }
                found.append(transaction)
            }
            return found
        }
    }

    /// Moves the clock to a slot's start and imports the block that was built here for it.
    mutating func adopt(_ built: BuiltBlock, at timestamp: UInt64) throws(L1Error) -> ProducedBlock {
        let present = clock
        clock.set(timestamp)
        do throws(BlockRejection) {
            try importBlock(built.rlp, sidecars: built.sidecars, blobs: built.blobs)
        } catch {
            clock = present
            throw .builtBlockRefused(error)
        }
        history.blobs.prune(atSlot: clock.slot)
        forget(built.dropped)
        return ProducedBlock(block: history.head, skipped: built.skipped, dropped: built.dropped)
    }

    /// Takes transactions out of the pool that the builder threw out.
    mutating func forget(_ dropped: [DroppedTransaction]) {
        for transaction in dropped {
            mempool.remove(transaction.hash)
            dropReasons[transaction.hash] = transaction.reason
        }
    }

    /// The unsealed header of a block at a slot's start.
    func nextHeader(at timestamp: UInt64) throws(L1Error) -> BlockHeader {
        let slot = clock.slot(at: timestamp)
        let attributes = BlockAttributes(
            timestamp: timestamp,
            feeRecipient: genesis.feeRecipient,
            prevRandao: SimulatedBeacon.prevRandao(slot: slot, parentHash: headHash, seed: genesis.seed),
            parentBeaconBlockRoot: SimulatedBeacon.parentBeaconBlockRoot(
                slot: slot,
                parentHash: headHash,
                seed: genesis.seed
            ),
            gasLimit: head.gasLimit
        )
        do throws(InvalidBlock) {
            return try .child(of: head, hash: headHash, attributes: attributes, configuration: configuration)
        } catch {
            throw .notBuildable(error)
        }
    }

    /// Takes out of the pool what a block has included or made impossible.
    private mutating func clean(after block: StoredBlock) {
        for record in block.records {
            dropReasons[record.hash] = nil
            mempool.remove(record.hash)
            if let rival = mempool.transaction(of: record.sender, nonce: record.transaction.nonce) {
                mempool.remove(rival.hash)
                dropReasons[rival.hash] = .nonceUsed(by: record.hash)
            }
        }
    }
}
