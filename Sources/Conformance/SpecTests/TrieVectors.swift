import Primitives
import StateTrie
import StrictJSON

/// ethereum/tests `TrieTests`: `in` is a map, whose order must not matter, or a list of changes, and `root` what comes
/// of it.
enum TrieVectors {
    private typealias Change = (key: [UInt8], value: [UInt8])

    /// Reads the cases of a file.
    ///
    /// - Parameters:
    ///   - file: Cases by name.
    ///   - isSecure: Whether keys are hashed, which only the file's name tells.
    /// - Returns: The cases in the file's order.
    /// - Throws: `JSONError`.
    static func cases(_ file: JSONValue, isSecure: Bool) throws(JSONError) -> [SpecTestCase] {
        var cases: [SpecTestCase] = []
        for (name, test) in try file.members {
            if test.has("tests") {
                cases.append(
                    SpecTestCase(kind: .trie, name: name) { .notCovered("tries here have no next and previous key") }
                )
                continue
            }
            let root = try test["root"].bytes32
            let input = try test["in"]
            let changes = try changes(input, isSecure: isSecure)
            let orders = input.kind == .object ? [changes, changes.reversed()] : [changes]
            cases.append(
                SpecTestCase(kind: .trie, name: name) {
                    for order in orders {
                        if let failure = failure(order, expected: root) { return .failed(failure) }
                    }
                    return .passed
                }
            )
        }
        return cases
    }

    private static func changes(_ input: JSONValue, isSecure: Bool) throws(JSONError) -> [Change] {
        var changes: [Change] = []
        func add(_ key: [UInt8], _ value: [UInt8]) {
            changes.append((isSecure ? Keccak256.hash(key).bytes : key, value))
        }
        if input.kind == .object {
            for (key, value) in try input.members {
                guard let key = key.hasPrefix("0x") ? Hex.decode(key) : Array(key.utf8) else {
                    throw value.mismatch(expected: "a key of hex bytes behind 0x")
                }
                add(key, try value.literalBytes)
            }
        } else {
            for pair in try input.elements {
                let parts = Array(try pair.elements)
                guard parts.count == 2 else { throw pair.mismatch(expected: "a key and a value") }
                // No value means that the key is removed.
                add(try parts[0].literalBytes, parts[1].kind == .null ? [] : try parts[1].literalBytes)
            }
        }
        return changes
    }

    private static func failure(_ changes: [Change], expected: Bytes32) -> String? {
        var trie = MerklePatriciaTrie()
        do throws(StateError) {
            for change in changes { try trie.set(change.key, change.value) }
        } catch {
            return "expected root \(expected), got: \(error)"
        }
        let root = trie.root()
        return root == expected ? nil : "expected root \(expected), got \(root)"
    }
}
