import Primitives
import StateTrie
import Testing

@Suite struct NodeDatabaseTests {
    /// A state in which one more account has one wei.
    private func grow(_ database: inout NodeDatabase, from root: Bytes32, _ number: UInt64) throws -> Bytes32 {
        var state = WorldState(root: root, database: database)
        try state.addBalance(Address(number), 1)
        return try state.commit(into: &database)
    }

    @Test func copiesGoTheirOwnWays() throws {
        var database = NodeDatabase()
        var root = EmptyTrie.root
        for number in 1...40 as ClosedRange<UInt64> { root = try grow(&database, from: root, number) }
        var copy = database
        let inCopy = try grow(&copy, from: root, 1_000)
        let inOriginal = try grow(&database, from: root, 2_000)
        #expect(database.node(inCopy) == nil && copy.node(inOriginal) == nil)
        #expect(database.node(inOriginal) != nil && copy.node(inCopy) != nil)
        #expect(database.node(root) == copy.node(root))
        // The copy dies, and the original goes on in place; what it had stays.
        copy = NodeDatabase()
        let later = try grow(&database, from: inOriginal, 3_000)
        #expect(try database.totalBalance(stateRoot: later) == 42)
        #expect(try database.totalBalance(stateRoot: root) == 40)
        #expect(copy.node(root) == nil)
    }

    @Test func layersStayFewHoweverCopiesComeAndGo() throws {
        var database = NodeDatabase()
        var root = EmptyTrie.root
        var copies: [NodeDatabase] = []
        for number in 1...600 as ClosedRange<UInt64> {
            if number % 3 == 0 { copies.append(database) }
            if number % 50 == 0 { copies.removeAll() }
            root = try grow(&database, from: root, number)
            #expect(database.layerCount <= 16)
        }
        copies.removeAll()
        #expect(try database.totalBalance(stateRoot: root) == 600)
    }

    @Test func changesAreWhatTheDatabaseLacks() throws {
        var database = NodeDatabase()
        let code: [UInt8] = [0x5b, 0x00]
        let allocation = (1...50).map { (Address(UInt64($0)), GenesisAccount(balance: 1, code: code)) }
        let root = try WorldState.genesisRoot(of: allocation, into: &database)
        var state = WorldState(root: root, database: database)
        try state.setStorage(Address(7), 3, 5)
        try state.setCode(Address(60), [0xfe])
        #expect(try state.code(of: Address(8)) == code)
        let changes = try state.collectChanges()
        #expect(database.node(changes.stateRoot) == nil)
        database.add(changes)
        var reopened = WorldState(root: changes.stateRoot, database: database)
        #expect(try reopened.storage(Address(7), 3) == 5)
        #expect(try reopened.code(of: Address(60)) == [0xfe])
        #expect(try reopened.code(of: Address(7)) == code)
    }

    @Test func whatIsKeptIsWholeAndNothingElse() throws {
        var database = NodeDatabase()
        let allocation = (1...80).map { number in
            let storage = Dictionary(uniqueKeysWithValues: (0..<UInt64(number)).map { (UInt256($0), UInt256($0 + 1)) })
            return (Address(UInt64(number)), GenesisAccount(balance: 1, code: [UInt8(number)], storage: storage))
        }
        let first = try WorldState.genesisRoot(of: allocation, into: &database)
        var roots = [first]
        for number in 0..<20 as Range<UInt64> {
            var state = WorldState(root: roots[roots.count - 1], database: database)
            try state.setStorage(Address(70), UInt256(number), 99)
            roots.append(try state.commit(into: &database))
        }
        let kept = try #require(database.keeping([first, roots[20]]))
        for (index, root) in roots.enumerated() {
            let isKept = index == 0 || index == 20
            #expect((kept.node(root) != nil) == isKept)
        }
        for root in [first, roots[20]] {
            var (whole, part) = (WorldState(root: root, database: database), WorldState(root: root, database: kept))
            for (address, account) in allocation {
                #expect(try part.code(of: address) == account.code)
                for slot in account.storage.keys {
                    #expect(try part.storage(address, slot) == whole.storage(address, slot))
                }
            }
        }
        #expect(kept.keeping([roots[10]]) == nil)
        #expect(database.keeping([EmptyTrie.root])?.node(first) == nil)
    }

    @Test func noStateIsKeptOfWhichAPartIsMissingOrMalformed() throws {
        let leaf = Account(balance: 1, storageRoot: Keccak256.hash([1])).encoded
        var database = NodeDatabase()
        var trie = MerklePatriciaTrie()
        try trie.set(Keccak256.hash(Address(1)).bytes, leaf)
        #expect(database.keeping([trie.commit(into: &database)]) == nil, "the storage is missing")
        let account = Account(balance: 1, codeHash: Keccak256.hash([1])).encoded
        try trie.set(Keccak256.hash(Address(1)).bytes, account)
        #expect(database.keeping([trie.commit(into: &database)]) == nil, "the code is missing")
        try trie.set(Keccak256.hash(Address(1)).bytes, [0x80] + account)
        #expect(database.keeping([trie.commit(into: &database)]) == nil, "the account is malformed")
        for node in [
            [], [0x81, 0x80], [0xc0], [0xc1, 0x80], [0xc2, 0x80, 0x80], [0xf8], [0xc3, 0x20, 0x80, 0x80, 0x80],
        ]
            as [[UInt8]]
        {
            #expect(NodeDatabase(nodes: [node], codes: []).keeping([Keccak256.hash(node)]) == nil, "node \(node)")
        }
    }

    @Test func keysOfTheFirstSlotsAreTheirHashes() throws {
        // A slot's value is found under the hash of its number, which the reference computes anew.
        for slot in 0..<12 as Range<UInt64> {
            var state = WorldState(root: EmptyTrie.root, database: NodeDatabase())
            try state.addBalance(Address(1), 1)
            try state.setStorage(Address(1), UInt256(slot), 7)
            _ = try state.computeRoot()
            var storage = MerklePatriciaTrie()
            try storage.set(Keccak256.hash(Bytes32(UInt256(slot)).bytes).bytes, [7])
            #expect(try state.account(Address(1))?.storageRoot == storage.root(), "slot \(slot)")
        }
    }
}
