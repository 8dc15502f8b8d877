import EVM
public import Primitives
import StateTransition

extension L1Chain {
    /// Brings proofs of a transaction that was submitted, or included, without them (`ProofTiming.nextSlot`).
    ///
    /// Whoever has the proofs may bring them. With the last ones that its transactions wait for, a provisional block is
    /// provisional no more.
    ///
    /// - Parameters:
    ///   - sidecar: Hostile bytes: proofs of the transaction's dependencies.
    ///   - transaction: Hash of the transaction, which waits for a block or stands in the newest one.
    /// - Throws: `ProofRejection`; the chain is as before.
    public mutating func bringProofs(_ sidecar: [UInt8], for transaction: Bytes32) throws(ProofRejection) {
        if let waiting = mempool[transaction] {
            try checkLate(sidecar, of: waiting.transaction, blobs: waiting.blobs, isAwaited: waiting.sidecar == nil)
            mempool.prove(transaction, by: sidecar)
            return
        }
        let block = history.head
        let dependents = block.dependentTransactions
        guard let index = dependents.firstIndex(where: { block.records[$0].hash == transaction }) else {
            throw .notAwaited
        }
        try checkLate(
            sidecar,
            of: block.records[dependents[index]].transaction,
            blobs: history.blobs[transaction],
            isAwaited: block.sidecars[index].isEmpty
        )
        history.prove(dependentTransaction: index, by: sidecar)
    }

    private func checkLate(
        _ sidecar: [UInt8],
        of transaction: Transaction,
        blobs: BlobSidecar?,
        isAwaited: Bool
    ) throws(ProofRejection) {
        guard isAwaited, !transaction.proofs.dependencies.isEmpty else { throw .notAwaited }
        try extensions.dependencyVerifier.check(
            transaction.proofs,
            sidecar: sidecar,
            blobs: CarriedBlobs(versionedHashes: transaction.blobVersionedHashes, sidecar: blobs)
        )
    }

    /// Whether proofs of the newest block are awaited: the next block stands on its parent if they do not come.
    public var isHeadProvisional: Bool { history.head.isProvisional }

    /// The chain as a proposer takes it who makes a block now: without a head that is still provisional.
    ///
    /// - Throws: `L1Error.stateForgotten` when the state before that head is.
    func withoutProvisionalHead() throws(L1Error) -> L1Chain {
        var branch = self
        try branch.leaveProvisionalHead()
        return branch
    }

    /// Leaves a provisional head when the next slot is over without its proofs.
    mutating func leaveProvisionalHead(ifLateAt time: UInt64) throws(L1Error) {
        let (deadline, overflow) = head.timestamp.addingReportingOverflow(genesis.slotSeconds)
        guard !overflow, time > deadline else { return }
        try leaveProvisionalHead()
    }

    /// Undoes a head that is provisional.
    ///
    /// Its proved transactions wait again; the others are gone.
    mutating func leaveProvisionalHead() throws(L1Error) {
        let block = history.head
        guard block.isProvisional else { return }
        try reorganize(depth: 1, keepsTransactions: true)
        for (index, sidecar) in zip(block.dependentTransactions, block.sidecars) where sidecar.isEmpty {
            let hash = block.records[index].hash
            mempool.remove(hash)
            dropReasons[hash] = .unproved(.missing)
        }
        unprovedBlocks.append(block)
    }

    /// The chain on which a block is to be imported while the head is provisional: nil when it does not replace that.
    ///
    /// A node follows a block of a later slot that stands on the head's parent, since nobody can attest to the head.
    func branch(for block: Block) throws(BlockRejection) -> L1Chain? {
        guard block.header.parentHash != headHash else { throw .provisionalParent(number: head.number) }
        guard block.header.parentHash == head.parentHash, block.header.timestamp > head.timestamp else { return nil }
        return try? withoutProvisionalHead()
    }
}
