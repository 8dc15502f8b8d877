package import Primitives

/// The verifier's side: reads a proof's messages in order and absorbs each as it is read.
///
/// The bytes are hostile. What is read next follows from the shape alone, a missing byte is an error, elements must be
/// canonical, and nothing is allocated before the bytes for it are known to be there.
package struct VerifierTranscript: Transcript {
    /// A field of the proof as it was read.
    package struct Field: Equatable {
        /// Place in the protocol.
        package var label: String
        /// Which of the label's fields.
        package var index: Int
        /// Where it lies in the proof.
        package var bytes: Range<Int>
        /// Bytes that the sponge had absorbed after this field; nil when an earlier commitment binds it instead.
        package var absorbPosition: Int?

        /// Whether its bytes were absorbed.
        package var isAbsorbed: Bool { absorbPosition != nil }
    }

    package var sponge: Sponge
    private let proof: [UInt8]
    private var offset = 0
    private let recordsFields: Bool
    /// The fields read so far, when they are recorded.
    package private(set) var fields: [Field] = []

    /// Starts the transcript of one protocol over the bytes of a proof.
    package init(domain: StaticString, proof: [UInt8], recordsFields: Bool = false) {
        sponge = Sponge(domain: domain)
        self.proof = proof
        self.recordsFields = recordsFields
    }

    /// Bytes not read yet.
    package var remainingByteCount: Int { proof.count - offset }

    /// Receives elements of the challenge field.
    package mutating func receive(
        _ label: StaticString,
        _ index: Int = 0,
        count: Int
    ) throws(VerificationError) -> [CubicExtension] {
        let bytes = try take(count, of: 8 * CubicExtension.degree, label, index)
        absorb(bytes, label, index)
        var elements: [CubicExtension] = []
        elements.reserveCapacity(count)
        for position in 0..<count {
            let start = bytes.lowerBound + 24 * position
            let c0 = try element(at: start, label, index)
            let c1 = try element(at: start + 8, label, index)
            elements.append(CubicExtension(c0, c1, try element(at: start + 16, label, index)))
        }
        return elements
    }

    /// Receives one element of the challenge field.
    package mutating func receive(_ label: StaticString, _ index: Int = 0) throws(VerificationError) -> CubicExtension {
        try receive(label, index, count: 1)[0]
    }

    /// Receives a root of 32 bytes and absorbs it.
    package mutating func receiveDigest(_ label: StaticString, _ index: Int = 0) throws(VerificationError) -> Bytes32 {
        let bytes = try take(1, of: 32, label, index)
        absorb(bytes, label, index)
        return digest(at: bytes.lowerBound)
    }

    /// Receives 32-bit numbers, little-endian: the header.
    package mutating func receiveWords(
        _ label: StaticString,
        _ index: Int = 0,
        count: Int
    ) throws(VerificationError) -> [UInt32] {
        let bytes = try take(count, of: 4, label, index)
        absorb(bytes, label, index)
        return proof.withUnsafeBytes { proof in
            (0..<count).map { position in
                UInt32(
                    littleEndian: proof.loadUnaligned(fromByteOffset: bytes.lowerBound + 4 * position, as: UInt32.self)
                )
            }
        }
    }

    /// Receives and checks a proof of work; nothing when none is required.
    package mutating func checkGrinding(_ label: StaticString, _ index: Int = 0, bits: Int) throws(VerificationError) {
        guard bits > 0 else { return }
        let seed = grindingSeed(label, index)
        let range = try take(1, of: 8, label, index)
        absorb(range, label, index)
        guard Grinding.isValid(seed: seed, bits: bits, nonce: word(at: range.lowerBound)) else {
            throw .grinding(label: "\(label)", index: index, bits: bits)
        }
    }

    /// Receives canonical base-field elements that an earlier commitment binds.
    package mutating func receiveOpening(
        _ label: StaticString,
        _ index: Int = 0,
        elementCount: Int
    ) throws(VerificationError) -> [Goldilocks] {
        let bytes = try take(elementCount, of: 8, label, index)
        var elements: [Goldilocks] = []
        elements.reserveCapacity(elementCount)
        for position in 0..<elementCount {
            elements.append(try element(at: bytes.lowerBound + 8 * position, label, index))
        }
        return elements
    }

    /// Receives one node of a Merkle path, 32 bytes; it is not absorbed, since the root binds it.
    package mutating func receiveOpeningDigest(
        _ label: StaticString,
        _ index: Int = 0
    ) throws(VerificationError) -> Bytes32 {
        let bytes = try take(1, of: 32, label, index)
        return digest(at: bytes.lowerBound)
    }

    /// Requires that the proof ends here.
    package func finish() throws(VerificationError) {
        guard offset == proof.count else { throw .trailingBytes(count: proof.count - offset) }
    }

    private mutating func take(
        _ count: Int,
        of width: Int,
        _ label: StaticString,
        _ index: Int
    ) throws(VerificationError) -> Range<Int> {
        let (length, overflow) = count.multipliedReportingOverflow(by: width)
        guard !overflow, length >= 0, length <= proof.count - offset else {
            throw .truncated(label: "\(label)", index: index)
        }
        let bytes = offset..<(offset + length)
        offset += length
        if recordsFields {
            fields.append(Field(label: "\(label)", index: index, bytes: bytes))
        }
        return bytes
    }

    private mutating func absorb(_ bytes: Range<Int>, _ label: StaticString, _ index: Int) {
        sponge.absorb(.message, label, index, payload: proof[bytes])
        if recordsFields, let last = fields.indices.last { fields[last].absorbPosition = sponge.absorbedByteCount }
    }

    private func word(at start: Int) -> UInt64 {
        proof.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: UInt64.self)) }
    }

    private func digest(at start: Int) -> Bytes32 {
        Bytes32(
            w0: word(at: start).byteSwapped,
            w1: word(at: start + 8).byteSwapped,
            w2: word(at: start + 16).byteSwapped,
            w3: word(at: start + 24).byteSwapped
        )
    }

    private func element(
        at start: Int,
        _ label: StaticString,
        _ index: Int
    ) throws(VerificationError) -> Goldilocks {
        #if COUNT_OPERATIONS
        OperationCounts.now.elements += 1
        #endif
        guard let element = Goldilocks(exactly: word(at: start)) else {
            throw .nonCanonicalElement(label: "\(label)", index: index, offset: start)
        }
        return element
    }
}
