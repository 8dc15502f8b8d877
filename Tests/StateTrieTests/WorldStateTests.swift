import Primitives
import StateTrie
import Testing

struct WorldStateTests {
    private let a = Address(0xa)
    private let b = Address(0xb)

    private func opened(_ allocation: [(Address, GenesisAccount)]) throws -> WorldState {
        var database = NodeDatabase()
        let root = try WorldState.genesisRoot(of: allocation, into: &database)
        return WorldState(root: root, database: database)
    }

    private func genesisRoot(_ allocation: [(Address, GenesisAccount)]) throws -> Bytes32 {
        var database = NodeDatabase()
        return try WorldState.genesisRoot(of: allocation, into: &database)
    }

    /// More accounts and slots than the tables of records have room for at first.
    @Test
    func manyAccountsAndSlotsKeepWhatIsTheirs() throws {
        var state = try opened([])
        let count: UInt64 = 1_000
        for pass in 0..<2 as Range<UInt64> {
            for index in 1...count {
                let address = Address(index)
                try state.setNonce(address, index &+ pass)
                for slot in 0..<3 as Range<UInt64> {
                    try state.setStorage(address, UInt256(slot), UInt256(7 &* index &+ slot &+ pass))
                }
            }
        }
        for index in (1...count).reversed() {
            let address = Address(index)
            #expect(try state.nonce(of: address) == index + 1)
            for slot in 0..<3 as Range<UInt64> {
                #expect(try state.storage(address, UInt256(slot)) == UInt256(7 * index + slot + 1))
            }
            #expect(try state.storage(address, 3) == 0)
        }
        #expect(try state.nonce(of: Address(count + 1)) == 0)
    }

    @Test
    func accountsCreatedAndDestructedInOneTransactionVanish() throws {
        var state = try opened([(a, GenesisAccount(balance: 5))])
        let root = try state.computeRoot()
        state.beginTransaction()
        try state.createAccount(b)
        try state.setNonce(b, 1)
        try state.setCode(b, [1, 2])
        try state.setStorage(b, 1, 7)
        try state.addBalance(b, 3)
        try state.markSelfDestructed(b)
        #expect(try state.storage(b, 1) == 7)
        state.finishTransaction()
        #expect(try state.isEmpty(b) == true)
        #expect(try state.storage(b, 1) == 0)
        #expect(try state.code(of: b).isEmpty)
        #expect(try state.computeRoot() == root)
    }

    @Test
    func accountsOfEarlierTransactionsAreDeletedWhenMarked() throws {
        var state = try opened([(a, GenesisAccount(balance: 5, code: [1], storage: [1: 1]))])
        state.beginTransaction()
        try state.markSelfDestructed(a)
        #expect(try state.balance(of: a) == 5)
        state.finishTransaction()
        #expect(try state.isEmpty(a) && state.storage(a, 1) == 0)
        #expect(try state.computeRoot() == EmptyTrie.root)
    }

    @Test
    func revertedSelfDestructionDoesNotDelete() throws {
        var state = try opened([])
        state.beginTransaction()
        try state.createAccount(a)
        try state.setNonce(a, 1)
        let snapshot = state.snapshot()
        try state.markSelfDestructed(a)
        state.revert(to: snapshot)
        state.finishTransaction()
        #expect(try state.nonce(of: a) == 1)
    }

    @Test
    func touchedEmptyAccountsAreDeletedAndUntouchedOnesStay() throws {
        var state = try opened([(a, GenesisAccount()), (b, GenesisAccount(balance: 1))])
        let root = try state.computeRoot()
        let emptyAccount = try state.account(a)
        #expect(emptyAccount == nil)
        state.beginTransaction()
        let snapshot = state.snapshot()
        try state.addBalance(a, 0)
        state.revert(to: snapshot)
        state.finishTransaction()
        #expect(try state.computeRoot() == root)

        state.beginTransaction()
        try state.addBalance(a, 0)
        state.finishTransaction()
        let expected = try genesisRoot([(b, GenesisAccount(balance: 1))])
        #expect(try state.computeRoot() == expected)
    }

