import Primitives

extension WorldState {
    /// Begins a transaction: nothing is warm, created or transient, and original values are those of now.
    ///
    /// What is pending from before, such as withdrawals, is settled first, as by `finishTransaction`.
    public mutating func beginTransaction() {
        settle()
    }

    /// Finishes a transaction; nothing of it can be reverted afterwards.
    ///
    /// Deletes accounts that self-destructed, and accounts that it touched and left empty (EIP-161).
    public mutating func finishTransaction() {
        settle()
    }

    /// Marks a point to which `revert` can go back, within the transaction.
    public mutating func snapshot() -> Int {
        journal.entries.count
    }

    /// Undoes all changes since a snapshot, warmth and transient storage included.
    public mutating func revert(to snapshot: Int) {
        while journal.entries.count > snapshot, let entry = journal.popEntry() {
            undo(entry.change, Int(entry.index))
        }
    }

    /// Ends the transaction at hand and starts counting anew.
    mutating func settle() {
        for index in destructedAccounts where accounts[index].destructedStamp == transactionNumber {
            accounts[index].nonce = 0
            accounts[index].balance = .zero
            accounts[index].codeHash = Keccak256.empty
            accounts[index].codeIndex = 0
        }
        for index in touchedAccounts where accounts[index].touchedStamp == transactionNumber {
            if accounts[index].isEmpty { emptyStorage(index) }
            list(index)
        }
        destructedAccounts.removeAll(keepingCapacity: true)
        touchedAccounts.removeAll(keepingCapacity: true)
        clearTransientStorage()
        journal.removeAll()
        transactionNumber &+= 1
    }

    /// Lets the next root computation look at an account.
    mutating func list(_ index: Int) {
        guard !accounts[index].isListed else { return }
        accounts[index].isListed = true
        listedAccounts.append(index)
    }

    private mutating func undo(_ change: Journal.Change, _ index: Int) {
        switch change {
        case .accountWarmed:
            accounts[index].warmStamp = 0
        case .slotWarmed:
            slots[index].warmStamp = 0
        case .touched:
            accounts[index].touchedStamp = 0
        case .balance:
            accounts[index].balance = journal.popWord()
        case .nonce:
            accounts[index].nonce = journal.popWord().l0
        case .code:
            codeSources[Int(accounts[index].codeIndex)].deploymentCount &-= 1
            accounts[index].codeIndex = Int32(truncatingIfNeeded: journal.popWord().l0)
            accounts[index].codeHash = Bytes32(journal.popWord())
        case .created:
            accounts[index].createdStamp = UInt32(truncatingIfNeeded: journal.popWord().l0)
        case .destructed:
            accounts[index].destructedStamp = 0
        case .storageEmptied:
            let packed = journal.popWord()
            accounts[index].storageTrie = Int(truncatingIfNeeded: packed.l0)
            accounts[index].incarnation = UInt32(truncatingIfNeeded: packed.l1)
            accounts[index].hasWrittenSlots = packed.l2 != 0
            accounts[index].storageRoot = Bytes32(journal.popWord())
        case .slotReread:
            let packed = journal.popWord()
            slots[index].originalStamp = UInt32(truncatingIfNeeded: packed.l0)
            slots[index].incarnation = UInt32(truncatingIfNeeded: packed.l1)
            slots[index].stored = journal.popWord()
            slots[index].original = journal.popWord()
            slots[index].current = journal.popWord()
        case .slot:
            slots[index].current = journal.popWord()
        case .transientSlot:
            transientValues[index] = journal.popWord()
        }
    }
}
