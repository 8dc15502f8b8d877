import Primitives
import StateTrie

/// Comparison of a state with the accounts that a fixture expects.
///
/// A state trie is keyed by hashes, so that only accounts and slots that somebody names can be compared; those of the
/// fixture's states before and after, and those that execution changed, are all that can differ.
struct StateComparison {
    /// What the fixture expects.
    let expected: FixtureAllocation
    /// Accounts and slots to compare beside those of `expected`.
    private(set) var candidates: [Address: Set<UInt256>] = [:]

    /// Starts with the accounts of the states before and after.
    init(expected: FixtureAllocation, before: FixtureAllocation) {
        self.expected = expected
        for allocation in [expected, before] {
            for (address, account) in allocation.accounts {
                candidates[address, default: []].formUnion(account.storage.keys)
            }
        }
    }

    /// Differences between a state and the fixture's accounts, over all candidates and all accounts that execution
    /// changed.
    ///
    /// - Parameter state: The state to compare, with the changes that execution made to it.
    /// - Returns: The accounts that differ, by address.
    /// - Throws: `StateError`.
    func mismatches(in state: WorldState) throws(StateError) -> [TestProblem] {
        var state = state
        var candidates = candidates
        for difference in try state.differences() {
            candidates[difference.address, default: []].formUnion(difference.storage.map(\.slot))
        }
        var problems: [TestProblem] = []
        for (address, slots) in candidates.sorted(by: { $0.key < $1.key }) {
            let differences = try compare(address, slots: slots, with: &state)
            guard !differences.isEmpty else { continue }
            problems.append(.wrongAccount(AccountMismatch(address: address, differences: differences)))
        }
        return problems
    }

    private func compare(
        _ address: Address,
        slots: Set<UInt256>,
        with state: inout WorldState
    ) throws(StateError) -> [AccountMismatch.Difference] {
        let account = expected.accounts[address] ?? GenesisAccount()
        let isExpected = expected.accounts[address] != nil
        let exists = try state.account(address) != nil
        var differences: [AccountMismatch.Difference] = []
        func add(_ field: String, _ expected: String, _ got: String) {
            guard expected != got else { return }
            differences.append(AccountMismatch.Difference(field: field, expected: expected, got: got))
        }
        if isExpected != exists, isExpected && account != GenesisAccount() || exists {
            add("account", isExpected ? "present" : "none", exists ? "present" : "none")
        }
        add("balance", "\(account.balance)", "\(try state.balance(of: address))")
        add("nonce", "\(account.nonce)", "\(try state.nonce(of: address))")
        add("code", Hex.encode(account.code), Hex.encode(try state.code(of: address)))
        for slot in slots.sorted() {
            let value = try state.storage(address, slot)
            add("slot \(slot.hexQuantity)", (account.storage[slot] ?? .zero).hexQuantity, value.hexQuantity)
        }
        return differences
    }
}
