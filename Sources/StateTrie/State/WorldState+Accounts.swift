public import Primitives

extension WorldState {
    /// The account as it is now, nil when it is absent or empty (EIP-161).
    ///
    /// Its storage root is that of the last root computation.
    /// - Throws: `StateError` when the database cannot tell.
    public mutating func account(_ address: Address) throws(StateError) -> Account? {
        accounts[try loaded(address)].account
    }

    /// Balance in wei.
    ///
    /// - Throws: `StateError` when the database cannot tell.
    public mutating func balance(of address: Address) throws(StateError) -> UInt256 {
        accounts[try loaded(address)].balance
    }

    /// Nonce of an account.
    ///
    /// - Throws: `StateError` when the database cannot tell.
    public mutating func nonce(of address: Address) throws(StateError) -> UInt64 {
        accounts[try loaded(address)].nonce
    }

    /// Keccak-256 of an account's code; zero when the account is absent or empty (EIP-1052).
    ///
    /// - Throws: `StateError` when the database cannot tell.
    public mutating func codeHash(of address: Address) throws(StateError) -> Bytes32 {
        let index = try loaded(address)
        return accounts[index].isEmpty ? .zero : accounts[index].codeHash
    }

    /// Code of an account.
    ///
    /// - Throws: `StateError.missingCode`, or another when the database cannot tell.
    public mutating func code(of address: Address) throws(StateError) -> [UInt8] {
        codes[try loadedCode(address)]
    }

    /// Bytes of an account's code.
    ///
    /// - Throws: `StateError.missingCode`, or another when the database cannot tell.
    public mutating func codeSize(of address: Address) throws(StateError) -> Int {
        codes[try loadedCode(address)].count
    }

    /// True when the account has neither nonce, balance nor code, or is absent (EIP-161, "dead").
    ///
    /// - Throws: `StateError` when the database cannot tell.
    public mutating func isEmpty(_ address: Address) throws(StateError) -> Bool {
        accounts[try loaded(address)].isEmpty
    }

    /// Adds wei to a balance and touches the account, also by zero (EIP-161).
    ///
    /// - Throws: `StateError.balanceOverflow`, or another when the database cannot tell.
    public mutating func addBalance(_ address: Address, _ amount: UInt256) throws(StateError) {
        let index = try loaded(address)
        let old = accounts[index].balance
        let sum = old.addingReportingOverflow(amount)
        guard !sum.overflow else { throw .balanceOverflow(address) }
        setBalance(index, from: old, to: sum.partialValue)
    }

    /// Takes wei from a balance and touches the account.
    ///
    /// - Throws: `StateError.insufficientBalance`, or another when the database cannot tell.
    public mutating func subtractBalance(_ address: Address, _ amount: UInt256) throws(StateError) {
        let index = try loaded(address)
        let old = accounts[index].balance
        let difference = old.subtractingReportingOverflow(amount)
        guard !difference.overflow else { throw .insufficientBalance(address) }
        setBalance(index, from: old, to: difference.partialValue)
    }

    /// Sets an account's nonce and touches the account.
    ///
    /// - Throws: `StateError` when the database cannot tell.
    public mutating func setNonce(_ address: Address, _ nonce: UInt64) throws(StateError) {
        let index = try loaded(address)
        touch(index)
        journal.append(.nonce, index, old: UInt256(accounts[index].nonce))
        accounts[index].nonce = nonce
    }

    /// Sets an account's code and touches the account.
    ///
    /// - Throws: `StateError` when the database cannot tell.
    public mutating func setCode(_ address: Address, _ code: [UInt8]) throws(StateError) {
        let index = try loaded(address)
        touch(index)
        journal.push(accounts[index].codeHash.uint256)
        journal.append(.code, index, old: UInt256(UInt64(bitPattern: Int64(accounts[index].codeIndex))))
        let hash = Keccak256.hash(code)
        let codeIndex = keepCode(code, hash: hash)
        codeSources[codeIndex].deploymentCount &+= 1
        accounts[index].codeHash = hash
        accounts[index].codeIndex = Int32(truncatingIfNeeded: codeIndex)
    }

