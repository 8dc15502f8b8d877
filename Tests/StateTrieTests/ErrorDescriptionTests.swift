import Primitives
import StateTrie
import Testing

@Suite("Descriptions of state and proof errors")
struct ErrorDescriptionTests {
    private static let zero = Bytes32.zero.hex

    @Test("A missing node is named by hash and place, in a state as in a proof")
    func missingNode() throws {
        let proof = TrieProof(nodes: [])
        let root = Bytes32(UInt256(5))
        let error = try #require(throws: TrieProofError.self) { try proof.verify(key: [0x12], root: root) }
        #expect(error.description == "missing trie node \(root.hex) at the root")
    }

    @Test("Flaws, codes and balances are told in words")
    func texts() {
        #expect(TrieNodeFlaw.encoding(.trailingBytes).description == "bytes follow the last RLP item")
        #expect(TrieNodeFlaw.sparseBranch.description == "branch has fewer than two occupants")
        #expect(StateError.missingCode(hash: .zero).description == "missing code \(Self.zero)")
        #expect(
            StateError.balanceOverflow(Address(1)).description
                == "balance of 0x0000000000000000000000000000000000000001 would exceed 2^256 - 1 wei"
        )
        #expect(
            TrieProofError.malformedValue(.leadingZero).description
                == "malformed proven value: RLP integer has a leading zero byte"
        )
    }
}
