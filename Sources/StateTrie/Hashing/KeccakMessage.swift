package import Primitives

#if !hasFeature(Embedded)
import KeccakLanes
#endif

/// A byte string to be hashed among others.
package struct KeccakMessage {
    /// The bytes, which whoever makes the message keeps in place until it is hashed.
    package let bytes: UnsafeRawBufferPointer
    /// Their Keccak-256, once it is computed.
    package fileprivate(set) var digest = Bytes32.zero

    /// A message that is not hashed yet.
    package init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }
}

extension Keccak256 {
    /// Hashes messages, several at once where the processor has vectors for it.
    ///
    /// The machine of the proofs hashes by calls, so that nothing is gained there.
    package static func hash(_ messages: inout [KeccakMessage]) {
        #if hasFeature(Embedded)
        hashOneByOne(&messages, from: 0)
        #else
        guard let vectors = VectorKeccak.best else { return hashOneByOne(&messages, from: 0) }
        hash(&messages, by: vectors)
        #endif
    }

    private static func hashOneByOne(_ messages: inout [KeccakMessage], from first: Int) {
        for index in first..<messages.count {
            messages[index].digest = hash(messages[index].bytes)
        }
    }
}

#if !hasFeature(Embedded)
/// A way of the processor's to do Keccak-f over several states at once.
package struct VectorKeccak: Sendable {
    /// Permutes `count` states in place: word i of state s is at place `count` i + s.
    fileprivate let permute: @convention(c) (UnsafeMutablePointer<UInt64>?) -> Void
    /// Fewer messages than these go faster one by one.
    fileprivate let leastCount: Int

    /// The best way; nil when the processor has none.
    static let best = all.first

    /// Each way that the processor has, the best first.
    package static let all: [VectorKeccak] = [
        keccak_lanes_avx512().map { VectorKeccak(permute: $0, leastCount: 1) },
        keccak_lanes_avx2().map { VectorKeccak(permute: $0, leastCount: 2) },
    ].compactMap { $0 }

    /// States of a permutation.
    fileprivate static let count = Int(KECCAK_LANE_COUNT)
    /// Bytes of a message that are absorbed before each permutation.
    fileprivate static let rateInBytes = 136
}

extension Keccak256 {
    /// Hashes messages by a permutation of several states.
    package static func hash(_ messages: inout [KeccakMessage], by vectors: VectorKeccak) {
        let laneCount = VectorKeccak.count
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 25 * laneCount) { states in
            guard let states = states.baseAddress else { return }
            var first = 0
            while messages.count &- first >= vectors.leastCount {
                let end = min(first &+ laneCount, messages.count)
                states.initialize(repeating: 0, count: 25 * laneCount)
                hash(&messages, first..<end, states, vectors)
                first = end
            }
            hashOneByOne(&messages, from: first)
        }
    }

    /// Hashes at most as many messages as there are states, which are all zero.
    private static func hash(
        _ messages: inout [KeccakMessage],
        _ range: Range<Int>,
        _ states: UnsafeMutablePointer<UInt64>,
        _ vectors: VectorKeccak
    ) {
        var block = 0
        var isDone = false
        while !isDone {
            isDone = true
            for index in range {
                let message = messages[index].bytes
                let start = block &* VectorKeccak.rateInBytes
                guard start <= message.count else { continue }
                let rest = UnsafeRawBufferPointer(rebasing: message[start...])
                absorb(rest, into: states + (index &- range.lowerBound))
                if rest.count >= VectorKeccak.rateInBytes { isDone = false }
            }
            vectors.permute(states)
            // What was absorbed to its end now is digested; the states of the others go on.
            for index in range where messages[index].bytes.count / VectorKeccak.rateInBytes == block {
                messages[index].digest = digest(states + (index &- range.lowerBound))
            }
            block &+= 1
        }
    }

    /// Combines a state with the first block of what is left of a message, padded when it is the last.
    private static func absorb(_ rest: UnsafeRawBufferPointer, into state: UnsafeMutablePointer<UInt64>) {
        guard rest.count < VectorKeccak.rateInBytes else {
            for word in 0..<VectorKeccak.rateInBytes / 8 {
                state[word &* VectorKeccak.count] ^= UInt64(
                    littleEndian: rest.loadUnaligned(fromByteOffset: 8 &* word, as: UInt64.self)
                )
            }
            return
        }
        withUnsafeTemporaryAllocation(byteCount: VectorKeccak.rateInBytes, alignment: 8) { last in
            last.initializeMemory(as: UInt8.self, repeating: 0)
            last.copyMemory(from: rest)
            last[rest.count] = 1
            last[VectorKeccak.rateInBytes &- 1] |= 0x80
            absorb(UnsafeRawBufferPointer(last), into: state)
        }
    }

    private static func digest(_ state: UnsafeMutablePointer<UInt64>) -> Bytes32 {
        Bytes32(
            w0: state[0].byteSwapped,
            w1: state[VectorKeccak.count].byteSwapped,
            w2: state[2 &* VectorKeccak.count].byteSwapped,
            w3: state[3 &* VectorKeccak.count].byteSwapped
        )
    }
}
#endif
