import Primitives
import StateTrie
import TestSupport
import Testing

/// States whose tries no history of blocks can produce, under hashes that are right.
struct HostileStateTests {
    private static let someHash = ReferenceTrie.string([UInt8](repeating: 0xee, count: 32))
    private static let empty: [UInt8] = [0x80]
    private static let address = Address(0xa11ce)
    /// Nibbles of the account's key.
    private static let key = Keccak256.hash(address).bytes.flatMap { [$0 >> 4, $0 & 15] }

    private static func branch(_ children: [Int: [UInt8]], value: [UInt8] = empty) -> [UInt8] {
        ReferenceTrie.list((0..<16).map { children[$0] ?? empty } + [value])
    }

    private static func path(_ nibbles: some Collection<UInt8>, isLeaf: Bool) -> [UInt8] {
        let flag: UInt8 = isLeaf ? 2 : 0
        let padded = nibbles.count % 2 == 1 ? [flag + 1] + nibbles : [flag, 0] + nibbles
        return ReferenceTrie.string(
            stride(from: 0, to: padded.count, by: 2).map { padded[$0] << 4 | padded[$0 + 1] }
        )
    }

    private static func leaf(_ nibbles: some Collection<UInt8>, _ value: [UInt8]) -> [UInt8] {
        ReferenceTrie.list([path(nibbles, isLeaf: true), ReferenceTrie.string(value)])
    }

    private static func link(_ nibbles: some Collection<UInt8>, _ child: [UInt8]) -> [UInt8] {
        ReferenceTrie.list([path(nibbles, isLeaf: false), child])
    }

    private static func reference(_ node: [UInt8]) -> [UInt8] {
        node.count < 32 ? node : ReferenceTrie.string(Keccak256.hash(node).bytes)
    }

    private static let account = Account(nonce: 1, balance: 5).encoded

    private func flaw(of nodes: [[UInt8]], _ read: (inout WorldState) throws(StateError) -> Void) -> StateError? {
        var state = WorldState(root: Keccak256.hash(nodes[0]), database: NodeDatabase(nodes: nodes, codes: []))
        do throws(StateError) {
            try read(&state)
            return nil
        } catch {
            return error
        }
    }

    private func expect(
        _ flaw: TrieNodeFlaw,
        depth: Int = 0,
        _ nodes: [[UInt8]],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let error = self.flaw(of: nodes) { (state) throws(StateError) in _ = try state.balance(of: Self.address) }
        guard case .malformedNode(_, let path, flaw) = error else {
            Issue.record("\(String(describing: error))", sourceLocation: sourceLocation)
            return
        }
        #expect(path.count == depth, sourceLocation: sourceLocation)
    }

    @Test
    func aWellFormedStateIsRead() throws {
        let nodes = [Self.leaf(Self.key, Self.account)]
        var state = WorldState(root: Keccak256.hash(nodes[0]), database: NodeDatabase(nodes: nodes, codes: []))
        #expect(try state.balance(of: Self.address) == 5)
    }

    @Test
    func keysThatAreNoHashesAreRefused() {
        // Ends early; ends early below a branch; a branch with a value at the root and below.
        expect(.wrongKeyLength, [Self.leaf([0, 1], Self.account)])
        let early = Self.leaf(Self.key.dropFirst(2), Self.account)
        let other = Self.someHash
        let sibling = Int(Self.key[0] ^ 1)
        expect(
            .wrongKeyLength,
            depth: 1,
            [Self.branch([Int(Self.key[0]): Self.reference(early), sibling: other]), early]
        )
        expect(
            .wrongKeyLength,
            [Self.branch([0: other, 1: other], value: ReferenceTrie.string(Self.account))]
        )
        let valued = Self.branch([0: other, 1: other], value: ReferenceTrie.string(Self.account))
        expect(.wrongKeyLength, depth: 3, [Self.link(Self.key.prefix(3), Self.reference(valued)), valued])
    }

    @Test
    func keysTooDeepAreRefusedWhereverTheyOverrun() {
        let long = Self.leaf(Self.key, Self.account)
        let sibling = Int(Self.key[0] ^ 1)
        expect(
            .pathTooLong,
            depth: 1,
            [Self.branch([Int(Self.key[0]): Self.reference(long), sibling: Self.someHash]), long]
        )
        // An extension of all 64 nibbles leaves no room for its branch.
        let below = Self.branch([0: Self.someHash, 1: Self.someHash])
        expect(.pathTooLong, depth: 64, [Self.link(Self.key, Self.reference(below)), below])
        // Embedded: a leaf of one nibble in a branch at depth 64.
        let tiny = Self.branch([0: Self.leaf([3], [1]), 1: Self.leaf([4], [1])])
        expect(.pathTooLong, [Self.link(Self.key, Self.reference(tiny)), tiny])
    }

    @Test
    func nodesThatMustBeOneAreRefused() {
        let below = Self.link(Self.key[2..<4], Self.someHash)
        expect(.extensionWithoutBranch, depth: 2, [Self.link(Self.key.prefix(2), Self.reference(below)), below])
        let leaf = Self.leaf(Self.key.dropFirst(2), Self.account)
        expect(.extensionWithoutBranch, depth: 2, [Self.link(Self.key.prefix(2), Self.reference(leaf)), leaf])
        let sparse = Self.branch([Int(Self.key[2]): Self.someHash])
        expect(.sparseBranch, depth: 2, [Self.link(Self.key.prefix(2), Self.reference(sparse)), sparse])
    }

