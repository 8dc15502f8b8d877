package import Primitives

/// What prover and verifier do alike: absorb what both know, and draw challenges.
///
/// Randomness comes from nowhere else. Labels and indices name the place in the protocol and are hashed.
package protocol Transcript {
    /// The hash chain.
    var sponge: Sponge { get set }
}

extension Transcript {
    /// Absorbs bytes that both sides know: parameters, the statement, public values.
    package mutating func absorb(_ label: StaticString, _ index: Int = 0, statement bytes: some Collection<UInt8>) {
        sponge.absorb(.statement, label, index, payload: bytes)
    }

    /// One challenge, uniform over the challenge field.
    package mutating func challenge(_ label: StaticString, _ index: Int = 0) -> CubicExtension {
        var stream = sponge.challenge(label, index, count: 1)
        return CubicExtension.sample { stream.nextWord() }
    }

    /// Challenges of one hash step, independent and uniform over the challenge field.
    package mutating func challenges(_ label: StaticString, _ index: Int = 0, count: Int) -> [CubicExtension] {
        var stream = sponge.challenge(label, index, count: count)
        return (0..<count).map { _ in CubicExtension.sample { stream.nextWord() } }
    }

    /// Uniform positions in `0..<2^logSize`, with repetitions, from raw hash bits: a power of two divides the words'
    /// range.
    package mutating func positions(_ label: StaticString, _ index: Int = 0, count: Int, logSize: Int) -> [Int] {
        var stream = sponge.challenge(label, index, count: count)
        let mask = (UInt64(1) &<< UInt64(logSize)) &- 1
        return (0..<count).map { _ in Int(truncatingIfNeeded: stream.nextWord() & mask) }
    }

    /// The seed of a proof of work.
    package mutating func grindingSeed(_ label: StaticString, _ index: Int) -> Bytes32 {
        var stream = sponge.challenge(label, index, count: 1)
        return stream.nextBlock()
    }
}