    @Test
    func accountsDrainedInATransactionAreDeleted() throws {
        var state = try opened([(a, GenesisAccount(balance: 4)), (b, GenesisAccount(balance: 1))])
        state.beginTransaction()
        try state.subtractBalance(a, 4)
        try state.addBalance(b, 4)
        let expected = try genesisRoot([(b, GenesisAccount(balance: 5))])
        #expect(try state.computeRoot() == expected)
    }

    @Test
    func changesOutsideOfTransactionsCount() throws {
        var state = try opened([])
        try state.addBalance(a, 3)
        state.beginTransaction()
        state.finishTransaction()
        try state.setStorage(a, 1, 2)
        let expected = try genesisRoot([(a, GenesisAccount(balance: 3, storage: [1: 2]))])
        #expect(try state.computeRoot() == expected)
    }

    @Test
    func creationKeepsBalanceAndWarmthAndEmptiesStorage() throws {
        var state = try opened([(a, GenesisAccount(balance: 9, storage: [1: 2]))])
        state.beginTransaction()
        #expect(try state.hasStorage(a) == true)
        #expect(state.accessStorage(a, 1) == true)
        #expect(try state.storage(a, 1) == 2)
        let snapshot = state.snapshot()
        try state.createAccount(a)
        #expect(try state.hasStorage(a) == false)
        #expect(try state.balance(of: a) == 9)
        #expect(try state.storage(a, 1) == 0)
        try state.setStorage(a, 1, 5)
        #expect(try state.storageForWrite(a, 1) == (0, 5))
        #expect(try state.hasStorage(a) == true)
        #expect(state.accessStorage(a, 1) == false)
        #expect(state.wasCreatedInTransaction(a) == true)
        state.revert(to: snapshot)
        #expect(try state.storage(a, 1) == 2)
        #expect(try state.hasStorage(a) == true)
        #expect(state.wasCreatedInTransaction(a) == false)
        #expect(state.accessStorage(a, 1) == false)
    }

    @Test
    func marksOfATransactionEndWithIt() throws {
        var state = try opened([(a, GenesisAccount(balance: 9))])
        state.beginTransaction()
        #expect(state.accessAccount(a) == true)
        #expect(state.accessAccount(a) == false)
        #expect(state.accessStorage(a, 1) == true)
        #expect(state.accessStorage(a, 1) == false)
        state.setTransientStorage(a, 1, 4)
        try state.setStorage(a, 1, 3)
        #expect(try state.storageForWrite(a, 1) == (0, 3))
        state.finishTransaction()
        state.beginTransaction()
        #expect(state.accessAccount(a) == true)
        #expect(state.accessStorage(a, 1) == true)
        #expect(state.transientStorage(a, 1) == 0)
        #expect(try state.storageForWrite(a, 1) == (3, 3))
    }

