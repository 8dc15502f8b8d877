import Primitives
import StateTrie
import TestSupport
import Testing

struct HostileNodeTests {
    private static let hash = [0xa0] + [UInt8](repeating: 0xee, count: 32)
    private static let long = [UInt8](repeating: 5, count: 40)
    private static let empty: [UInt8] = [0x80]

    private static func branch(_ children: [Int: [UInt8]], value: [UInt8] = empty) -> [UInt8] {
        ReferenceTrie.list((0..<16).map { children[$0] ?? empty } + [value])
    }

    private static func short(_ path: [UInt8], _ item: [UInt8]) -> [UInt8] {
        ReferenceTrie.list([ReferenceTrie.string(path), item])
    }

    private static let leaf = short([0x20], ReferenceTrie.string(long))

    /// Root nodes with what is wrong with each.
    private static let malformed: [([UInt8], TrieNodeFlaw)] = [
        ([], .encoding(.unexpectedEnd)),
        ([0x81, 0x80], .encoding(.expectedList)),
        ([0xc0], .wrongItemCount),
        (ReferenceTrie.list([[0x20]]), .wrongItemCount),
        (ReferenceTrie.list([empty, empty, empty]), .wrongItemCount),
        (ReferenceTrie.list(Array(repeating: empty, count: 16)), .wrongItemCount),
        (ReferenceTrie.list(Array(repeating: hash, count: 18)), .wrongItemCount),
        (leaf + [0], .encoding(.trailingBytes)),
        (Array(leaf.dropLast()), .encoding(.unexpectedEnd)),
        ([0xf8, 0x02, 0x20, 0x01], .encoding(.nonCanonicalLength)),
        ([0xf9, 0x00, 0x40] + [UInt8](repeating: 0, count: 64), .encoding(.nonCanonicalLength)),
        ([0xff] + [UInt8](repeating: 0xff, count: 8), .encoding(.unexpectedEnd)),
        ([0xc3, 0x20, 0x81, 0x01], .encoding(.nonCanonicalByte)),
        (short([], ReferenceTrie.string(long)), .malformedHexPrefix),
        (short([0x40], ReferenceTrie.string(long)), .malformedHexPrefix),
        (short([0x21], ReferenceTrie.string(long)), .malformedHexPrefix),
        (short([0x01, 0x23], hash), .malformedHexPrefix),
        (ReferenceTrie.list([ReferenceTrie.list([[0x20]]), ReferenceTrie.string(long)]), .malformedHexPrefix),
        (short([0x30] + [UInt8](repeating: 0, count: 32), ReferenceTrie.string(long)), .malformedHexPrefix),
        (short([0x20] + [UInt8](repeating: 0, count: 33), ReferenceTrie.string(long)), .malformedHexPrefix),
        (short([0x20], empty), .emptyValue),
        (short([0x20], [0xc1, 0x01]), .encoding(.expectedString)),
        (short([0x00], hash), .emptyExtension),
        (short([0x11], empty), .malformedChild),
        (short([0x11], short([0x31], [0x01])), .extensionWithoutBranch),
        (short([0x11], ReferenceTrie.string([1, 2, 3])), .malformedChild),
        (branch([0: ReferenceTrie.string([UInt8](repeating: 1, count: 31)), 1: hash]), .malformedChild),
        (branch([0: ReferenceTrie.string([UInt8](repeating: 1, count: 33)), 1: hash]), .malformedChild),
        (branch([0: leaf, 1: hash]), .embeddedNodeTooLong),
        (branch([0: hash]), .sparseBranch),
        (branch([:], value: ReferenceTrie.string(long)), .sparseBranch),
        (branch([0: hash, 1: [0xc0]]), .wrongItemCount),
        (branch([0: hash, 1: hash], value: [0xc0]), .encoding(.expectedString)),
    ]

    @Test(arguments: malformed)
    func malformedRootsAreNamed(node: [UInt8], flaw: TrieNodeFlaw) {
        let root = Keccak256.hash(node)
        let database = NodeDatabase(nodes: [node], codes: [])
        var trie = MerklePatriciaTrie(root: root, database: database)
        let expected = StateError.malformedNode(hash: root, path: NibblePath(), flaw)
        #expect(throws: expected) { try trie.get([0x12]) }
        #expect(throws: expected) { try trie.set([0x12], [1]) }
        #expect(throws: expected) { try trie.remove([0x12]) }
    }

