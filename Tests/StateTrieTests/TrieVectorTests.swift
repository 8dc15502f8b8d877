import Foundation
import Primitives
import StateTrie
import TestSupport
import Testing

@Suite(.requires(.smallVectors))
struct TrieVectorTests {
    @Test(arguments: [
        ("trietest", false), ("trieanyorder", false), ("trietest_secureTrie", true),
        ("trieanyorder_secureTrie", true), ("hex_encoded_securetrie_test", true),
    ])
    func officialVectorsGiveTheirRoots(file: String, isSecure: Bool) throws {
        let path = try Fixtures.path(.smallVectors) + "/trie_tests/\(file).json"
        let data = Data(try Fixtures.read(path))
        let cases = try #require(try JSONSerialization.jsonObject(with: data) as? [String: [String: Any]])
        #expect(!cases.isEmpty)
        for (name, content) in cases {
            let root = try #require((content["root"] as? String).flatMap { Bytes32(hex: $0) })
            var trie = MerklePatriciaTrie()
            for (key, value) in try operations(content["in"]) {
                try trie.set(isSecure ? Keccak256.hash(key).bytes : key, value)
            }
            #expect(trie.root() == root, "\(file) \(name)")
        }
    }

    /// Pairs in order, a missing value meaning removal; or a map, whose order must not matter.
    private func operations(_ input: Any?) throws -> [(key: [UInt8], value: [UInt8])] {
        if let pairs = input as? [[Any]] {
            return try pairs.map { pair in
                let key = try #require(pair.first as? String)
                return (try bytes(key), try bytes(pair.last as? String ?? ""))
            }
        }
        let map = try #require(input as? [String: String])
        return try map.map { (try bytes($0.key), try bytes($0.value)) }
    }

    private func bytes(_ text: String) throws -> [UInt8] {
        text.hasPrefix("0x") ? try #require(Hex.decode(text)) : Array(text.utf8)
    }
}
