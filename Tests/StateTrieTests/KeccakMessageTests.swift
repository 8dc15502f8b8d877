import Primitives
import StateTrie
import TestSupport
import Testing

/// Hashes of several messages at once are the hashes of each.
@Suite struct KeccakMessageTests {
    /// The digests that `hash` finds of messages which lie behind one another.
    private func digests(of messages: [[UInt8]], by hash: (inout [KeccakMessage]) -> Void) -> [Bytes32] {
        Array(messages.joined()).withUnsafeBytes { memory in
            var start = 0
            var hashed: [KeccakMessage] = []
            for message in messages {
                hashed.append(KeccakMessage(UnsafeRawBufferPointer(rebasing: memory[start..<start + message.count])))
                start += message.count
            }
            hash(&hashed)
            return hashed.map(\.digest)
        }
    }

    private func check(_ messages: [[UInt8]], _ comment: Comment) {
        let expected = messages.map { Keccak256.hash($0) }
        #expect(digests(of: messages) { Keccak256.hash(&$0) } == expected, comment)
        for vectors in VectorKeccak.all {
            #expect(digests(of: messages) { Keccak256.hash(&$0, by: vectors) } == expected, comment)
        }
    }

    @Test func everyLengthAroundTheBlocksBesideEveryOther() {
        var random = SplitMix64(seed: 11)
        for length in 0...420 {
            check([random.bytes(length), random.bytes(419 - length / 2), random.bytes(length)], "length \(length)")
        }
    }

    @Test func everyNumberOfMessages() {
        var random = SplitMix64(seed: 12)
        for count in 0...13 {
            check((0..<count).map { _ in random.bytes(Int.random(in: 0...600, using: &random)) }, "\(count) messages")
        }
    }
}
