import Cryptography
import EVM
package import L1Sim
package import PaymentsCircuit
package import Primitives
import RollupContracts
import StateTransition

/// A second node of a payments ledger: derives every account from L1's blocks alone.
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
    /// First L1 block not yet read.
    package private(set) var nextL1Block: UInt64
    /// What L1 executed and the data do not say; derivation stops there.
    package private(set) var divergence: String?

    private let domain: BN254.Fr
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

    /// A batch whose data L1 has taken.
    private struct CommittedBatch: Sendable {
        var commitment: ContractVerifiedRollup.Commitment?
        var dataHash: UInt256
        var depositEnd: UInt64
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
        nextL1Block = start
    }

    /// Reads L1 up to its head.
    ///
    /// - Throws: `ActorError` when L1's own data is malformed; what the rollup's users do wrong is a `divergence`.
    package mutating func follow(_ l1: L1Chain) throws(ActorError) {
        while divergence == nil, nextL1Block <= l1.head.number {
            guard let stored = l1.block(number: nextL1Block) else { throw .unknownL1Block(nextL1Block) }
            var commitments = commitments()
            for record in stored.records where record.succeeded {
                var received: ArraySlice<ContractVerifiedRollup.Commitment>?
                for log in record.logs where log.address == rollup {
                    guard let event = try ContractVerifiedRollup.Event.decoded(log) else { continue }
                    if case .batchCommitted = event, received == nil {
                        received = try commitments.values(of: record, on: l1)[...]
                    }
                    take(event, &received)
                    if divergence != nil { return }
                }
            }
            nextL1Block += 1
        }
    }

    /// Finds what the transactions of an L1 block have committed to.
    private func commitments() -> ReceivedMessages<ContractVerifiedRollup.Commitment> {
        let rollup = rollup
        return ReceivedMessages(
            direct: { transaction in
                transaction.to == rollup ? ContractVerifiedRollup.commitment(calldata: transaction.data) : nil
            },
            read: { message in
                guard message.kind == .call, message.to == rollup else { return nil }
                return ContractVerifiedRollup.commitment(calldata: message.input)
            }
        )
    }

    /// Takes an event; `received` is what its transaction has committed to, as far as no event has taken it.
    private mutating func take(
        _ event: ContractVerifiedRollup.Event,
        _ received: inout ArraySlice<ContractVerifiedRollup.Commitment>?
    ) {
        switch event {
        case .depositQueued(let deposit):
            if !queue.append(deposit) { divergence = "deposit \(deposit.index) is none that the ledger can have" }
        case .batchCommitted(let number, let dataHash, let depositEnd):
            let commitment = received?.popFirst()
            guard number == UInt64(committed.count) + 1 else {
                divergence = "batch \(number) is committed out of its turn"
                return
            }
            committed.append(CommittedBatch(commitment: commitment, dataHash: dataHash, depositEnd: depositEnd))
        case .batchesReverted(let number):
            committed.removeSubrange(min(Int(clamping: number), committed.count)...)
        case .batchExecuted(let number, let outcome):
            divergence = execute(number, outcome).map { "batch \(number) is executed on L1, and \($0)" }
        case .batchProven, .withdrawalClaimed:
            break
        }
    }

    /// Applies a batch that L1 has executed; the reason when it is not what L1 says of it.
    private mutating func execute(_ number: UInt64, _ outcome: ContractVerifiedRollup.Outcome) -> String? {
        let index = executed.count
        guard number == UInt64(index) + 1, index < committed.count else { return "its turn has not come" }
        let entry = committed[index]
        let start = index == 0 ? 0 : committed[index - 1].depositEnd
        guard let commitment = entry.commitment else { return "no message to the contract carries it" }
        guard outcome.depositEnd == entry.depositEnd, start <= entry.depositEnd,
            entry.depositEnd <= UInt64(queue.deposits.count),
            commitment.depositCount == entry.depositEnd - start,
            commitment.depositCount <= UInt64(configuration.shape.depositCapacity)
        else { return "it takes other deposits than were queued" }
        let deposits = queue.deposits[Int(start)..<Int(entry.depositEnd)].map(\.operation)
        let data: BatchData
        let transition: BatchTransition
        do {
            let padding = configuration.shape.depositCapacity - deposits.count
            let bytes =
                domain.bigEndianBytes + deposits.flatMap(\.publicData)
                + [UInt8](repeating: 0, count: padding * Deposit.publicDataSize) + commitment.payments
            data = try BatchData(decoding: bytes, shape: configuration.shape)
            transition = try state.apply(data)
        } catch {
            return "\(error)"
        }
        if data.hash.value != entry.dataHash { return "its data has another hash than the contract recorded" }
        if transition.rootAfter.value != outcome.root { return "it leads to another root" }
        if transition.withdrawals.root.value != outcome.withdrawalsRoot { return "it has other withdrawals" }
        executed.append(ExecutedBatch(data: data, transition: transition, depositStart: start))
        return nil
    }
}
