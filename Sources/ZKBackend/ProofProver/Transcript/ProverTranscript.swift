package import Primitives
package import ProofVerifier

/// The prover's side: every message is appended to the proof and absorbed in one step.
///
/// A proof is therefore the plain sequence of the prover's messages, without lengths or tags: the shape says what comes
/// next.
package struct ProverTranscript: Transcript {
    package var sponge: Sponge
    /// The proof so far.
    package private(set) var proof: [UInt8] = []

    /// A transcript with an empty proof; `domain` must be the verifier's.
    package init(domain: StaticString) {
        sponge = Sponge(domain: domain)
    }

    /// Sends elements of the challenge field, 24 bytes each: three coefficients, little-endian.
    package mutating func send(_ label: StaticString, _ index: Int = 0, _ elements: [CubicExtension]) {
        send(label, index, bytes: elements.flatMap(\.littleEndianBytes))
    }

    /// Sends one element of the challenge field.
    package mutating func send(_ label: StaticString, _ index: Int = 0, _ element: CubicExtension) {
        send(label, index, [element])
    }

    /// Sends a root, 32 bytes.
    package mutating func send(_ label: StaticString, _ index: Int = 0, digest: Bytes32) {
        send(label, index, bytes: digest.bytes)
    }

    /// Sends 32-bit numbers, little-endian: the header.
    package mutating func send(_ label: StaticString, _ index: Int = 0, words: [UInt32]) {
        send(label, index, bytes: words.flatMap { Array(UInt64($0).littleEndianBytes.prefix(4)) })
    }

    /// Searches and sends the smallest nonce whose proof of work has the required bits; nothing when none is required.
    package mutating func grind(_ label: StaticString, _ index: Int = 0, bits: Int, workers: Workers) {
        guard bits > 0 else { return }
        let seed = grindingSeed(label, index)
        let nonce = Grinding.smallestNonce(seed: seed, bits: bits, workers: workers)
        send(label, index, bytes: nonce.littleEndianBytes)
    }

    /// Appends elements of opened rows, which are not absorbed: an earlier commitment binds them.
    package mutating func sendOpening(elements: some Sequence<UInt64>) {
        for element in elements { proof.append(contentsOf: element.littleEndianBytes) }
    }

    /// Appends authentication nodes of an earlier commitment, which are not absorbed either.
    package mutating func sendOpening(digests: [Bytes32]) {
        for digest in digests { proof.append(contentsOf: digest.bytes) }
    }

    private mutating func send(_ label: StaticString, _ index: Int, bytes: [UInt8]) {
        proof.append(contentsOf: bytes)
        sponge.absorb(.message, label, index, payload: bytes)
    }
}
