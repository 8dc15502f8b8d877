public import Primitives

/// Accounts, storage and code of a chain at a state root, with the changes made to them since.
///
/// Everything is read from the database when it is first asked for, and kept. Changes are journaled, so that a call
/// frame can be reverted, and reach the tries only when a root is asked for. The state is a value: a copy is
/// independent. While two copies live, the first change to either copies the tables, so one owner at a time is best.
///
/// Reads and changes outside of transactions follow the same rules; what is pending when a transaction begins, or a
/// root is computed, is settled then.
public struct WorldState: Sendable {
    /// The state root that the state was opened at.
    public let openedRoot: Bytes32

    var trie: TrieStore
    let stateTrie: Int

    var accounts: [AccountRecord] = []
    private var accountIndices = IndexTable()
    private var lastAccount = 0

    var slots: [SlotRecord] = []
    private var slotIndices = IndexTable()
    private var lastSlot = 0

    var transientValues: [UInt256] = []
    var transientIndices: [SlotKey: Int] = [:]

    /// Codes by index; the first is the empty one.
    var codes: [[UInt8]] = [[]]
    /// Where each of the codes came from.
    var codeSources: [CodeSource] = [CodeSource()]
    private var codeHashes: [Bytes32] = [Keccak256.empty]
    private var codeIndices = IndexTable()

    var journal = Journal()
    /// Number of the transaction at hand, which its marks carry.
    var transactionNumber: UInt32 = 1
    /// Incarnations of storages given out so far.
    var incarnationCount: UInt32 = 1
    /// Accounts that the transaction may have touched; the stamp in the record decides.
    var touchedAccounts: [Int] = []
    /// Accounts that may have self-destructed in the transaction; the stamp in the record decides.
    var destructedAccounts: [Int] = []
    /// Accounts and slots that the next root computation looks at.
    var listedAccounts: [Int] = []
    var listedSlots: [Int] = []
    /// Accounts whose storage trie the next commit writes.
    var uncommittedStorages: [Int] = []
    /// Nodes that computations of roots have collected.
    var newNodes: NewNodes

    /// Opens the state with this root; nothing is read yet.
    ///
    /// - Parameters:
    ///   - root: The state root.
    ///   - database: Holds the state, or the part of it that will be asked for.
    ///   - recordsWitness: Whether the state remembers what it reads from the database (see `witness`).
    ///   - collectsChanges: Whether each computation of a root collects its nodes at once, for a state of which
    ///     `collectChanges` will be asked: its nodes are then written once and not twice.
    public init(
        root: Bytes32,
        database: NodeDatabase,
        recordsWitness: Bool = false,
        collectsChanges: Bool = false
    ) {
        openedRoot = root
        trie = TrieStore(database: database, recordsReads: recordsWitness, hasHashedKeys: true)
        stateTrie = trie.open(root)
        // Room for what a small block touches: growth by doubling from nothing moves the records many times.
        accounts.reserveCapacity(32)
        slots.reserveCapacity(32)
        codes.reserveCapacity(8)
        codeSources.reserveCapacity(8)
        codeHashes.reserveCapacity(8)
        touchedAccounts.reserveCapacity(8)
        listedAccounts.reserveCapacity(8)
        listedSlots.reserveCapacity(8)
        uncommittedStorages.reserveCapacity(8)
        newNodes = NewNodes(isCollecting: collectsChanges)
    }

    /// Trie nodes read or made so far, embedded ones and those that are gone again included: how much work the tries
    /// were.
    package var trieNodeCount: Int { trie.nodes.count }

    /// The database that the state reads from.
    public var database: NodeDatabase { trie.database }

    /// The record of an account, made if there is none; nothing is read.
    @inline(__always)
    mutating func record(of address: Address) -> Int {
        if lastAccount < accounts.count, accounts[lastAccount].address == address { return lastAccount }
        return findRecord(of: address)
    }

    @inline(never)
    private mutating func findRecord(of address: Address) -> Int {
        let seed = accountIndices.seed
        let hash = address._rawHashValue(seed: seed)
        if let index = accountIndices.find(hash, matches: { accounts[$0].address == address }) {
            lastAccount = index
        } else {
            lastAccount = accounts.count
            accountIndices.insert(lastAccount, hash) { accounts[$0].address._rawHashValue(seed: seed) }
            accounts.append(AccountRecord(address))
        }
        return lastAccount
    }

    /// The record of a slot, made if there is none; nothing is read.
    @inline(__always)
    mutating func record(ofSlot slot: UInt256, account: Int) -> Int {
        if lastSlot < slots.count, slots[lastSlot].slot == slot, Int(slots[lastSlot].account) == account {
            return lastSlot
        }
        return findRecord(SlotKey(account: account, slot: slot))
    }

    @inline(never)
    private mutating func findRecord(_ key: SlotKey) -> Int {
        let seed = slotIndices.seed
        let hash = key._rawHashValue(seed: seed)
        if let index = slotIndices.find(hash, matches: { slots[$0].tableKey == key }) {
            lastSlot = index
        } else {
            lastSlot = slots.count
            slotIndices.insert(lastSlot, hash) { slots[$0].tableKey._rawHashValue(seed: seed) }
            slots.append(SlotRecord(key))
        }
        return lastSlot
    }

    /// Forgets all transient values (EIP-1153).
    mutating func clearTransientStorage() {
        guard !transientValues.isEmpty else { return }
        transientValues.removeAll(keepingCapacity: true)
        transientIndices.removeAll(keepingCapacity: true)
    }

    /// Where a code is among `codes`, nil when it is not there.
    func codeIndex(of hash: Bytes32) -> Int? {
        if hash == Keccak256.empty { return 0 }
        return codeIndices.find(hash._rawHashValue(seed: codeIndices.seed)) { codeHashes[$0] == hash }
    }

    /// Keeps a code under its hash.
    mutating func keepCode(_ code: [UInt8], hash: Bytes32) -> Int {
        if let index = codeIndex(of: hash) { return index }
        let seed = codeIndices.seed
        codeIndices.insert(codes.count, hash._rawHashValue(seed: seed)) { codeHashes[$0]._rawHashValue(seed: seed) }
        codeHashes.append(hash)
        codes.append(code)
        codeSources.append(CodeSource())
        return codes.count &- 1
    }
}