    @Test
    func extensionsToLeavesAreRefusedBehindHashesToo() {
        let root = Self.short([0x11], ReferenceTrie.string(Keccak256.hash(Self.leaf).bytes))
        var trie = MerklePatriciaTrie(
            root: Keccak256.hash(root),
            database: NodeDatabase(nodes: [root, Self.leaf], codes: [])
        )
        #expect(throws: (any Error).self) { try trie.get([0x12]) }
        #expect(flaw { try trie.get([0x12]) } == .extensionWithoutBranch)
    }

    @Test
    func shortNodesBehindHashesAreRefused() {
        let leaf = Self.short([0x32], [0x01])
        let root = Self.branch([1: ReferenceTrie.string(Keccak256.hash(leaf).bytes), 2: Self.hash])
        var trie = MerklePatriciaTrie(
            root: Keccak256.hash(root),
            database: NodeDatabase(nodes: [root, leaf], codes: [])
        )
        #expect(flaw { try trie.get([0x12]) } == .shortNodeNotEmbedded)
    }

    @Test
    func pathsBeyondSixtyFourNibblesAreRefused() {
        // A leaf of 64 nibbles one nibble below the root, and branches all the way down.
        let deep = Self.short([0x20] + [UInt8](repeating: 0x11, count: 32), ReferenceTrie.string(Self.long))
        let root = Self.branch([1: ReferenceTrie.string(Keccak256.hash(deep).bytes), 2: Self.hash])
        var trie = MerklePatriciaTrie(
            root: Keccak256.hash(root),
            database: NodeDatabase(nodes: [root, deep], codes: [])
        )
        let key = [UInt8](repeating: 0x11, count: 32)
        #expect(flaw { try trie.get(key) } == .pathTooLong)

        var nodes = [Self.branch([1: Self.hash, 2: Self.hash])]
        for _ in 0..<64 {
            let below = ReferenceTrie.string(Keccak256.hash(nodes[nodes.count - 1]).bytes)
            nodes.append(Self.branch([1: below, 2: Self.hash]))
        }
        var tower = MerklePatriciaTrie(
            root: Keccak256.hash(nodes[64]),
            database: NodeDatabase(nodes: nodes, codes: [])
        )
        #expect(flaw { try tower.get(key) } == .pathTooLong)
    }

    @Test
    func missingNodesAreNamedWithHashAndPath() throws {
        let root = Self.branch([1: Self.hash, 2: Self.hash])
        var trie = MerklePatriciaTrie(root: Keccak256.hash(root), database: NodeDatabase(nodes: [root], codes: []))
        let missing = try #require(Bytes32([UInt8](repeating: 0xee, count: 32)))
        let error = #expect(throws: StateError.self) { try trie.get([0x12]) }
        guard case .missingNode(let hash, let path) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(hash == missing)
        #expect(path.description == "1")
        // Absence that the root itself proves needs nothing else.
        #expect(try trie.get([0x32]) == nil)
    }

    @Test
    func randomBytesAreNeverATrap() {
        var random = SplitMix64(seed: 31)
        for _ in 0..<20_000 {
            var node = Self.branch([1: Self.hash, 2: Self.hash, 3: Self.short([0x31], [0x01])])
            if Bool.random(using: &random) { node = Self.short([0x11], Self.hash) }
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                node[Int.random(in: 0..<node.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { node.removeLast(Int.random(in: 0..<node.count, using: &random)) }
            var trie = MerklePatriciaTrie(root: Keccak256.hash(node), database: NodeDatabase(nodes: [node], codes: []))
            _ = try? trie.get([0x31, 0x21])
            try? trie.set([0x31, 0x21], [9])
            try? trie.remove([0x12])
            _ = trie.root()
        }
    }

    private func flaw(_ body: () throws -> [UInt8]?) -> TrieNodeFlaw? {
        do {
            _ = try body()
            return nil
        } catch StateError.malformedNode(_, _, let flaw) {
            return flaw
        } catch {
            return nil
        }
    }
}
