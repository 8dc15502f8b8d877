import EVM
import Primitives
import RollupContracts
import TestSupport
import Testing

@Suite("Merkle-Patricia proofs in the contracts")
struct ProofTests {
    private func makeReader() throws -> (chain: TestChain, reader: Address) {
        var chain = TestChain()
        let reader = try chain.deploy(ProofReader.artifact)
        return (chain, reader)
    }

    private func nodes(_ proof: [[UInt8]]) -> ABIValue { .array(proof.map { .bytes($0) }) }

    /// The value found, nil when shown to be absent.
    private func lookup(
        _ trie: ReferenceTrie,
        _ key: [UInt8],
        _ chain: inout TestChain,
        _ reader: Address
    ) throws -> [UInt8]? {
        let output = try chain.view(
            ProofReader.Function.lookup,
            [.bytes32(trie.rootHash), .fixedBytes(key), nodes(trie.proof(key))],
            at: reader
        )
        return output[0].asBool == true ? output[1].asBytes : nil
    }

    @Test("Storage values of every size are found, and absent slots are shown absent", arguments: [0, 1, 2, 17, 300])
    func storageValues(_ count: Int) throws {
        let seed = UInt64(count)
        var random = SplitMix64(seed: seed)
        var (chain, reader) = try makeReader()
        var storage: [UInt256: UInt256] = [:]
        for slot in 0..<count {
            let value = UInt256(truncatingBigEndian: random.bytes(Int.random(in: 1...32, using: &random)))
            storage[UInt256(UInt64(slot))] = value.isZero ? .one : value
        }
        if count > 2 {
            storage[0] = 0x7f
            storage[1] = 0x80
            storage[2] = .max
        }
        let trie = ReferenceTrie(storage: storage)
        for slot in Array(0..<min(count, 25)) + Array(count..<(count + 15)) {
            let slot = UInt256(UInt64(slot))
            let output = try chain.view(
                ProofReader.Function.storageValue,
                [.bytes32(trie.rootHash), .uint(slot), nodes(trie.proof(slot: slot))],
                at: reader
            )
            #expect(
                output == [.bool(storage[slot] != nil), .uint(storage[slot] ?? .zero)],
                "seed \(seed), slot \(slot)"
            )
        }
    }

    @Test("Accounts of every shape give their storage root, and absent ones give none")
    func accounts() throws {
        let seed: UInt64 = 0xacc
        var random = SplitMix64(seed: seed)
        var (chain, reader) = try makeReader()
        let nonces: [UInt64] = [0, 1, 127, 128, .max]
        let balances: [UInt256] = [0, 1, 200, UInt256(UInt64.max), .max]
        var accounts: [Address: [UInt8]] = [:]
        var roots: [Address: Bytes32] = [:]
        for (index, nonce) in nonces.enumerated() {
            for (position, balance) in balances.enumerated() {
                let address = Address(UInt64(index * 10 + position + 1))
                let root = Bytes32(UInt256(truncatingBigEndian: random.bytes(32)))
                roots[address] = root
                accounts[address] = ReferenceTrie.account(nonce: nonce, balance: balance, storageRoot: root)
            }
        }
        let trie = ReferenceTrie(accounts: accounts)
        for low in UInt64(1)..<60 {
            let address = Address(low)
            let output = try chain.view(
                ProofReader.Function.storageRoot,
                [.bytes32(trie.rootHash), .address(address), nodes(trie.proof(account: address))],
                at: reader
            )
            #expect(output == [.bytes32(roots[address] ?? .zero)], "seed \(seed), account \(low)")
        }
    }

    @Test("Inlined nodes, extensions and branches at every depth are followed")
    func inlinedNodes() throws {
        let seed: UInt64 = 0x111
        var random = SplitMix64(seed: seed)
        var (chain, reader) = try makeReader()
        let base = random.bytes(32)
        var entries: [[UInt8]: [UInt8]] = [:]
        for length in [0, 1, 5, 16, 30, 31, 31, 31, 31] {
            var key = base
            for index in length..<32 { key[index] = UInt8.random(in: 0...255, using: &random) }
            entries[key] = [UInt8(entries.count + 1)]
        }
        var neighbour = base
        neighbour[31] ^= 1
        entries[base] = [0x7f]
        entries[neighbour] = random.bytes(110)
        let trie = ReferenceTrie(entries)
        let inline = entries.keys.contains { trie.proof($0).count < 4 }
        #expect(inline)
        for (key, value) in entries {
            #expect(try lookup(trie, key, &chain, reader) == value, "seed \(seed)")
        }
        for position in 0..<64 {
            var key = base
            key[position / 2] ^= position % 2 == 0 ? 0x50 : 0x05
            #expect(try lookup(trie, key, &chain, reader) == entries[key], "seed \(seed), nibble \(position)")
        }
    }

    @Test("A proof with any bit changed, a node missing, added or moved is refused")
    func mutatedProofs() throws {
        let seed: UInt64 = 0xbad
        var random = SplitMix64(seed: seed)
        var (chain, reader) = try makeReader()
        var entries: [[UInt8]: [UInt8]] = [:]
        for _ in 0..<200 { entries[random.bytes(32)] = random.bytes(40) }
        let trie = ReferenceTrie(entries)
        let key = try #require(entries.keys.sorted { $0.lexicographicallyPrecedes($1) }.first)
        let proof = trie.proof(key)
        #expect(proof.count >= 3)
        var hostile: [[[UInt8]]] = [
            [], Array(proof.dropLast()), Array(proof.dropFirst()), proof.reversed(), proof + [proof[0]], proof + [[]],
            [[]] + proof, [[0x80]], [[0xc0]], [[UInt8](repeating: 0xff, count: 532)],
        ]
        for (index, node) in proof.enumerated() {
            for position in stride(from: 0, to: node.count, by: 7) {
                var mutated = proof
                mutated[index][position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                hostile.append(mutated)
            }
            var cut = proof
            cut[index].removeLast()
            hostile.append(cut)
        }
        for proof in hostile {
            let call = ProofReader.Function.lookup.encodeCall([
                .bytes32(trie.rootHash), .fixedBytes(key), nodes(proof),
            ])
            #expect(try chain.call(reader, call).revert == .message("invalid proof"), "seed \(seed)")
        }
    }

    /// Nodes that hash rightly but are no trie nodes: a root that is not from Ethereum could lead to them.
    static let malformedNodes: [[UInt8]] = [
        [0x80], [0x05], [0xa0] + [UInt8](repeating: 1, count: 32), [0xc0], [0xc1, 0x80], [0xc3, 0x80, 0x80, 0x80],
        // Path: empty string, odd flag of 4, even with a low nibble, longer than the key.
        [0xc2, 0x80, 0x01], [0xc2, 0x40, 0x01], [0xc2, 0x21, 0x01],
        [0xe4, 0xa2, 0x20] + [UInt8](repeating: 0, count: 33) + [0x01],
        // A leaf before the end of the key, an extension without nibbles, an extension to nothing.
        [0xc2, 0x20, 0x01], [0xe2, 0x00, 0xa0] + [UInt8](repeating: 0, count: 32), [0xc2, 0x10, 0x80],
        // Lengths: long form for a short list, payload beyond and before the end, an item across the end.
        [0xf8, 0x02, 0x20, 0x01], [0xc3, 0x20, 0x01], [0xc1, 0x20, 0x01], [0xc2, 0x20, 0x82], [0xc2, 0x20, 0xc5],
        [0xf9, 0x00, 0x02, 0x20, 0x01], [0xff], [0xfb, 0, 0, 0, 1, 0x20],
        // 17 items, the child neither a hash nor a node nor nothing.
        [0xd1, 0x01] + [UInt8](repeating: 0x80, count: 16),
        [0xd2, 0x81, 0x85] + [UInt8](repeating: 0x80, count: 16),
        // 18 items.
        [0xd2] + [UInt8](repeating: 0x80, count: 18),
    ]

    @Test("What is not a trie node is refused though its hash is right", arguments: malformedNodes)
    func malformed(_ node: [UInt8]) throws {
        var (chain, reader) = try makeReader()
        let call = ProofReader.Function.lookup.encodeCall([
            .bytes32(Keccak256.hash(node)), .fixedBytes([UInt8](repeating: 0, count: 32)), nodes([node]),
        ])
        #expect(try chain.call(reader, call).revert == .message("invalid proof"))
    }

    @Test("Values that are no canonical integers or accounts are refused")
    func malformedValues() throws {
        var (chain, reader) = try makeReader()
        let slot = UInt256(9)
        for value: [UInt8] in [
            [0x80], [0x00], [0x81, 0x7f], [0x82, 0x00, 0x80], [0x82, 0x01], [0xc1, 0x01],
            [0xa1] + [UInt8](repeating: 1, count: 33),
        ] {
            let trie = ReferenceTrie([Keccak256.hash(slot.bigEndianBytes).bytes: value])
            let call = ProofReader.Function.storageValue.encodeCall([
                .bytes32(trie.rootHash), .uint(slot), nodes(trie.proof(slot: slot)),
            ])
            #expect(try chain.call(reader, call).revert == .message("invalid proof"), "\(value)")
        }
        let account = Address(9)
        let whole = ReferenceTrie.account(nonce: 1, balance: 1, storageRoot: Bytes32(.one))
        var longNonce = ReferenceTrie.account(nonce: 1, balance: UInt256(1 << 62), storageRoot: Bytes32(.one))
        longNonce[2] = 0x89
        for value in [Array(whole.dropLast()), whole + [0], [0xf8, 0x02, 0x01, 0x01], longNonce] {
            let trie = ReferenceTrie(accounts: [account: value])
            let call = ProofReader.Function.storageRoot.encodeCall([
                .bytes32(trie.rootHash), .address(account), nodes(trie.proof(account: account)),
            ])
            #expect(try chain.call(reader, call).revert == .message("invalid proof"), "\(value)")
        }
    }
}
