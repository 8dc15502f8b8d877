import Primitives
import StateTransition

/// The blocks from genesis to head, and where their transactions are.
struct ChainHistory: Sendable {
    private(set) var blocks: [StoredBlock]
    /// Hashes of the blocks.
    private var hashes: [Bytes32]
    private var numbers: [Bytes32: UInt64]
    private var transactions: [Bytes32: (block: Int, index: Int)] = [:]
    /// The blobs of the transactions of blocks young enough.
    var blobs = BlobStore()

    /// Hashes of the newest blocks, the newest first: what each block's building and import asks for.
    private var newestHashes: [Bytes32]

    /// How many ancestors BLOCKHASH reaches (Yellow Paper, H).
    static let ancestorCount = 256

    init(genesis: StoredBlock) {
        blocks = [genesis]
        hashes = [genesis.hash]
        newestHashes = [genesis.hash]
        numbers = [genesis.hash: genesis.number]
        head = genesis
    }

    /// The block that the next one extends.
    private(set) var head: StoredBlock

    subscript(number: UInt64) -> StoredBlock? {
        number < UInt64(blocks.count) ? blocks[Int(number)] : nil
    }

    subscript(hash: Bytes32) -> StoredBlock? {
        numbers[hash].flatMap { self[$0] }
    }

    func record(of transaction: Bytes32) -> TransactionRecord? {
        transactions[transaction].map { blocks[$0.block].records[$0.index] }
    }

    /// Hashes of the blocks before a number, the nearest first, as far as BLOCKHASH reaches.
    func ancestorHashes(before number: UInt64) -> [Bytes32] {
        if number == head.number &+ 1 { return newestHashes }
        return hashes.prefix(Int(min(number, UInt64(hashes.count)))).suffix(ChainHistory.ancestorCount).reversed()
    }

    /// Makes a block the head; `sidecars` are the blobs of its transactions, in the order of those that carry some.
    mutating func append(_ block: StoredBlock, blobs sidecars: [BlobSidecar]) {
        for (record, sidecar) in zip(block.records.lazy.filter { $0.transaction.hasBlobs }, sidecars) {
            blobs.keep(sidecar, of: record.hash, slot: block.slot)
        }
        for (index, record) in block.records.enumerated() {
            transactions[record.hash] = (blocks.count, index)
        }
        numbers[block.hash] = block.number
        blocks.append(block)
        hashes.append(block.hash)
        newestHashes = [block.hash] + newestHashes.prefix(ChainHistory.ancestorCount - 1)
        head = block
    }

    /// Puts proofs that have come late beside the head's transaction that waits for them.
    mutating func prove(dependentTransaction index: Int, by sidecar: [UInt8]) {
        guard head.sidecars.indices.contains(index) else { return }
        head.sidecars[index] = sidecar
        blocks[blocks.count - 1] = head
    }

    /// Drops the blocks above a height, which is below the head's.
    ///
    /// - Returns: The blocks, oldest first, and the blobs of their transactions as far as they are kept.
    mutating func removeBlocks(after number: UInt64) -> (blocks: [StoredBlock], blobs: [Bytes32: BlobSidecar]) {
        let count = Int(clamping: number) + 1
        guard count > 0, count < blocks.count else { return ([], [:]) }
        let removed = Array(blocks[count...])
        var sidecars: [Bytes32: BlobSidecar] = [:]
        for block in removed {
            numbers[block.hash] = nil
            for record in block.records {
                transactions[record.hash] = nil
                if record.transaction.hasBlobs { sidecars[record.hash] = blobs.remove(record.hash) }
            }
        }
        blocks.removeSubrange(count...)
        hashes.removeSubrange(count...)
        newestHashes = hashes.suffix(ChainHistory.ancestorCount).reversed()
        head = blocks[count - 1]
        return (removed, sidecars)
    }
}
