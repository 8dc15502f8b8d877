public import Primitives

extension WorldState {
    /// Value of a storage slot, zero when it was never set.
    ///
    /// - Throws: `StateError` when the database cannot tell, also for a slot whose absence it cannot prove.
    public mutating func storage(_ address: Address, _ slot: UInt256) throws(StateError) -> UInt256 {
        slots[try loadedSlot(address, slot)].current
    }

    /// Value of a storage slot when the transaction began, and now (EIP-2200).
    ///
    /// - Throws: `StateError` when the database cannot tell.
    public mutating func storageForWrite(
        _ address: Address,
        _ slot: UInt256
    ) throws(StateError) -> (original: UInt256, current: UInt256) {
        let index = try loadedSlot(address, slot)
        let current = slots[index].current
        return (slots[index].originalStamp == transactionNumber ? slots[index].original : current, current)
    }

    /// Sets a storage slot; zero removes it.
    ///
    /// - Throws: `StateError` when the database cannot tell.
    public mutating func setStorage(_ address: Address, _ slot: UInt256, _ value: UInt256) throws(StateError) {
        let index = try loadedSlot(address, slot)
        let old = slots[index].current
        guard value != old else { return }
        if slots[index].originalStamp != transactionNumber {
            slots[index].originalStamp = transactionNumber
            slots[index].original = old
        }
        journal.append(.slot, index, old: old)
        slots[index].current = value
        accounts[Int(slots[index].account)].hasWrittenSlots = true
        if !slots[index].isListed {
            slots[index].isListed = true
            listedSlots.append(index)
        }
    }

    /// True when the account has a storage slot that is not zero (EIP-7610).
    ///
    /// An account whose last slot was cleared since the last root computation still counts as having storage; only an
    /// account that also has code can be in that case.
    /// - Throws: `StateError` when the database cannot tell.
    public mutating func hasStorage(_ address: Address) throws(StateError) -> Bool {
        let index = try loaded(address)
        if accounts[index].storageRoot != EmptyTrie.root { return true }
        guard accounts[index].hasWrittenSlots else { return false }
        return listedSlots.contains { slot in
            Int(slots[slot].account) == index && slots[slot].incarnation == accounts[index].incarnation
                && !slots[slot].current.isZero
        }
    }

    /// Marks a storage slot as warm (EIP-2929).
    ///
    /// - Returns: True when it was cold.
    public mutating func accessStorage(_ address: Address, _ slot: UInt256) -> Bool {
        let index = record(ofSlot: slot, account: record(of: address))
        guard slots[index].warmStamp != transactionNumber else { return false }
        journal.append(.slotWarmed, index)
        slots[index].warmStamp = transactionNumber
        return true
    }

    /// Value of a transient storage slot (EIP-1153).
    public mutating func transientStorage(_ address: Address, _ slot: UInt256) -> UInt256 {
        guard !transientValues.isEmpty else { return .zero }
        let index = transientIndices[SlotKey(account: record(of: address), slot: slot)]
        return index.map { transientValues[$0] } ?? .zero
    }

    /// Sets a transient storage slot (EIP-1153).
    public mutating func setTransientStorage(_ address: Address, _ slot: UInt256, _ value: UInt256) {
        let key = SlotKey(account: record(of: address), slot: slot)
        let index: Int
        if let known = transientIndices[key] {
            index = known
        } else {
            index = transientValues.count
            transientIndices[key] = index
            transientValues.append(.zero)
        }
        journal.append(.transientSlot, index, old: transientValues[index])
        transientValues[index] = value
    }

    /// Forgets an account's storage as a whole; slots read before no longer count.
    mutating func emptyStorage(_ index: Int) {
        incarnationCount &+= 1
        accounts[index].incarnation = incarnationCount
        accounts[index].storageRoot = EmptyTrie.root
        accounts[index].storageTrie = 0
        accounts[index].hasWrittenSlots = false
    }

    /// The slot of an account's storage trie, opened if need be.
    mutating func openedStorageTrie(_ account: Int) -> Int {
        if accounts[account].storageTrie == 0 {
            accounts[account].storageTrie = trie.open(accounts[account].storageRoot)
        }
        return accounts[account].storageTrie
    }

    /// The record of a slot, read from the trie.
    @inline(__always)
    private mutating func loadedSlot(_ address: Address, _ slot: UInt256) throws(StateError) -> Int {
        let account = try loaded(address)
        let index = record(ofSlot: slot, account: account)
        if slots[index].incarnation != accounts[account].incarnation { try loadSlot(index, account) }
        return index
    }

    @inline(never)
    private mutating func loadSlot(_ index: Int, _ account: Int) throws(StateError) {
        var value = UInt256.zero
        if accounts[account].storageTrie != 0 || accounts[account].storageRoot != EmptyTrie.root {
            value = try storedValue(at: slots[index].key, in: openedStorageTrie(account))
        }
        if slots[index].incarnation != 0 {
            let old = slots[index]
            journal.push(old.current)
            journal.push(old.original)
            journal.push(old.stored)
            journal.append(
                .slotReread,
                index,
                old: UInt256(l0: UInt64(old.originalStamp), l1: UInt64(old.incarnation), l2: 0, l3: 0)
            )
        }
        slots[index].current = value
        slots[index].stored = value
        slots[index].originalStamp = 0
        slots[index].incarnation = accounts[account].incarnation
    }

    private mutating func storedValue(at key: NibblePath, in storage: Int) throws(StateError) -> UInt256 {
        guard let value = try trie.value(in: storage, at: key) else { return .zero }
        do {
            return try trie.scalar(value)
        } catch {
            throw .malformedStorageValue(path: key, error)
        }
    }
}

extension TrieStore {
    /// The integer that a storage trie's value encodes; never zero.
    func scalar(_ range: ValueRange) throws(RLPError) -> UInt256 {
        var decoder = RLPDecoder(values[range.offset..<range.offset &+ range.count])
        let value = try decoder.readUInt256()
        try decoder.finish()
        guard !value.isZero else { throw .invalidValue }
        return value
    }

    /// Keeps an integer as a storage trie's value.
    mutating func keep(scalar value: UInt256) -> ValueRange {
        var encoder = RLPEncoder()
        encoder.append(value)
        return keep(encoder.bytes)
    }
}
