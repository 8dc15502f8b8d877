import Primitives
import StateTrie
import TestSupport
import Testing

struct TrieProofTests {
    private func sample(seed: UInt64, count: Int) throws -> (database: NodeDatabase, root: Bytes32, keys: [[UInt8]]) {
        var random = SplitMix64(seed: seed)
        var database = NodeDatabase()
        var trie = MerklePatriciaTrie()
        var keys: [[UInt8]] = []
        for _ in 0..<count {
            let key = Keccak256.hash(random.bytes(8)).bytes
            keys.append(key)
            try trie.set(key, random.bytes(Int.random(in: 1...80, using: &random)))
        }
        let root = trie.commit(into: &database)
        return (database, root, keys)
    }

    @Test
    func presentKeysAreProven() throws {
        let (database, root, keys) = try sample(seed: 41, count: 300)
        var trie = MerklePatriciaTrie(root: root, database: database)
        for key in keys {
            let proof = try TrieProof.make(key: key, root: root, database: database)
            let value = try #require(try trie.get(key))
            #expect(try proof.verify(key: key, root: root) == .value(value))
        }
    }

    @Test
    func absentKeysAreProven() throws {
        let (database, root, _) = try sample(seed: 42, count: 300)
        var random = SplitMix64(seed: 43)
        for _ in 0..<300 {
            let key = random.bytes(32)
            let proof = try TrieProof.make(key: key, root: root, database: database)
            #expect(try proof.verify(key: key, root: root) == .absent)
        }
        let empty = TrieProof(nodes: [])
        #expect(try empty.verify(key: [1], root: EmptyTrie.root) == .absent)
    }

    @Test
    func everyChangedByteIsRejected() throws {
        let (database, root, keys) = try sample(seed: 44, count: 40)
        for key in keys.prefix(4) + [[UInt8](repeating: 0x5a, count: 32)] {
            let proof = try TrieProof.make(key: key, root: root, database: database)
            for node in proof.nodes.indices {
                for offset in proof.nodes[node].indices {
                    for bit in [UInt8(1), 0x80] {
                        var changed = proof
                        changed.nodes[node][offset] ^= bit
                        #expect(throws: TrieProofError.self) { try changed.verify(key: key, root: root) }
                    }
                }
            }
        }
    }

    @Test
    func missingSuperfluousAndMisplacedNodesAreRejected() throws {
        let (database, root, keys) = try sample(seed: 45, count: 300)
        let proof = try TrieProof.make(key: keys[0], root: root, database: database)
        try #require(proof.nodes.count >= 3)
        for index in proof.nodes.indices {
            var changed = proof
            changed.nodes.remove(at: index)
            #expect(throws: TrieProofError.self) { try changed.verify(key: keys[0], root: root) }
            changed = proof
            changed.nodes.insert(proof.nodes[index], at: index)
            #expect(throws: TrieProofError.superfluousNode(index: index + 1)) {
                try changed.verify(key: keys[0], root: root)
            }
        }
        var swapped = proof
        swapped.nodes.swapAt(0, 1)
        #expect(throws: TrieProofError.superfluousNode(index: 0)) { try swapped.verify(key: keys[0], root: root) }
        var flooded = proof
        flooded.nodes += Array(repeating: [0xc0], count: 10_000)
        #expect(throws: TrieProofError.self) { try flooded.verify(key: keys[0], root: root) }
        #expect(throws: TrieProofError.self) { try proof.verify(key: keys[0], root: Keccak256.empty) }
        #expect(throws: TrieProofError.keyTooLong(byteCount: 33)) {
            try proof.verify(key: [UInt8](repeating: 1, count: 33), root: root)
        }
    }

    @Test
    func accountProofsShowAccountsAndSlots() throws {
        var database = NodeDatabase()
        let address = Address(0xabc)
        var allocation = (1...50).map { (Address(UInt64($0)), GenesisAccount(balance: UInt256(UInt64($0)))) }
        allocation.append((address, GenesisAccount(balance: 9, nonce: 3, code: [1], storage: [1: 0x55, 7: 8])))
        let root = try WorldState.genesisRoot(of: allocation, into: &database)
        let proof = try AccountProof.make(address: address, slots: [1, 2, 7], root: root, database: database)
        #expect(proof.storage.map(\.value) == [0x55, 0, 8])
        #expect(proof.nonce == 3 && proof.balance == 9 && proof.codeHash == Keccak256.hash([1]))
        try proof.verify(root: root)

        var wrong = proof
        wrong.account?.balance = 10
        #expect(throws: TrieProofError.wrongAccount) { try wrong.verify(root: root) }
        wrong = proof
        wrong.account = nil
        #expect(throws: TrieProofError.wrongAccount) { try wrong.verify(root: root) }
        wrong = proof
        wrong.storage[1].value = 1
        #expect(throws: TrieProofError.wrongValue(slot: 2)) { try wrong.verify(root: root) }
        wrong = proof
        wrong.storage[0].slot = 7
        #expect(throws: TrieProofError.self) { try wrong.verify(root: root) }

        let absent = try AccountProof.make(address: Address(0xdead), slots: [1], root: root, database: database)
        #expect(absent.account == nil && absent.storage[0].value.isZero)
        try absent.verify(root: root)
    }
}
