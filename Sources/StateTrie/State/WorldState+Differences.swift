public import Primitives

/// How an account differs between two states.
public struct AccountDifference: Hashable, Sendable {
    /// The account's address.
    public let address: Address
    /// The account in the earlier state, nil when it was absent or empty.
    public let before: Account?
    /// The account in the later state, nil when it is absent or empty.
    public let after: Account?
    /// Slots with different values, by slot.
    public let storage: [StorageDifference]
}

/// How a storage slot differs between two states.
public struct StorageDifference: Hashable, Sendable {
    /// The slot.
    public let slot: UInt256
    /// The value in the earlier state.
    public let before: UInt256
    /// The value in the later state.
    public let after: UInt256
}

extension WorldState {
    /// What differs from the state at `openedRoot`, by address; storage roots are those of the last root computation.
    ///
    /// Slots of a deleted account are not listed one by one.
    /// - Throws: `StateError` when the database cannot tell.
    public func differences() throws(StateError) -> [AccountDifference] {
        var earlier = WorldState(root: openedRoot, database: database)
        var storage: [Int: [StorageDifference]] = [:]
        for slot in slots where slot.incarnation == accounts[Int(slot.account)].incarnation {
            let before = try earlier.storage(accounts[Int(slot.account)].address, slot.slot)
            guard before != slot.current else { continue }
            let difference = StorageDifference(slot: slot.slot, before: before, after: slot.current)
            storage[Int(slot.account), default: []].append(difference)
        }
        var result: [AccountDifference] = []
        for (index, record) in accounts.enumerated() where record.isLoaded {
            let before = try earlier.account(record.address)
            let slots = (storage[index] ?? []).sorted { $0.slot < $1.slot }
            guard before != record.account || !slots.isEmpty else { continue }
            result.append(
                AccountDifference(address: record.address, before: before, after: record.account, storage: slots)
            )
        }
        return result.sorted { $0.address < $1.address }
    }
}
