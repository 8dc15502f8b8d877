import Primitives
import StateTrie

/// A world state by the rules written down directly: dictionaries, and a snapshot is a copy of everything.
struct NaiveState {
    struct Contents: Equatable {
        var nonce: UInt64 = 0
        var balance = UInt256.zero
        var code: [UInt8] = []
        var storage: [UInt256: UInt256] = [:]

        var isEmpty: Bool { nonce == 0 && balance.isZero && code.isEmpty }
    }

    var accounts: [Address: Contents] = [:]
    private var originals: [Address: Contents] = [:]
    private var warmAccounts: Set<Address> = []
    private var warmSlots: Set<[UInt256]> = []
    private var transient: [[UInt256]: UInt256] = [:]
    private var touched: Set<Address> = []
    private var created: Set<Address> = []
    private var destructed: Set<Address> = []

    subscript(address: Address) -> Contents {
        get { accounts[address] ?? Contents() }
        set { accounts[address] = newValue }
    }

    mutating func beginTransaction() {
        originals = accounts
        warmAccounts = []
        warmSlots = []
        transient = [:]
        created = []
    }

    mutating func finishTransaction() {
        for address in destructed {
            accounts[address] = nil
        }
        for address in touched where self[address].isEmpty {
            accounts[address] = nil
        }
        touched = []
        destructed = []
        beginTransaction()
    }

    mutating func touch(_ address: Address) {
        touched.insert(address)
    }

    mutating func create(_ address: Address) {
        touch(address)
        created.insert(address)
        self[address].storage = [:]
    }

    mutating func destruct(_ address: Address) {
        destructed.insert(address)
    }

    func isCreated(_ address: Address) -> Bool {
        created.contains(address)
    }

    mutating func access(_ address: Address) -> Bool {
        warmAccounts.insert(address).inserted
    }

    mutating func access(_ address: Address, _ slot: UInt256) -> Bool {
        warmSlots.insert([address.uint256, slot]).inserted
    }

    func storage(_ address: Address, _ slot: UInt256) -> UInt256 {
        self[address].storage[slot] ?? .zero
    }

    /// The value when the transaction began; zero for an account that the transaction created.
    func original(_ address: Address, _ slot: UInt256) -> UInt256 {
        created.contains(address) ? .zero : originals[address]?.storage[slot] ?? .zero
    }

    mutating func setStorage(_ address: Address, _ slot: UInt256, _ value: UInt256) {
        self[address].storage[slot] = value.isZero ? nil : value
    }

    func transient(_ address: Address, _ slot: UInt256) -> UInt256 {
        transient[[address.uint256, slot]] ?? .zero
    }

    mutating func setTransient(_ address: Address, _ slot: UInt256, _ value: UInt256) {
        transient[[address.uint256, slot]] = value
    }

    /// The state root, from scratch.
    var root: Bytes32 {
        var state: [[UInt8]: [UInt8]] = [:]
        for (address, contents) in accounts where !contents.isEmpty {
            var storage: [[UInt8]: [UInt8]] = [:]
            for (slot, value) in contents.storage {
                storage[Keccak256.hash(slot.bigEndianBytes).bytes] = ReferenceTrie.string(value.minimalBigEndianBytes)
            }
            let nonce = UInt256(contents.nonce).minimalBigEndianBytes
            state[Keccak256.hash(address.bytes).bytes] = ReferenceTrie.list([
                ReferenceTrie.string(nonce),
                ReferenceTrie.string(contents.balance.minimalBigEndianBytes),
                ReferenceTrie.string(ReferenceTrie.root(of: storage).bytes),
                ReferenceTrie.string(Keccak256.hash(contents.code).bytes),
            ])
        }
        return ReferenceTrie.root(of: state)
    }
}
