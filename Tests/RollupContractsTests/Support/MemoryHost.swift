import EVM
import Primitives

/// State in dictionaries, copied whole at every mark: enough for a few contracts.
struct MemoryHost: Host {
    /// Nothing can fail.
    enum Failure: Error {}

    struct Account {
        var balance = UInt256.zero
        var nonce: UInt64 = 0
        var code: [UInt8] = []
        var storage: [UInt256: UInt256] = [:]
    }

    struct SlotKey: Hashable {
        var address: Address
        var slot: UInt256
    }

    private struct Journaled {
        var accounts: [Address: Account] = [:]
        var transient: [SlotKey: UInt256] = [:]
        var warmAccounts: Set<Address> = []
        var warmSlots: Set<SlotKey> = []
        var created: Set<Address> = []
    }

    private var now = Journaled()
    private var originals: [Address: Account] = [:]
    private var marks: [Journaled] = []

    /// Accounts as they stand.
    var accounts: [Address: Account] {
        get { now.accounts }
        set { now.accounts = newValue }
    }

    /// Forgets what lives for one transaction only.
    mutating func beginTransaction() {
        originals = now.accounts
        marks = []
        now.transient = [:]
        now.warmAccounts = []
        now.warmSlots = []
        now.created = []
    }

    func balance(of address: Address) -> UInt256 { now.accounts[address]?.balance ?? .zero }
    func nonce(of address: Address) -> UInt64 { now.accounts[address]?.nonce ?? 0 }
    func code(of address: Address) -> [UInt8] { now.accounts[address]?.code ?? [] }
    func codeSize(of address: Address) -> Int { code(of: address).count }
    func codeHash(of address: Address) -> Bytes32 { isEmpty(address) ? .zero : Keccak256.hash(code(of: address)) }
    func hasStorage(_ address: Address) -> Bool { now.accounts[address]?.storage.isEmpty == false }

    func isEmpty(_ address: Address) -> Bool {
        balance(of: address).isZero && nonce(of: address) == 0 && code(of: address).isEmpty
    }

    mutating func accessAccount(_ address: Address) -> Bool { now.warmAccounts.insert(address).inserted }
    mutating func accessStorage(_ address: Address, _ slot: UInt256) -> Bool {
        now.warmSlots.insert(SlotKey(address: address, slot: slot)).inserted
    }

    func storage(_ address: Address, _ slot: UInt256) -> UInt256 { now.accounts[address]?.storage[slot] ?? .zero }
    func storageForWrite(_ address: Address, _ slot: UInt256) -> (original: UInt256, current: UInt256) {
        (originals[address]?.storage[slot] ?? .zero, storage(address, slot))
    }
    mutating func setStorage(_ address: Address, _ slot: UInt256, _ value: UInt256) {
        now.accounts[address, default: Account()].storage[slot] = value.isZero ? nil : value
    }
    func transientStorage(_ address: Address, _ slot: UInt256) -> UInt256 {
        now.transient[SlotKey(address: address, slot: slot)] ?? .zero
    }
    mutating func setTransientStorage(_ address: Address, _ slot: UInt256, _ value: UInt256) {
        now.transient[SlotKey(address: address, slot: slot)] = value
    }

    mutating func addBalance(_ address: Address, _ value: UInt256) {
        now.accounts[address, default: Account()].balance = balance(of: address) &+ value
    }
    mutating func subtractBalance(_ address: Address, _ value: UInt256) {
        now.accounts[address, default: Account()].balance = balance(of: address) &- value
    }
    mutating func setNonce(_ address: Address, _ nonce: UInt64) {
        now.accounts[address, default: Account()].nonce = nonce
    }
    mutating func setCode(_ address: Address, _ code: [UInt8]) {
        now.accounts[address, default: Account()].code = code
    }
    mutating func createAccount(_ address: Address) {
        now.accounts[address] = Account(balance: balance(of: address))
        now.created.insert(address)
    }
    func wasCreatedInTransaction(_ address: Address) -> Bool { now.created.contains(address) }
    mutating func markSelfDestructed(_: Address) {}

    mutating func snapshot() -> Int {
        marks.append(now)
        return marks.count - 1
    }
    mutating func revert(to mark: Int) {
        now = marks[mark]
        marks.removeSubrange(mark...)
    }
}
