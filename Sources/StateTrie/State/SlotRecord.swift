import Primitives

/// A storage slot of an account, both as indices: key of the slot tables.
struct SlotKey: Hashable, Sendable {
    var account: UInt32
    var slot: UInt256

    init(account: Int, slot: UInt256) {
        self.account = UInt32(truncatingIfNeeded: account)
        self.slot = slot
    }

    static func == (a: SlotKey, b: SlotKey) -> Bool {
        a.account == b.account && a.slot == b.slot
    }

    func hash(into hasher: inout Hasher) {
        slot.hash(into: &hasher)
        hasher.combine(account)
    }

    // swift-format-ignore: NoLeadingUnderscores
    func _rawHashValue(seed: Int) -> Int {
        slot._rawHashValue(seed: seed &+ Int(account) &* 0x2545_f491_4f6c_dd1d)
    }
}

/// What a world state knows of one storage slot.
struct SlotRecord: Sendable {
    let account: UInt32
    let slot: UInt256
    /// The value now; meaningful when `incarnation` is the account's.
    var current = UInt256.zero
    /// The value when the transaction of `originalStamp` began.
    var original = UInt256.zero
    /// The value as of the last root computation.
    var stored = UInt256.zero
    /// Number of the transaction that `original` belongs to.
    var originalStamp: UInt32 = 0
    /// Number of the transaction in which the slot is warm (EIP-2929).
    var warmStamp: UInt32 = 0
    /// Incarnation of the account's storage that the values belong to; zero when they were not read yet.
    var incarnation: UInt32 = 0
    /// Empty until the key is first asked for.
    private var knownKey = NibblePath()
    /// True when the next root computation looks at the slot.
    var isListed = false

    init(_ key: SlotKey) {
        account = key.account
        slot = key.slot
    }

    /// Key of the record in the slot tables.
    var tableKey: SlotKey { SlotKey(account: Int(account), slot: slot) }

    /// Key of the slot in the account's storage trie, hashed when it is first asked for.
    var key: NibblePath {
        mutating get {
            if knownKey.isEmpty { knownKey = FirstSlots.key(of: slot) ?? NibblePath(Keccak256.hash(Bytes32(slot))) }
            return knownKey
        }
    }
}
