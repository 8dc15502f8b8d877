import Primitives
import Testing

@Suite("Keccak-256")
struct KeccakTests {
    @Test(
        "Published digests",
        arguments: [
            ("", "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
            ("abc", "0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
            (
                "The quick brown fox jumps over the lazy dog",
                "0x4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15"
            ),
        ]
    )
    func publishedDigests(text: String, digest: String) {
        #expect(Keccak256.hash(Array(text.utf8)).hex == digest)
    }

    @Test("Fixed-size, incremental and whole hashing agree at every length around the block size")
    func formsAgree() {
        for length in 0..<300 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 3) }
            let whole = Keccak256.hash(bytes)
            var hasher = Keccak256Hasher()
            hasher.update(bytes.prefix(length / 3))
            hasher.update(bytes.dropFirst(length / 3))
            #expect(hasher.finalize() == whole)
            #expect(Keccak256.hash(bytes[...]) == whole)
            if let address = Address(bytes) { #expect(Keccak256.hash(address) == whole) }
            if let word = Bytes32(bytes) { #expect(Keccak256.hash(word) == whole) }
            if length == 64, let a = Bytes32(bytes.prefix(32)), let b = Bytes32(bytes.suffix(32)) {
                #expect(Keccak256.hash(concatenating: a, b) == whole)
            }
        }
    }

    @Test("The empty digest is the constant")
    func emptyDigest() {
        #expect(Keccak256.hash([UInt8]()) == Keccak256.empty)
    }
}
