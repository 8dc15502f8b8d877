public import Primitives

extension WorldState {
    /// Computes the state root from the changes since the last computation.
    ///
    /// Ends a transaction that is open, as `finishTransaction` does. In each trie insertions come before deletions, so
    /// that a sibling is read only when the final trie has it in a branch's place: this decides which nodes a witness
    /// must hold. After an error the computation can be repeated, with the same outcome.
    /// - Throws: `StateError.missingNode` when the database lacks a node that the new tries need, or another error when
    ///   it holds a malformed one.
    public mutating func computeRoot() throws(StateError) -> Bytes32 {
        try updateTries()
    }

    /// Computes the state root, and adds the nodes and codes of the new state to a database that holds the opened one.
    ///
    /// - Throws: what `computeRoot` throws; the database is then unchanged.
    public mutating func commit(into database: inout NodeDatabase) throws(StateError) -> Bytes32 {
        let changes = try collectChanges()
        database.add(changes)
        return changes.stateRoot
    }

    /// Computes the state root, and collects what the state's database lacks of the new state.
    ///
    /// For an owner of the database who adds the changes to it once the state, and the copy of the database in it, is
    /// gone: a database without copies grows in place.
    ///
    /// - Throws: what `computeRoot` throws.
    public mutating func collectChanges() throws(StateError) -> StateChanges {
        newNodes.isCollecting = true
        let root = try updateTries()
        var newCodes: [Bytes32: [UInt8]] = [:]
        for account in accounts where account.codeIndex > 0 {
            let index = Int(account.codeIndex)
            // What was read is in the database.
            if !codeSources[index].wasRead { newCodes[account.codeHash] = codes[index] }
        }
        defer { newNodes = NewNodes(isCollecting: false) }
        return StateChanges(stateRoot: root, nodes: newNodes, codes: newCodes)
    }

    private mutating func updateTries() throws(StateError) -> Bytes32 {
        settle()
        var hasher = TrieHasher()
        try updateStorageTries(&hasher)
        try updateStateTrie()
        return trie.root(of: stateTrie, hasher: &hasher, newNodes: &newNodes)
    }

    private mutating func updateStorageTries(_ hasher: inout TrieHasher) throws(StateError) {
        for index in listedSlots where isChanged(index) && !slots[index].current.isZero {
            let storage = changedStorageTrie(Int(slots[index].account))
            try trie.insert(trie.keep(scalar: slots[index].current), in: storage, at: slots[index].key)
        }
        for index in listedSlots where isChanged(index) && slots[index].current.isZero {
            try trie.remove(from: changedStorageTrie(Int(slots[index].account)), at: slots[index].key)
        }
        for index in uncommittedStorages where accounts[index].storageTrie != 0 {
            trie.visitChanges(of: accounts[index].storageTrie, &hasher, isCollecting: newNodes.isCollecting)
        }
        trie.hashVisited(&hasher, &newNodes)
        for index in uncommittedStorages where accounts[index].storageTrie != 0 {
            let root = trie.root(of: accounts[index].storageTrie)
            if root != accounts[index].storageRoot {
                accounts[index].storageRoot = root
                list(index)
            }
        }
        for index in listedSlots {
            accounts[Int(slots[index].account)].hasWrittenSlots = false
            slots[index].isListed = false
            if isChanged(index) { slots[index].stored = slots[index].current }
        }
        listedSlots.removeAll(keepingCapacity: true)
        if newNodes.isCollecting {
            for index in uncommittedStorages {
                accounts[index].isStorageUncommitted = false
            }
            uncommittedStorages.removeAll(keepingCapacity: true)
        }
    }

    private mutating func updateStateTrie() throws(StateError) {
        for index in listedAccounts {
            guard let account = accounts[index].account, account != accounts[index].stored else { continue }
            try trie.insert(trie.keep(account.encoded), in: stateTrie, at: accounts[index].key)
        }
        for index in listedAccounts where accounts[index].account == nil && accounts[index].stored != nil {
            try trie.remove(from: stateTrie, at: accounts[index].key)
        }
        for index in listedAccounts {
            accounts[index].stored = accounts[index].account
            accounts[index].isListed = false
        }
        listedAccounts.removeAll(keepingCapacity: true)
    }

    /// True when a slot's value belongs to its account's storage and is not yet in the trie.
    private func isChanged(_ index: Int) -> Bool {
        slots[index].current != slots[index].stored
            && slots[index].incarnation == accounts[Int(slots[index].account)].incarnation
    }

    /// The storage trie of an account, noted for the next commit.
    private mutating func changedStorageTrie(_ account: Int) -> Int {
        if !accounts[account].isStorageUncommitted {
            accounts[account].isStorageUncommitted = true
            uncommittedStorages.append(account)
        }
        return openedStorageTrie(account)
    }
}
