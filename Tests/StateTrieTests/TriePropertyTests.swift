import Primitives
import StateTrie
import TestSupport
import Testing

struct TriePropertyTests {
    /// Keys of several lengths over few distinct bytes, so that paths share prefixes and end inside each other.
    private func randomKey(_ random: inout SplitMix64, isHashed: Bool) -> [UInt8] {
        if isHashed { return Keccak256.hash([UInt8.random(in: 0..<200, using: &random)]).bytes }
        let count = Int.random(in: 0...4, using: &random)
        return (0..<count).map { _ in [0x00, 0x01, 0x10, 0x11, 0xf1].randomElement(using: &random) ?? 0 }
    }

    private func randomValue(_ random: inout SplitMix64) -> [UInt8] {
        random.bytes([1, 2, 20, 31, 32, 33, 55, 56, 70, 300].randomElement(using: &random) ?? 1)
    }

    @Test(arguments: [(UInt64(1), false), (2, false), (3, true), (4, true)])
    func randomChangesAgreeWithADictionaryRebuiltFromScratch(seed: UInt64, isHashed: Bool) throws {
        var random = SplitMix64(seed: seed)
        var model: [[UInt8]: [UInt8]] = [:]
        var trie = MerklePatriciaTrie()
        for step in 0..<3000 {
            let key = randomKey(&random, isHashed: isHashed)
            // Long phases of growth and of decay make the trie both large and empty.
            let removes = UInt8.random(in: 0..<10, using: &random) < (step / 500 % 2 == 0 ? 3 : 8)
            if removes {
                try trie.remove(key)
                model[key] = nil
            } else {
                let value = randomValue(&random)
                try trie.set(key, value)
                model[key] = value
            }
            let asked = randomKey(&random, isHashed: isHashed)
            #expect(try trie.get(asked) == model[asked], "seed \(seed) step \(step)")
            if step % 7 == 0 {
                #expect(trie.root() == ReferenceTrie.root(of: model), "seed \(seed) step \(step)")
            }
        }
    }

    @Test(arguments: [UInt64(11), 12])
    func committedTriesOpenAgainAtEveryRoot(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var database = NodeDatabase()
        var model: [[UInt8]: [UInt8]] = [:]
        var root = EmptyTrie.root
        var history: [(Bytes32, [[UInt8]: [UInt8]])] = []
        for round in 0..<60 {
            var trie = MerklePatriciaTrie(root: root, database: database)
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let key = randomKey(&random, isHashed: seed == 12)
                let value = Bool.random(using: &random) ? randomValue(&random) : []
                try trie.set(key, value)
                model[key] = value.isEmpty ? nil : value
            }
            // A root that was asked for before must not keep nodes out of the commit.
            if round % 2 == 0 { _ = trie.root() }
            root = trie.commit(into: &database)
            #expect(root == ReferenceTrie.root(of: model), "seed \(seed) round \(round)")
            history.append((root, model))
        }
        for (root, model) in history {
            var trie = MerklePatriciaTrie(root: root, database: database)
            for (key, value) in model {
                #expect(try trie.get(key) == value, "seed \(seed)")
            }
        }
    }

    @Test
    func orderedRootsAgreeWithTheDefinition() {
        var random = SplitMix64(seed: 21)
        for count in Array(0...20) + [126, 127, 128, 129, 130, 255, 256, 257, 300, 700] {
            let items = (0..<count).map { _ in random.bytes(Int.random(in: 0...70, using: &random)) }
            var map: [[UInt8]: [UInt8]] = [:]
            for (index, item) in items.enumerated() {
                var key = RLPEncoder()
                key.append(UInt64(index))
                map[key.bytes] = item
            }
            #expect(OrderedTrie.root(of: items) == ReferenceTrie.root(of: map), "\(count) items, seed 21")
        }
    }

    @Test
    func emptyTrieHasTheWellKnownRoot() throws {
        #expect(EmptyTrie.root == Keccak256.hash([0x80]))
        var trie = MerklePatriciaTrie()
        #expect(trie.root() == EmptyTrie.root)
        try trie.set([1], [2])
        try trie.set([1], [])
        #expect(trie.root() == EmptyTrie.root)
        #expect(OrderedTrie.root(of: []) == EmptyTrie.root)
    }

    @Test
    func keysOverThirtyTwoBytesAreRefused() {
        var trie = MerklePatriciaTrie()
        #expect(throws: StateError.keyTooLong(byteCount: 33)) { try trie.get([UInt8](repeating: 0, count: 33)) }
        #expect(throws: StateError.keyTooLong(byteCount: 40)) { try trie.set([UInt8](repeating: 0, count: 40), [1]) }
    }

    @Test
    func aFailedChangeLeavesTheContentsAsTheyWere() throws {
        // Two leaves under a branch; the database lacks the leaf that would take the branch's place.
        var database = NodeDatabase()
        var trie = MerklePatriciaTrie()
        let value = [UInt8](repeating: 7, count: 40)
        try trie.set([0x10], value)
        try trie.set([0x20], value + [8])
        let root = trie.commit(into: &database)
        let nodes = try TrieProof.make(key: [0x10], root: root, database: database).nodes
        var partial = MerklePatriciaTrie(root: root, database: NodeDatabase(nodes: nodes, codes: []))
        #expect(throws: StateError.self) { try partial.remove([0x10]) }
        #expect(try partial.get([0x10]) == value)
        #expect(partial.root() == root)
    }
}
