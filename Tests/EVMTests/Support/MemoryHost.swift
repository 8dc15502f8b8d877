import EVM
import Primitives

/// Why the test host refuses to answer.
enum MemoryHostFailure: Error, Equatable {
    case unavailable(Address)
}

/// State in dictionaries; a snapshot is a copy of all of it.
struct MemoryHost: Host {
    struct Account: Equatable {
        var balance = UInt256.zero
        var nonce: UInt64 = 0
        var code: [UInt8] = []
        var storage: [UInt256: UInt256] = [:]

        var isEmpty: Bool { balance.isZero && nonce == 0 && code.isEmpty }
    }

    struct Slot: Hashable {
        var address: Address
        var slot: UInt256
    }

    struct State: Equatable {
        var accounts: [Address: Account] = [:]
        var warmAccounts: Set<Address> = []
        var warmSlots: Set<Slot> = []
        var transient: [Slot: UInt256] = [:]
        var created: Set<Address> = []
        var selfDestructed: Set<Address> = []
    }

    var state = State()
    /// Storage at the start of the transaction, where it differs from now.
    var originals: [Slot: UInt256] = [:]
    /// Accounts that cannot be read.
    var unavailable: Set<Address> = []
    /// How often code was read, as opposed to its size and hash.
    private(set) var codeReadCount = 0
    private var snapshots: [State] = []

    private func account(_ address: Address) throws(MemoryHostFailure) -> Account {
        if unavailable.contains(address) { throw .unavailable(address) }
        return state.accounts[address] ?? Account()
    }

    mutating func balance(of address: Address) throws(MemoryHostFailure) -> UInt256 { try account(address).balance }
    mutating func nonce(of address: Address) throws(MemoryHostFailure) -> UInt64 { try account(address).nonce }
    mutating func code(of address: Address) throws(MemoryHostFailure) -> [UInt8] {
        codeReadCount += 1
        return try account(address).code
    }
    mutating func codeSize(of address: Address) throws(MemoryHostFailure) -> Int { try account(address).code.count }
    mutating func isEmpty(_ address: Address) throws(MemoryHostFailure) -> Bool { try account(address).isEmpty }
    mutating func codeHash(of address: Address) throws(MemoryHostFailure) -> Bytes32 {
        let account = try account(address)
        return account.isEmpty ? .zero : Keccak256.hash(account.code)
    }
    mutating func hasStorage(_ address: Address) throws(MemoryHostFailure) -> Bool {
        try account(address).storage.values.contains { !$0.isZero }
    }

    mutating func accessAccount(_ address: Address) -> Bool { state.warmAccounts.insert(address).inserted }
    mutating func accessStorage(_ address: Address, _ slot: UInt256) -> Bool {
        state.warmSlots.insert(Slot(address: address, slot: slot)).inserted
    }

    mutating func storage(_ address: Address, _ slot: UInt256) throws(MemoryHostFailure) -> UInt256 {
        try account(address).storage[slot] ?? .zero
    }
    mutating func storageForWrite(
        _ address: Address,
        _ slot: UInt256
    ) throws(MemoryHostFailure) -> (original: UInt256, current: UInt256) {
        let current = try storage(address, slot)
        return (originals[Slot(address: address, slot: slot)] ?? current, current)
    }
    mutating func setStorage(_ address: Address, _ slot: UInt256, _ value: UInt256) throws(MemoryHostFailure) {
        let key = Slot(address: address, slot: slot)
        if originals[key] == nil { originals[key] = try storage(address, slot) }
        state.accounts[address, default: Account()].storage[slot] = value
    }
    mutating func transientStorage(_ address: Address, _ slot: UInt256) -> UInt256 {
        state.transient[Slot(address: address, slot: slot)] ?? .zero
    }
    mutating func setTransientStorage(_ address: Address, _ slot: UInt256, _ value: UInt256) {
        state.transient[Slot(address: address, slot: slot)] = value
    }

    mutating func addBalance(_ address: Address, _ value: UInt256) throws(MemoryHostFailure) {
        let balance = try account(address).balance
        state.accounts[address, default: Account()].balance = balance &+ value
    }
    mutating func subtractBalance(_ address: Address, _ value: UInt256) throws(MemoryHostFailure) {
        let balance = try account(address).balance
        state.accounts[address, default: Account()].balance = balance &- value
    }
    mutating func setNonce(_ address: Address, _ nonce: UInt64) throws(MemoryHostFailure) {
        state.accounts[address, default: Account()].nonce = nonce
    }
    mutating func setCode(_ address: Address, _ code: [UInt8]) throws(MemoryHostFailure) {
        state.accounts[address, default: Account()].code = code
    }
    mutating func createAccount(_ address: Address) throws(MemoryHostFailure) {
        state.accounts[address] = Account(balance: try account(address).balance)
        state.created.insert(address)
    }
    mutating func wasCreatedInTransaction(_ address: Address) -> Bool { state.created.contains(address) }
    mutating func markSelfDestructed(_ address: Address) throws(MemoryHostFailure) {
        state.selfDestructed.insert(address)
    }

    mutating func snapshot() -> Int {
        snapshots.append(state)
        return snapshots.count - 1
    }
    mutating func revert(to mark: Int) {
        state = snapshots[mark]
        snapshots.removeLast(snapshots.count - mark)
    }
}
