import EVM
import Primitives
import RollupContracts
import Testing

@Suite("PoseidonHash.vy")
struct PoseidonHashTests {
    /// Vectors of circom's library: the first is its own test's, the second the lowest node of empty trees.
    private static let vectors: [(left: UInt256, right: UInt256, hash: String)] = [
        (1, 2, "115cc0f5e7d690413df64c6b9662e9cf2a3617f2743245519e19607a4417189a"),
        (0, 0, "2098f5fb9e239eab3ceac3f27b81e481dc3124d55ffed523a839ee8446b64864"),
    ]

    private static func hash(_ left: UInt256, _ right: UInt256) throws -> TestChain.Outcome {
        var chain = TestChain()
        let address = try chain.deploy(PoseidonHash.artifact)
        return try chain.call(address, PoseidonHash.Function.hash2.encodeCall([.uint(left), .uint(right)]))
    }

    @Test("Two values hash as circom's library hashes them")
    func vectors() throws {
        for vector in Self.vectors {
            let outcome = try Self.hash(vector.left, vector.right)
            #expect(outcome.result.output == UInt256(hex: vector.hash)?.bigEndianBytes)
        }
    }

    @Test("Sums without reduction stay below a word, and the order of the values counts")
    func extremes() throws {
        let most = Groth16Verifier.scalarOrder &- 1
        let hashes = try [(most, most), (most, 0), (0, most)].map { try Self.hash($0.0, $0.1).result.output }
        #expect(Set(hashes).count == 3)
        let expected = UInt256(hex: "2c6bd813a6338781378d8706cb82fd4216ab52b752ccd41564d7b98756a6e0fb")
        #expect(hashes[0] == expected?.bigEndianBytes)
    }

    @Test("A value at or above the order is refused: it would be another's double")
    func range() throws {
        for (left, right) in [(Groth16Verifier.scalarOrder, 0), (0, .max)] as [(UInt256, UInt256)] {
            #expect(try Self.hash(left, right).revert == .message("ValueAboveField"))
        }
    }

    @Test("A hash costs what the documents say")
    func gas() throws {
        #expect(try Self.hash(1, 2).gasUsed == 53_483)
    }
}
