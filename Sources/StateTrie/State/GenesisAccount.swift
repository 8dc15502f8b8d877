public import Primitives

/// An account of a genesis allocation.
public struct GenesisAccount: Hashable, Sendable {
    /// Balance in wei.
    public var balance: UInt256
    /// The account's nonce.
    public var nonce: UInt64
    /// The account's code.
    public var code: [UInt8]
    /// Values by slot; zero means no entry.
    public var storage: [UInt256: UInt256]

    /// An account whose missing parts are those of an account without history.
    public init(
        balance: UInt256 = .zero,
        nonce: UInt64 = 0,
        code: [UInt8] = [],
        storage: [UInt256: UInt256] = [:]
    ) {
        self.balance = balance
        self.nonce = nonce
        self.code = code
        self.storage = storage
    }
}

extension WorldState {
    /// Writes the state of a genesis block; of an address that comes twice, the last account counts.
    ///
    /// Accounts are written as given, empty ones too, as the clients do.
    /// - Returns: The state root.
    /// - Throws: `StateError`, only when `database` holds a malformed node of the same hash as one of the genesis.
    public static func genesisRoot(
        of allocation: [(Address, GenesisAccount)],
        into database: inout NodeDatabase
    ) throws(StateError) -> Bytes32 {
        var store = TrieStore(database: NodeDatabase())
        var hasher = TrieHasher()
        var newNodes = NewNodes(isCollecting: true)
        var codes: [Bytes32: [UInt8]] = [:]
        let accounts = store.open(EmptyTrie.root)
        for (address, genesis) in allocation {
            let storage = store.open(EmptyTrie.root)
            for (slot, value) in genesis.storage where !value.isZero {
                let key = NibblePath(Keccak256.hash(Bytes32(slot)))
                try store.insert(store.keep(scalar: value), in: storage, at: key)
            }
            let account = Account(
                nonce: genesis.nonce,
                balance: genesis.balance,
                storageRoot: store.root(of: storage, hasher: &hasher, newNodes: &newNodes),
                codeHash: Keccak256.hash(genesis.code)
            )
            if !genesis.code.isEmpty { codes[account.codeHash] = genesis.code }
            try store.insert(store.keep(account.encoded), in: accounts, at: NibblePath(Keccak256.hash(address)))
        }
        let root = store.root(of: accounts, hasher: &hasher, newNodes: &newNodes)
        database.add(StateChanges(stateRoot: root, nodes: newNodes, codes: codes))
        return root
    }
}