    /// Marks an account as created by the transaction, and empties its storage; balance, nonce and code stay.
    ///
    /// - Throws: `StateError` when the database cannot tell.
    public mutating func createAccount(_ address: Address) throws(StateError) {
        let index = try loaded(address)
        touch(index)
        journal.append(.created, index, old: UInt256(UInt64(accounts[index].createdStamp)))
        accounts[index].createdStamp = transactionNumber
        let old = accounts[index]
        journal.push(old.storageRoot.uint256)
        journal.append(
            .storageEmptied,
            index,
            old: UInt256(
                l0: UInt64(truncatingIfNeeded: old.storageTrie),
                l1: UInt64(old.incarnation),
                l2: old.hasWrittenSlots ? 1 : 0,
                l3: 0
            )
        )
        emptyStorage(index)
    }

    /// True when the transaction created the account (EIP-6780).
    public mutating func wasCreatedInTransaction(_ address: Address) -> Bool {
        accounts[record(of: address)].createdStamp == transactionNumber
    }

    /// Marks an account for deletion when the transaction finishes; whether it may be deleted is the EVM's rule.
    public mutating func markSelfDestructed(_ address: Address) throws(StateError) {
        let index = try loaded(address)
        touch(index)
        guard accounts[index].destructedStamp != transactionNumber else { return }
        journal.append(.destructed, index)
        accounts[index].destructedStamp = transactionNumber
        destructedAccounts.append(index)
    }

    /// Marks an account as warm (EIP-2929).
    ///
    /// - Returns: True when it was cold.
    public mutating func accessAccount(_ address: Address) -> Bool {
        let index = record(of: address)
        guard accounts[index].warmStamp != transactionNumber else { return false }
        journal.append(.accountWarmed, index)
        accounts[index].warmStamp = transactionNumber
        return true
    }

    /// Takes the hash of an address as known, so that it is not computed: for addresses whose hashes are constants.
    ///
    /// - Requires: `hash` is Keccak-256 of the address; with another, the account is another.
    package mutating func know(_ hash: Bytes32, of address: Address) {
        accounts[record(of: address)].know(addressHash: hash)
    }

    private mutating func setBalance(_ index: Int, from old: UInt256, to new: UInt256) {
        touch(index)
        guard new != old else { return }
        journal.append(.balance, index, old: old)
        accounts[index].balance = new
    }

    /// Notes that the transaction touched a loaded account.
    private mutating func touch(_ index: Int) {
        guard accounts[index].touchedStamp != transactionNumber else { return }
        journal.append(.touched, index)
        accounts[index].touchedStamp = transactionNumber
        touchedAccounts.append(index)
    }

    /// The record of an account, read from the trie.
    @inline(__always)
    mutating func loaded(_ address: Address) throws(StateError) -> Int {
        let index = record(of: address)
        if !accounts[index].isLoaded { try load(index) }
        return index
    }

    @inline(never)
    private mutating func load(_ index: Int) throws(StateError) {
        if let account = try storedAccount(at: accounts[index].key) {
            accounts[index].stored = account
            accounts[index].nonce = account.nonce
            accounts[index].balance = account.balance
            accounts[index].storageRoot = account.storageRoot
            accounts[index].codeHash = account.codeHash
        }
        accounts[index].isLoaded = true
    }

    /// The account as the trie holds it, also when it is empty.
    mutating func storedAccount(of address: Address) throws(StateError) -> Account? {
        accounts[try loaded(address)].stored
    }

    private mutating func storedAccount(at key: NibblePath) throws(StateError) -> Account? {
        guard let value = try trie.value(in: stateTrie, at: key) else { return nil }
        do {
            return try Account(decoding: trie.values[value.offset..<value.offset &+ value.count])
        } catch {
            throw .malformedAccount(path: key, error)
        }
    }

    /// Where the code of an account is among `codes`.
    @inline(__always)
    private mutating func loadedCode(_ address: Address) throws(StateError) -> Int {
        let index = try loaded(address)
        let known = accounts[index].codeIndex
        return known >= 0 ? Int(known) : try loadCode(index)
    }

    @inline(never)
    private mutating func loadCode(_ index: Int) throws(StateError) -> Int {
        let hash = accounts[index].codeHash
        // Not remembered for the account: the deployment, by another account, can still be reverted.
        if let known = codeIndex(of: hash), codeSources[known].deploymentCount > 0 { return known }
        let codeIndex: Int
        if hash == Keccak256.empty {
            codeIndex = 0
        } else {
            guard let code = database.code(hash) else { throw .missingCode(hash: hash) }
            codeIndex = keepCode(code, hash: hash)
            codeSources[codeIndex].wasRead = true
        }
        accounts[index].codeIndex = Int32(truncatingIfNeeded: codeIndex)
        return codeIndex
    }
}
