public import Primitives
import StateTransition

/// Transactions that wait for a block, at most one for each account and nonce.
///
/// The order of arrival is the order of admission: the pool has no clock, and nothing in it depends on hashing order.
public struct Mempool: Sendable {
    private var entries: [Bytes32: PooledTransaction] = [:]
    private var queues: [Address: [UInt64: Bytes32]] = [:]
    private var admittedCount: UInt64 = 0

    /// Number of waiting transactions.
    public var count: Int { entries.count }

    /// Whether nothing waits.
    public var isEmpty: Bool { entries.isEmpty }

    /// All waiting transactions in order of arrival.
    public var transactions: [PooledTransaction] { entries.values.sorted { $0.arrival < $1.arrival } }

    /// The waiting transaction with a hash.
    public subscript(hash: Bytes32) -> PooledTransaction? { entries[hash] }

    /// The waiting transaction of an account with a nonce.
    public func transaction(of sender: Address, nonce: UInt64) -> PooledTransaction? {
        queues[sender]?[nonce].flatMap { entries[$0] }
    }

    /// Whether an account's waiting transactions carry blobs; nil when none waits.
    func carriesBlobs(_ sender: Address) -> Bool? {
        queues[sender]?.values.first.flatMap { entries[$0] }.map { $0.transaction.hasBlobs }
    }

    /// The nonce that follows an account's unbroken run of waiting transactions, which begins at `accountNonce`.
    public func nextNonce(of sender: Address, accountNonce: UInt64) -> UInt64 {
        guard let queue = queues[sender] else { return accountNonce }
        var nonce = accountNonce
        while nonce < .max, queue[nonce] != nil {
            nonce += 1
        }
        return nonce
    }

    /// The waiting transactions of each account by rising nonce; accounts by the arrival of their first.
    var queuesByNonce: [[PooledTransaction]] {
        let sorted = queues.values.map { queue in
            queue.values.compactMap { entries[$0] }.sorted { $0.transaction.nonce < $1.transaction.nonce }
        }
        return sorted.sorted { ($0.first?.arrival ?? 0) < ($1.first?.arrival ?? 0) }
    }

    /// Sum of what an account's waiting transactions can cost, without that at `nonce`, in wei; nil above 2^256 - 1.
    func queuedCost(of sender: Address, exceptNonce nonce: UInt64) -> UInt256? {
        var sum = UInt256.zero
        for (queuedNonce, hash) in queues[sender] ?? [:] where queuedNonce != nonce {
            guard let cost = entries[hash]?.transaction.greatestCost else { return nil }
            let (next, overflow) = sum.addingReportingOverflow(cost)
            if overflow { return nil }
            sum = next
        }
        return sum
    }

    /// Puts an admitted transaction in, in the place of one with the same sender and nonce.
    ///
    /// - Returns: Hash of the transaction that had the place.
    mutating func insert(
        _ transaction: Transaction,
        hash: Bytes32,
        sender: Address,
        byteCount: Int,
        sidecar: [UInt8]?,
        blobs: BlobSidecar?
    ) -> Bytes32? {
        let replaced = queues[sender]?[transaction.nonce]
        if let replaced { entries[replaced] = nil }
        entries[hash] = PooledTransaction(
            transaction: transaction,
            hash: hash,
            sender: sender,
            arrival: admittedCount,
            byteCount: byteCount,
            sidecar: sidecar,
            blobs: blobs
        )
        queues[sender, default: [:]][transaction.nonce] = hash
        admittedCount += 1
        return replaced
    }

    /// Puts proofs beside a transaction that waits for them.
    mutating func prove(_ hash: Bytes32, by sidecar: [UInt8]) {
        entries[hash]?.sidecar = sidecar
    }

    /// Takes a transaction out; does nothing when it does not wait.
    mutating func remove(_ hash: Bytes32) {
        guard let entry = entries.removeValue(forKey: hash) else { return }
        queues[entry.sender]?[entry.transaction.nonce] = nil
        if queues[entry.sender]?.isEmpty == true { queues[entry.sender] = nil }
    }
}
