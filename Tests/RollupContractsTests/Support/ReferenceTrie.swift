import Primitives

/// Merkle-Patricia trie built from scratch by the definition (Yellow Paper, appendix D): slow, and written apart from
/// the simulator's, so that the contracts' proofs are checked against something else than what made them.
struct ReferenceTrie {
    private indirect enum Node {
        case leaf(path: [UInt8], value: [UInt8])
        case fork(path: [UInt8], child: Node)
        case branch([Node?])
    }

    private let root: Node?

    /// A trie of keys, all of one length, and values.
    init(_ entries: [[UInt8]: [UInt8]]) {
        let paths = entries.map { (key: $0.key.flatMap { [$0 >> 4, $0 & 15] }, value: $0.value) }
        root = ReferenceTrie.build(paths, depth: 0)
    }

    /// A state trie: accounts by the hash of their address.
    init(accounts: [Address: [UInt8]]) {
        self.init(
            Dictionary(uniqueKeysWithValues: accounts.map { (Keccak256.hash($0.key.bytes).bytes, $0.value) })
        )
    }

    /// A storage trie: the RLP of values that are not zero by the hash of their slot.
    init(storage: [UInt256: UInt256]) {
        self.init(
            Dictionary(
                uniqueKeysWithValues: storage.map { slot, value in
                    var encoder = RLPEncoder()
                    encoder.append(value)
                    return (Keccak256.hash(slot.bigEndianBytes).bytes, encoder.bytes)
                }
            )
        )
    }

    /// RLP of an account without code.
    static func account(nonce: UInt64, balance: UInt256, storageRoot: Bytes32) -> [UInt8] {
        RLPEncoder.encodeList {
            $0.append(nonce)
            $0.append(balance)
            $0.append(storageRoot)
            $0.append(Keccak256.empty)
        }
    }

    /// Root hash.
    var rootHash: Bytes32 {
        guard let root else { return Keccak256.hash([0x80]) }
        return Keccak256.hash(ReferenceTrie.encode(root))
    }

    /// Nodes on the way to a key, root first, without those inside their parents; for a key that is absent, up to where
    /// the way ends.
    func proof(_ key: [UInt8]) -> [[UInt8]] {
        var nibbles = key.flatMap { [$0 >> 4, $0 & 15] }[...]
        var proof: [[UInt8]] = []
        var next = root
        while let node = next {
            let encoded = ReferenceTrie.encode(node)
            if proof.isEmpty || encoded.count >= 32 { proof.append(encoded) }
            switch node {
            case .leaf: next = nil
            case .fork(let path, let child):
                next = nibbles.starts(with: path) ? child : nil
                nibbles = nibbles.dropFirst(path.count)
            case .branch(let children):
                next = children[Int(nibbles.removeFirst())]
            }
        }
        return proof
    }

    /// Proof of a storage slot.
    func proof(slot: UInt256) -> [[UInt8]] { proof(Keccak256.hash(slot.bigEndianBytes).bytes) }

    /// Proof of an account.
    func proof(account: Address) -> [[UInt8]] { proof(Keccak256.hash(account.bytes).bytes) }

    private static func build(_ entries: [(key: [UInt8], value: [UInt8])], depth: Int) -> Node? {
        guard let first = entries.first else { return nil }
        if entries.count == 1 { return .leaf(path: Array(first.key[depth...]), value: first.value) }
        var shared = depth
        while entries.allSatisfy({ $0.key[shared] == first.key[shared] }) { shared += 1 }
        let branch = Node.branch(
            (UInt8(0)..<16).map { nibble in build(entries.filter { $0.key[shared] == nibble }, depth: shared + 1) }
        )
        return shared == depth ? branch : .fork(path: Array(first.key[depth..<shared]), child: branch)
    }

    private static func encode(_ node: Node) -> [UInt8] {
        RLPEncoder.encodeList { list in
            switch node {
            case .leaf(let path, let value):
                list.append(bytes: hexPrefix(path, flag: 2))
                list.append(bytes: value)
            case .fork(let path, let child):
                list.append(bytes: hexPrefix(path, flag: 0))
                list.appendRaw(reference(child))
            case .branch(let children):
                for child in children {
                    list.appendRaw(child.map(reference) ?? [0x80])
                }
                list.append(bytes: [UInt8]())
            }
        }
    }

    private static func reference(_ node: Node) -> [UInt8] {
        let encoded = encode(node)
        return encoded.count < 32 ? encoded : [0xa0] + Keccak256.hash(encoded).bytes
    }

    private static func hexPrefix(_ path: [UInt8], flag: UInt8) -> [UInt8] {
        let nibbles = path.count % 2 == 1 ? [flag | 1] + path : [flag, 0] + path
        return stride(from: 0, to: nibbles.count, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
    }
}
