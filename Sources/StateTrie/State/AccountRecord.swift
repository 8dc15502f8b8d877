import Primitives

/// What a world state knows of one account.
///
/// Marks that belong to one transaction hold its number, so that a new transaction clears them all at once.
struct AccountRecord: Sendable {
    let address: Address
    var nonce: UInt64 = 0
    var balance = UInt256.zero
    var codeHash = Keccak256.empty
    /// Where the code is among the state's codes; negative when it was not read yet.
    var codeIndex: Int32 = -1

    /// Empty until the key is first asked for.
    private var knownKey = NibblePath()

    /// Root of the storage trie as of the last root computation.
    var storageRoot = EmptyTrie.root
    /// The storage trie's slot in the store; zero while it is not open.
    var storageTrie = 0
    /// Changes when the storage is emptied as a whole; slots that were read under another number are unknown.
    var incarnation: UInt32 = 1
    /// True when a slot was written since the last root computation.
    var hasWrittenSlots = false

    /// The account as the trie has it; nil when it is absent there.
    var stored: Account?
    /// True when the fields above were read from the trie.
    var isLoaded = false
    /// True when the next root computation looks at the account.
    var isListed = false
    /// True when the storage trie differs from what the last commit wrote.
    var isStorageUncommitted = false

    /// Number of the transaction in which the account is warm (EIP-2929).
    var warmStamp: UInt32 = 0
    /// Number of the transaction that created the account (EIP-6780).
    var createdStamp: UInt32 = 0
    /// Number of the transaction in which the account self-destructed.
    var destructedStamp: UInt32 = 0
    /// Number of the transaction that touched the account (EIP-161).
    var touchedStamp: UInt32 = 0

    init(_ address: Address) {
        self.address = address
    }

    /// Key of the account in the state trie, hashed when it is first asked for.
    var key: NibblePath {
        mutating get {
            if knownKey.isEmpty { knownKey = NibblePath(Keccak256.hash(address)) }
            return knownKey
        }
    }

    /// Takes the hash of the address from whoever knows it.
    mutating func know(addressHash: Bytes32) {
        knownKey = NibblePath(addressHash)
    }

    var isEmpty: Bool {
        nonce == 0 && balance.isZero && codeHash == Keccak256.empty
    }

    /// What the trie should hold.
    var account: Account? {
        isEmpty ? nil : Account(nonce: nonce, balance: balance, storageRoot: storageRoot, codeHash: codeHash)
    }
}
