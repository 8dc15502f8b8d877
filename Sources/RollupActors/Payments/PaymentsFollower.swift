import Cryptography
import EVM
package import L1Sim
package import PaymentsCircuit
package import Primitives
import RollupContracts
import StateTransition

/// A second node of a payments ledger: derives every account from L1's blocks and blobs, and from
/// what a committee gives it if the rollup has one.
///
/// It needs no signature and no proof: what L1 has executed is proven. It decodes and applies the data all the same,
/// and compares each root.
package struct PaymentsFollower: Sendable {
    /// What the rollup is.
    package let configuration: PaymentsConfiguration
    /// The rollup's contract on L1.
    package let rollup: Address
    /// The state as derived so far.
    package private(set) var state: AccountTree
    /// What executed batches did, in order: that of batch 1 first.
    package private(set) var executed: [ExecutedBatch] = []
    /// How far L1 is read.
    private var cursor: L1Cursor
    /// What L1 executed and the data do not say; derivation stops there.
    package private(set) var divergence: String?
    /// The first executed batch whose blob L1 had forgotten before it was read, or whose payments no member of the
    /// committee gives; derivation stops there for ever.
    package private(set) var missingData: MissingData?

    private let domain: BN254.Fr
    /// What the ledger begins with.
    private let genesis: AccountTree
    /// First L1 block that can be about the ledger.
    private let start: UInt64
    private var queue = DepositQueue()
    private var committed: [CommittedBatch] = []

    /// A batch that L1 has executed.
    package struct ExecutedBatch: Sendable {
        /// Its data.
        package let data: BatchData
        /// What it does.
        package let transition: BatchTransition
        /// Deposits that the batches before it have taken.
        package let depositStart: UInt64
    }

    /// Where derivation ends because nobody keeps the data any more.
    package struct MissingData: Hashable, Sendable, CustomStringConvertible {
        /// L1 block that holds the commitment.
        package let l1BlockNumber: UInt64
        /// Number of the batch.
        package let batch: UInt64
        /// Whether a committee withholds the payments.
        package let isWithheld: Bool

        /// Which data are gone.
        package var description: String {
            if isWithheld { return "no member of the committee gives the payments of batch \(batch)" }
            return "the blob of batch \(batch), in L1 block \(l1BlockNumber), has expired"
        }
    }

    /// A batch whose data L1 has taken.
    private struct CommittedBatch: Sendable {
        var payments: Payments
        var dataHash: UInt256
        var depositEnd: UInt64
    }

    /// The payments of a committed batch, as L1's nodes have them when they are read.
    private enum Payments {
        /// What the contract was given as calldata.
        case calldata(ContractVerifiedRollup.Commitment)
        /// The public data in the blob.
        case blob([UInt8])
        /// The committee has them under this digest.
        case attested(digest: UInt256, l1BlockNumber: UInt64)
        /// There are none, for a reason.
        case unreadable(String)
        /// The blob is gone.
        case expired(l1BlockNumber: UInt64)
    }

    /// A follower that starts at the rollup's genesis and reads L1 from block `start`.
    package init(
        _ configuration: PaymentsConfiguration,
        genesis: AccountTree,
        rollup: Address,
        l1ChainID: UInt64,
        start: UInt64
    ) {
        self.configuration = configuration
        self.rollup = rollup
        domain = BatchData.domain(chainID: l1ChainID, contract: rollup)
        state = genesis
        self.genesis = genesis
        self.start = start
        cursor = L1Cursor(start: start)
    }

    /// Reads L1 up to its head; all of it anew where L1 has gone on from an earlier block than was read.
    ///
    /// - Parameters:
    ///   - l1: L1 as it is.
    ///   - committee: Who has payments that are not on L1; nil for nobody.
    ///   - view: What of them this node is given.
    /// - Throws: `ActorError` when L1's own data is malformed; what the rollup's users do wrong is a `divergence`.
    package mutating func follow(
        _ l1: L1Chain,
        asking committee: DataCommittee? = nil,
        as view: DataCommittee.View = .served
    ) throws(ActorError) {
        if cursor.stepBack(on: l1) { forgetAll() }
        while divergence == nil, missingData == nil, cursor.nextBlock <= l1.head.number {
            guard let stored = l1.block(number: cursor.nextBlock) else { throw .unknownL1Block(cursor.nextBlock) }
            var commitments = commitments()
            for record in stored.records where record.succeeded {
                var received: ArraySlice<ContractVerifiedRollup.Commitment>?
                for log in record.logs where log.address == rollup {
                    if case .claimCommitted(let number, let digest, let dataHash, let end)? =
                        try EscapableRollup.Event.decoded(log)
                    {
                        let payments = Payments.attested(digest: digest, l1BlockNumber: record.blockNumber)
                        commit(number, CommittedBatch(payments: payments, dataHash: dataHash, depositEnd: end))
                    }
                    if case .depositReclaimed(let index, _, _)? = try EscapableRollup.Event.decoded(log) {
                        queue.clear(index)
                    }
                    if let event = try ContractVerifiedRollup.Event.decoded(log) {
                        if case .batchCommitted = event, received == nil {
                            received = try commitments.values(of: record, on: l1)[...]
                        }
                        take(event, &received, from: record, on: l1) { committee?.payments($0, as: view) }
                    }
                    if divergence != nil || missingData != nil { return }
                }
            }
            cursor.pass(stored)
        }
    }

    private mutating func forgetAll() {
        state = genesis
        executed = []
        divergence = nil
        missingData = nil
        queue = DepositQueue()
        committed = []
        cursor = L1Cursor(start: start)
    }

    /// Finds what the transactions of an L1 block have committed to.
    private func commitments() -> ReceivedMessages<ContractVerifiedRollup.Commitment> {
        let rollup = rollup
        return ReceivedMessages(
            direct: { transaction in
                transaction.to == rollup ? ContractVerifiedRollup.commitment(calldata: transaction.data) : nil
            },
            where: { $0.kind == .call && $0.to == rollup },
            read: { ContractVerifiedRollup.commitment(calldata: $0.input) }
        )
    }

    /// Takes an event; `received` is what its transaction has committed to, as far as no event has taken it.
    private mutating func take(
        _ event: ContractVerifiedRollup.Event,
        _ received: inout ArraySlice<ContractVerifiedRollup.Commitment>?,
        from record: TransactionRecord,
        on l1: L1Chain,
        attested: (UInt256) -> [UInt8]?
    ) {
        switch event {
        case .depositQueued(let deposit):
            if !queue.append(deposit) { divergence = "deposit \(deposit.index) is none that the ledger can have" }
        case .batchCommitted(let number, let dataHash, let depositEnd):
            let payments =
                received?.popFirst().map(Payments.calldata)
                ?? .unreadable("no message to the contract carries it")
            commit(number, CommittedBatch(payments: payments, dataHash: dataHash, depositEnd: depositEnd))
        case .blobCommitted(let number, let versionedHash, let dataHash, let depositEnd):
            let payments = blob(versionedHash, of: record, on: l1)
            commit(number, CommittedBatch(payments: payments, dataHash: dataHash, depositEnd: depositEnd))
        case .batchesReverted(let number):
            committed.removeSubrange(min(Int(clamping: number), committed.count)...)
        case .batchExecuted(let number, let outcome):
            divergence = execute(number, outcome, attested: attested).map {
                "batch \(number) is executed on L1, and \($0)"
            }
        case .batchProven, .withdrawalClaimed:
            break
        }
    }

    private mutating func commit(_ number: UInt64, _ batch: CommittedBatch) {
        guard number == UInt64(committed.count) + 1 else {
            divergence = "batch \(number) is committed out of its turn"
            return
        }
        committed.append(batch)
    }

    /// The payments in the blob of a commitment, which is the transaction's first.
    private func blob(_ versionedHash: Bytes32, of record: TransactionRecord, on l1: L1Chain) -> Payments {
        guard record.transaction.blobVersionedHashes.first == versionedHash else {
            return .unreadable("its blob is another than the transaction's")
        }
        guard case .available(let sidecar) = l1.blobs(of: record.hash), let blob = sidecar.blobs.first else {
            return .expired(l1BlockNumber: record.blockNumber)
        }
        do throws(PaymentsBlobError) {
            return .blob(try PaymentsBlob.bytes(configuration.shape.paymentsByteCount, of: blob))
        } catch {
            return .unreadable("\(error)")
        }
    }

    /// Applies a batch that L1 has executed; the reason when it is not what L1 says of it.
    private mutating func execute(
        _ number: UInt64,
        _ outcome: ContractVerifiedRollup.Outcome,
        attested: (UInt256) -> [UInt8]?
    ) -> String? {
        let index = executed.count
        guard number == UInt64(index) + 1, index < committed.count else { return "its turn has not come" }
        let entry = committed[index]
        let start = index == 0 ? 0 : committed[index - 1].depositEnd
        let payments: [UInt8]
        let depositCount: UInt64
        switch entry.payments {
        case .calldata(let commitment): (payments, depositCount) = (commitment.payments, commitment.depositCount)
        case .blob(let data): (payments, depositCount) = (data, entry.depositEnd &- start)
        case .attested(let digest, let l1BlockNumber):
            guard let data = attested(digest) else {
                missingData = MissingData(l1BlockNumber: l1BlockNumber, batch: number, isWithheld: true)
                return nil
            }
            (payments, depositCount) = (data, entry.depositEnd &- start)
        case .unreadable(let reason): return reason
        case .expired(let l1BlockNumber):
            missingData = MissingData(l1BlockNumber: l1BlockNumber, batch: number, isWithheld: false)
            return nil
        }
        guard outcome.depositEnd == entry.depositEnd, start <= entry.depositEnd,
            entry.depositEnd <= UInt64(queue.deposits.count),
            depositCount == entry.depositEnd - start,
            depositCount <= UInt64(configuration.shape.depositCapacity)
        else { return "it takes other deposits than were queued" }
        let deposits = queue.deposits[Int(start)..<Int(entry.depositEnd)].map(\.operation)
        let data: BatchData
        let transition: BatchTransition
        do {
            let padding = configuration.shape.depositCapacity - deposits.count
            let empty = [UInt8](repeating: 0, count: Deposit.publicDataSize)
            let paidIn: [Deposit?] = deposits + Array(repeating: nil, count: padding)
            let bytes = domain.bigEndianBytes + paidIn.flatMap { $0?.publicData ?? empty } + payments
            data = try BatchData(decoding: bytes, shape: configuration.shape)
            transition = try state.apply(data)
        } catch {
            return "\(error)"
        }
        if case .attested(let digest, _) = entry.payments, data.paymentsDigest.value != digest {
            return "its payments have another digest than the committee has signed for"
        }
        if data.hash.value != entry.dataHash { return "its data has another hash than the contract recorded" }
        if transition.rootAfter.value != outcome.root { return "it leads to another root" }
        if transition.withdrawals.root.value != outcome.withdrawalsRoot { return "it has other withdrawals" }
        executed.append(ExecutedBatch(data: data, transition: transition, depositStart: start))
        return nil
    }
}
