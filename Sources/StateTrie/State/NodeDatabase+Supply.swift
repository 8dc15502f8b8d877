public import Primitives

extension NodeDatabase {
    /// Sum of the balances of all accounts of a state, in wei: every leaf of the state trie is read.
    ///
    /// - Parameter stateRoot: Root of a state that the database holds whole.
    /// - Returns: The sum in wei.
    /// - Throws: `StateError.missingNode`, `.malformedNode`, `.malformedAccount`, or `.balanceOverflow` beyond 2^256 -
    ///   1.
    /// - Complexity: O(accounts).
    public func totalBalance(stateRoot: Bytes32) throws(StateError) -> UInt256 {
        var store = TrieStore(database: self, hasHashedKeys: true)
        var sum = UInt256.zero
        var pending: [PendingSlot] = [PendingSlot(slot: store.open(stateRoot), path: NibblePath())]
        while let next = pending.popLast() {
            guard !store.slots[next.slot].isEmpty else { continue }
            let index = try store.node(
                in: next.slot,
                at: next.path,
                depth: next.path.count,
                isBelowExtension: next.isBelowExtension
            )
            let node = store.nodes[index]
            let firstSlot = Int(node.firstSlot)
            switch node.kind {
            case .leaf:
                let range = node.value.offset..<node.value.offset &+ node.value.count
                let account: Account
                do {
                    account = try Account(decoding: store.values[range])
                } catch {
                    throw .malformedAccount(path: next.path.appending(node.path), error)
                }
                let (total, overflow) = sum.addingReportingOverflow(account.balance)
                guard !overflow else { throw .balanceOverflow(.zero) }
                sum = total
            case .link:
                pending.append(
                    PendingSlot(slot: firstSlot, path: next.path.appending(node.path), isBelowExtension: true)
                )
            case .branch:
                for nibble in 0..<16 {
                    pending.append(PendingSlot(slot: firstSlot &+ nibble, path: next.path.appending(nibble)))
                }
            }
        }
        return sum
    }
}

/// A slot of the trie that the walk has still to visit.
private struct PendingSlot {
    var slot: Int
    var path: NibblePath
    var isBelowExtension = false
}