    @Test(arguments: [533, 1_024, 1_025, 1 << 20, 10 << 20])
    func nodesLongerThanAFullBranchAreRefusedUnread(byteCount: Int) {
        let giant = [UInt8](repeating: 0xf9, count: byteCount)
        expect(.nodeTooLong(limit: 532, got: byteCount), [giant])
    }

    @Test
    func fullBranchIsTheLongestNode() {
        let full = Self.branch(Dictionary(uniqueKeysWithValues: (0..<16).map { ($0, Self.someHash) }))
        #expect(full.count == 532)
        guard case .missingNode = flaw(of: [full], { (state) throws(StateError) in _ = try state.balance(of: .zero) })
        else {
            Issue.record("a full branch was not read")
            return
        }
    }

    @Test
    func malformedAccountsAndSlotsAreNamed() {
        for value in [[0x01], [0xc0], Self.account + [0], Array(Self.account.dropLast())] as [[UInt8]] {
            let error = flaw(of: [Self.leaf(Self.key, value)]) { (state) throws(StateError) in
                _ = try state.balance(of: Self.address)
            }
            guard case .malformedAccount = error else {
                Issue.record("\(value): \(String(describing: error))")
                continue
            }
        }
        let slot = Keccak256.hash(Bytes32.zero).bytes.flatMap { [$0 >> 4, $0 & 15] }
        // Zero, padded, 33 bytes, and a list.
        let values: [[UInt8]] = [
            [0x00], [0x82, 0x00, 0x01], [0xa1] + [UInt8](repeating: 1, count: 33), [0xc1, 0x01], [0x80],
        ]
        for value in values {
            let storage = Self.leaf(slot, value)
            let account = Account(nonce: 1, balance: 5, storageRoot: Keccak256.hash(storage)).encoded
            let error = flaw(of: [Self.leaf(Self.key, account), storage]) { (state) throws(StateError) in
                _ = try state.storage(Self.address, .zero)
            }
            guard case .malformedStorageValue = error else {
                Issue.record("\(value): \(String(describing: error))")
                continue
            }
        }
    }

    /// A branch at every depth whose children are all one and the same: 65 nodes that stand for 16^64 keys.
    private static let tower: [[UInt8]] = {
        var nodes = [leaf([UInt8](), account)]
        for _ in 0..<64 {
            let below = reference(nodes[0])
            nodes.insert(branch(Dictionary(uniqueKeysWithValues: (0..<16).map { ($0, below) })), at: 0)
        }
        return nodes
    }()

    @Test
    func sharedNodesCostOnePathAnAccess() throws {
        #expect(Self.tower.count == 65)
        var state = WorldState(
            root: Keccak256.hash(Self.tower[0]),
            database: NodeDatabase(nodes: Self.tower, codes: [])
        )
        let accessCount = 500
        for number in 0..<accessCount {
            #expect(try state.balance(of: Address(UInt64(number))) == 5)
        }
        #expect(state.trieNodeCount <= 65 * accessCount)
        // The root of 500 changed accounts remakes their paths and nothing besides.
        state.beginTransaction()
        for number in 0..<accessCount {
            try state.addBalance(Address(UInt64(number)), 1)
        }
        state.finishTransaction()
        _ = try state.computeRoot()
        #expect(state.trieNodeCount <= 65 * accessCount)
    }

    @Test
    func deletionsFromSharedNodesReadNoMoreThanOneSiblingEach() throws {
        var state = WorldState(
            root: Keccak256.hash(Self.tower[0]),
            database: NodeDatabase(nodes: Self.tower, codes: [])
        )
        state.beginTransaction()
        for number in 0..<100 as Range<UInt64> {
            try state.subtractBalance(Address(number), 5)
            try state.setNonce(Address(number), 0)
        }
        state.finishTransaction()
        _ = try state.computeRoot()
        #expect(state.trieNodeCount <= 66 * 100)
    }

    @Test
    func embeddedNodesNestAsDeepAsTheirBytesAllow() throws {
        // Extensions and branches in each other: 31 bytes are the most that a parent embeds.
        var node = Self.branch([0: Self.leaf([1], [1]), 1: Self.leaf([1], [1])])
        var depth = 0
        while node.count < 32 {
            node = Self.branch([0: node, 1: Self.leaf([1], [1])])
            depth += 1
        }
        #expect(depth < 4)
        var trie = MerklePatriciaTrie(root: Keccak256.hash(node), database: NodeDatabase(nodes: [node], codes: []))
        _ = try? trie.get([0x00, 0x00, 0x01])
        // The same bytes as a state: its keys end too early.
        let error = flaw(of: [node]) { (state) throws(StateError) in _ = try state.balance(of: Self.address) }
        guard case .malformedNode = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test
    func nodesThatNobodyAsksForAreNeverParsed() throws {
        var random = SplitMix64(seed: 0x5ee)
        let needed = Self.leaf(Self.key, Self.account)
        var nodes = [needed]
        for count in 0..<100_000 {
            nodes.append((0..<count % 7).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
        var state = WorldState(root: Keccak256.hash(needed), database: NodeDatabase(nodes: nodes, codes: []))
        #expect(try state.balance(of: Self.address) == 5)
        #expect(state.trieNodeCount == 1)
    }
}