    @Test
    func warmingReadsNothing() throws {
        var state = WorldState(root: Keccak256.hash([1]), database: NodeDatabase())
        state.beginTransaction()
        #expect(state.accessAccount(a) == true)
        #expect(state.accessStorage(a, 1) == true)
        #expect(throws: StateError.missingNode(hash: Keccak256.hash([1]), path: NibblePath())) {
            try state.balance(of: a)
        }
        #expect(throws: StateError.self) { try state.storage(a, 1) }
    }

    @Test
    func balancesNeitherOverflowNorUnderflow() throws {
        var state = try opened([(a, GenesisAccount(balance: .max))])
        #expect(throws: StateError.balanceOverflow(a)) { try state.addBalance(a, 1) }
        #expect(throws: StateError.insufficientBalance(b)) { try state.subtractBalance(b, 1) }
        #expect(try state.balance(of: a) == .max)
    }

    @Test
    func aMissingCodeIsNamed() throws {
        var database = NodeDatabase()
        let root = try WorldState.genesisRoot(of: [(a, GenesisAccount(code: [1, 2, 3]))], into: &database)
        let nodes = try TrieProof.make(key: Keccak256.hash(a).bytes, root: root, database: database).nodes
        var state = WorldState(root: root, database: NodeDatabase(nodes: nodes, codes: []))
        #expect(throws: StateError.missingCode(hash: Keccak256.hash([1, 2, 3]))) { try state.codeSize(of: a) }
        #expect(try state.codeHash(of: a) == Keccak256.hash([1, 2, 3]))
    }

    @Test
    func codesThatTheBlockDeploysAreNotInItsWitness() throws {
        var database = NodeDatabase()
        let root = try WorldState.genesisRoot(of: [(a, GenesisAccount(code: [1]))], into: &database)
        var state = WorldState(root: root, database: database, recordsWitness: true)
        state.beginTransaction()
        try state.setCode(b, [2])
        #expect(try state.code(of: b) == [2])
        #expect(state.witness().codes.isEmpty)
        #expect(try state.code(of: a) == [1])
        _ = try state.commit(into: &database)
        #expect(state.witness().codes == [[1]])
        #expect(database.code(Keccak256.hash([2])) == [2])
    }

    @Test
    func malformedAccountsAndValuesAreNamed() throws {
        var database = NodeDatabase()
        var trie = MerklePatriciaTrie()
        let key = NibblePath(Keccak256.hash(a))
        try trie.set(Keccak256.hash(a).bytes, [0xc1, 0x01])
        var state = WorldState(root: trie.commit(into: &database), database: database)
        #expect(throws: StateError.self) { try state.nonce(of: a) }
        state = WorldState(root: trie.root(), database: database)
        #expect(throws: StateError.malformedAccount(path: key, .unexpectedEnd)) { try state.nonce(of: a) }

        var storage = MerklePatriciaTrie()
        let slotKey = Keccak256.hash(Bytes32(UInt256(1)))
        for (bytes, flaw) in [([0x00], RLPError.leadingZero), ([0x80], .invalidValue), ([1, 1], .trailingBytes)] {
            try storage.set(slotKey.bytes, bytes.map { UInt8($0) })
            let account = Account(balance: 1, storageRoot: storage.commit(into: &database))
            try trie.set(Keccak256.hash(a).bytes, account.encoded)
            let root = trie.commit(into: &database)
            state = WorldState(root: root, database: database)
            #expect(throws: StateError.malformedStorageValue(path: NibblePath(slotKey), flaw)) {
                try state.storage(a, 1)
            }
        }
    }

    @Test
    func differencesListWhatChanged() throws {
        var state = try opened([(a, GenesisAccount(balance: 4, storage: [1: 2, 5: 6])), (b, GenesisAccount(nonce: 1))])
        state.beginTransaction()
        try state.setStorage(a, 5, 7)
        try state.setStorage(a, 1, 2)
        try state.setNonce(b, 2)
        _ = try state.balance(of: Address(0xc))
        _ = try state.computeRoot()
        let differences = try state.differences()
        #expect(differences.map(\.address) == [a, b])
        #expect(differences[0].storage.map(\.slot) == [5])
        #expect(differences[0].storage.map(\.before) == [6] && differences[0].storage.map(\.after) == [7])
        #expect(differences[1].before?.nonce == 1 && differences[1].after?.nonce == 2)
    }

    @Test
    func copiesAreIndependent() throws {
        var state = try opened([(a, GenesisAccount(balance: 4))])
        var copy = state
        try copy.addBalance(a, 1)
        #expect(try state.balance(of: a) == 4)
        #expect(try copy.balance(of: a) == 5)
    }

    @Test
    func accountsEncodeAndDecodeStrictly() throws {
        let account = Account(nonce: 7, balance: .max, storageRoot: Keccak256.hash([1]), codeHash: Keccak256.hash([2]))
        #expect(try Account(decoding: account.encoded) == account)
        let bytes = account.encoded
        #expect(throws: RLPError.trailingBytes) { try Account(decoding: bytes + [0]) }
        #expect(throws: RLPError.unexpectedEnd) { try Account(decoding: Array(bytes.dropLast())) }
        let extra = RLPEncoder.encodeList { list in
            list.appendRaw(bytes.dropFirst(2))
            list.append(UInt64(1))
        }
        #expect(throws: RLPError.trailingBytes) { try Account(decoding: extra) }
        let zero = Account().encoded
        #expect(zero[2] == 0x80)
        var leading = zero
        leading[2] = 0x00
        #expect(throws: RLPError.leadingZero) { try Account(decoding: leading) }
    }

    @Test
    func aDatabaseKeepsWhatManyBlocksAdd() throws {
        var database = NodeDatabase()
        var root = EmptyTrie.root
        var roots: [Bytes32] = []
        for block in 1...200 {
            var state = WorldState(root: root, database: database)
            try state.addBalance(Address(UInt64(block)), UInt256(UInt64(block)))
            try state.setCode(Address(UInt64(block % 7)), [UInt8(block)])
            root = try state.commit(into: &database)
            roots.append(root)
        }
        for (index, root) in roots.enumerated() {
            var state = WorldState(root: root, database: database)
            #expect(try state.balance(of: Address(UInt64(index + 1))) == UInt256(UInt64(index + 1)))
            #expect(try state.balance(of: Address(UInt64(index + 2))) == .zero)
            #expect(try state.code(of: Address(UInt64((index + 1) % 7))) == [UInt8(index + 1)])
        }
        var other = NodeDatabase()
        other.merge(database)
        var state = WorldState(root: root, database: other)
        #expect(try state.balance(of: Address(100)) == 100)
    }

    @Test
    func deletionsAfterInsertionsReadNoSiblingInVain() throws {
        // Three addresses whose hashed keys part at the root.
        let firstNibble = { (address: Address) in NibblePath(Keccak256.hash(address))[0] }
        let addresses = (1...200).map { Address(UInt64($0)) }
        let kept = addresses[0]
        let deleted = try #require(addresses.first { firstNibble($0) != firstNibble(kept) })
        let created = try #require(
            addresses.first { firstNibble($0) != firstNibble(kept) && firstNibble($0) != firstNibble(deleted) }
        )
        var database = NodeDatabase()
        let allocation = [(kept, GenesisAccount(balance: 1)), (deleted, GenesisAccount(balance: 1))]
        let root = try WorldState.genesisRoot(of: allocation, into: &database)

        var state = WorldState(root: root, database: database, recordsWitness: true)
        try state.subtractBalance(deleted, 1)
        try state.addBalance(created, 1)
        _ = try state.computeRoot()
        #expect(state.witness().state.count == 2)

        state = WorldState(root: root, database: database, recordsWitness: true)
        try state.subtractBalance(deleted, 1)
        _ = try state.computeRoot()
        #expect(state.witness().state.count == 3)
    }

    @Test
    func totalBalanceSumsAllAccounts() throws {
        var database = NodeDatabase()
        let allocation = (1...300).map { (Address(UInt64($0)), GenesisAccount(balance: UInt256(UInt64($0)))) }
        let root = try WorldState.genesisRoot(of: allocation, into: &database)
        #expect(try database.totalBalance(stateRoot: root) == UInt256(300 * 301 / 2))
        #expect(try database.totalBalance(stateRoot: EmptyTrie.root) == 0)
        #expect(throws: StateError.missingNode(hash: root, path: NibblePath())) {
            try NodeDatabase().totalBalance(stateRoot: root)
        }
        let rich = [(a, GenesisAccount(balance: .max)), (b, GenesisAccount(balance: 1))]
        let richRoot = try WorldState.genesisRoot(of: rich, into: &database)
        #expect(throws: StateError.self) { try database.totalBalance(stateRoot: richRoot) }
    }
}
