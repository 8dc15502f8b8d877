public import Primitives

/// Proof of a storage slot's value against an account's storage root (EIP-1186).
public struct StorageProof: Hashable, Sendable {
    /// The slot.
    public var slot: UInt256
    /// The value it is claimed to hold; zero when it is absent.
    public var value: UInt256
    /// RLP of the storage trie's nodes, root first.
    public var proof: [[UInt8]]

    /// Takes the claim as it is: nothing is checked until it is verified.
    public init(slot: UInt256, value: UInt256, proof: [[UInt8]]) {
        self.slot = slot
        self.value = value
        self.proof = proof
    }
}

/// Proof of an account, and of some of its slots, against a state root (EIP-1186).
public struct AccountProof: Hashable, Sendable {
    /// The account's address.
    public var address: Address
    /// The account that is claimed; nil when it is claimed to be absent.
    public var account: Account?
    /// RLP of the state trie's nodes, root first.
    public var accountProof: [[UInt8]]
    /// Proofs of slots, against the account's storage root.
    public var storage: [StorageProof]

    /// Takes the claim as it is: nothing is checked until it is verified.
    public init(address: Address, account: Account?, accountProof: [[UInt8]], storage: [StorageProof]) {
        self.address = address
        self.account = account
        self.accountProof = accountProof
        self.storage = storage
    }

    /// Nonce of the claimed account, zero when absent.
    public var nonce: UInt64 { account?.nonce ?? 0 }
    /// Balance of the claimed account in wei, zero when absent.
    public var balance: UInt256 { account?.balance ?? .zero }
    /// Storage root of the claimed account, that of an empty trie when absent.
    public var storageHash: Bytes32 { account?.storageRoot ?? EmptyTrie.root }
    /// Code hash of the claimed account, that of no code when absent.
    public var codeHash: Bytes32 { account?.codeHash ?? Keccak256.empty }

    /// Makes the proof of an account and slots of it.
    ///
    /// - Throws: `StateError` when the database cannot tell.
    public static func make(
        address: Address,
        slots: [UInt256],
        root: Bytes32,
        database: NodeDatabase
    ) throws(StateError) -> AccountProof {
        var state = WorldState(root: root, database: database)
        let key = Keccak256.hash(address).bytes
        let proof = try TrieProof.make(key: key, root: root, database: database)
        let account = try state.storedAccount(of: address)
        let storageRoot = account?.storageRoot ?? EmptyTrie.root
        var storage: [StorageProof] = []
        for slot in slots {
            let key = Keccak256.hash(Bytes32(slot)).bytes
            let slotProof = try TrieProof.make(key: key, root: storageRoot, database: database)
            storage.append(
                StorageProof(slot: slot, value: try state.storage(address, slot), proof: slotProof.nodes)
            )
        }
        return AccountProof(address: address, account: account, accountProof: proof.nodes, storage: storage)
    }

    /// Checks all that is claimed against a state root.
    ///
    /// - Throws: `TrieProofError` on the first claim that is not proven.
    public func verify(root: Bytes32) throws(TrieProofError) {
        let outcome = try TrieProof(nodes: accountProof).verify(key: Keccak256.hash(address).bytes, root: root)
        guard try Self.account(outcome) == account else { throw .wrongAccount }
        for claim in storage {
            let key = Keccak256.hash(Bytes32(claim.slot)).bytes
            let outcome = try TrieProof(nodes: claim.proof).verify(key: key, root: storageHash)
            guard try Self.slotValue(outcome) == claim.value else { throw .wrongValue(slot: claim.slot) }
        }
    }

    private static func account(_ outcome: TrieProof.Outcome) throws(TrieProofError) -> Account? {
        guard case .value(let bytes) = outcome else { return nil }
        do {
            return try Account(decoding: bytes)
        } catch {
            throw .malformedValue(error)
        }
    }

    private static func slotValue(_ outcome: TrieProof.Outcome) throws(TrieProofError) -> UInt256 {
        guard case .value(let bytes) = outcome else { return .zero }
        do throws(RLPError) {
            var decoder = RLPDecoder(bytes)
            let value = try decoder.readUInt256()
            try decoder.finish()
            guard !value.isZero else { throw .invalidValue }
            return value
        } catch {
            throw .malformedValue(error)
        }
    }
}
