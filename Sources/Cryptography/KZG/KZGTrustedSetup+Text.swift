import Accelerators
import Primitives

extension KZGTrustedSetup {
    /// Reads and checks the text of a trusted setup.
    ///
    /// The form is that of c-kzg-4844's `trusted_setup.txt`: the numbers 4096 and 65, 4096 Lagrange points of G1 in
    /// natural order, 65 powers in G2, 4096 powers in G1, each on a line of its own as hexadecimal digits of its
    /// compressed form.
    ///
    /// Every point must be in the subgroup, and all must come from one secret; the secret itself cannot be checked.
    ///
    /// - Parameter text: The file's text.
    /// - Throws: `TrustedSetupError` with the line that is wrong, or the relation that does not hold.
    public convenience init(text: String) throws(TrustedSetupError) {
        var lines = TrustedSetupLines(text)
        try lines.readCount(KZG.fieldElementsPerBlob)
        try lines.readCount(Self.g2Count)
        let lagrange = try lines.readPoints(KZG.fieldElementsPerBlob, byteCount: 48) { BLS12381.G1(compressed: $0) }
        let g2 = try lines.readPoints(Self.g2Count, byteCount: 96) { BLS12381.G2(compressed: $0) }
        let monomial = try lines.readPoints(KZG.fieldElementsPerBlob, byteCount: 48) { BLS12381.G1(compressed: $0) }
        try lines.readEnd()
        self.init(g1Lagrange: lagrange, g1Monomial: monomial, g2Monomial: g2)

        var digest = [UInt8](repeating: 0, count: 32)
        let bytes = Array(text.utf8)
        _ = zkvm_sha256(bytes, bytes.count, &digest)
        try checkRelations(challenge: BLS12381.Fr(reducing: UInt256(truncatingBigEndian: digest)))
    }

    /// Checks that all points come from one secret, by linear combinations with the powers of a challenge.
    ///
    /// A relation that does not hold escapes with a probability of at most 2^-243 over the challenge: the sum is a
    /// polynomial in it of a degree below 4096.
    private func checkRelations(challenge: BLS12381.Fr) throws(TrustedSetupError) {
        guard g1Monomial[0] == .generator else { throw .violated(.g1Generator) }
        guard g2Monomial[0] == .generator else { throw .violated(.g2Generator) }
        let weights = challenge.powers(count: KZG.fieldElementsPerBlob)

        let lowPowers = BLS12381.G1.linearCombination(Array(g1Monomial.dropLast()), Array(weights.dropLast()))
        let highPowers = BLS12381.G1.linearCombination(Array(g1Monomial.dropFirst()), Array(weights.dropLast()))
        guard Self.pairingsAreEqual((highPowers, .generator), (lowPowers, g2Monomial[1])) else {
            throw .violated(.g1Powers)
        }
        var (lowPowers2, highPowers2) = (BLS12381.G2.infinity, BLS12381.G2.infinity)
        for index in 0..<Self.g2Count - 1 {
            lowPowers2 = lowPowers2 + g2Monomial[index].multiplied(by: weights[index].value)
            highPowers2 = highPowers2 + g2Monomial[index + 1].multiplied(by: weights[index].value)
        }
        guard Self.pairingsAreEqual((.generator, highPowers2), (g1Monomial[1], lowPowers2)) else {
            throw .violated(.g2Powers)
        }
        // One polynomial, committed to by its values and by its coefficients.
        var coefficients = weights
        KZG.domain.interpolate(&coefficients)
        guard
            BLS12381.G1.linearCombination(g1Lagrange, weights)
                == BLS12381.G1.linearCombination(g1Monomial, coefficients)
        else { throw .violated(.g1Lagrange) }
    }

    /// Whether e(P, Q) = e(P', Q') for points of the subgroups.
    private static func pairingsAreEqual(
        _ left: (p: BLS12381.G1, q: BLS12381.G2),
        _ right: (p: BLS12381.G1, q: BLS12381.G2)
    ) -> Bool {
        BLS12381.pairingProductIsOne([
            (left.p, BLS12381.PreparedG2(knownInSubgroup: left.q)),
            (-right.p, BLS12381.PreparedG2(knownInSubgroup: right.q)),
        ])
    }
}

/// The lines of a trusted setup's text, read one after the other.
private struct TrustedSetupLines {
    private var rest: Substring.UTF8View
    /// The number of the line read last.
    private var line = 0

    init(_ text: String) {
        rest = Substring(text).utf8
    }

    /// The next line without its end, a line feed or the text's.
    private mutating func next() -> Substring.UTF8View? {
        guard !rest.isEmpty else { return nil }
        line += 1
        let end = rest.firstIndex(of: 0x0a) ?? rest.endIndex
        let text = rest[..<end]
        rest = end < rest.endIndex ? rest[rest.index(after: end)...] : rest[end...]
        return text
    }

    /// Reads a line that states a number.
    mutating func readCount(_ expected: Int) throws(TrustedSetupError) {
        guard let text = next() else { throw .missingLine(line + 1) }
        guard text.elementsEqual(String(expected).utf8) else { throw .wrongCount(line: line, expected: expected) }
    }

    /// Reads points, one per line.
    mutating func readPoints<Point>(
        _ count: Int,
        byteCount: Int,
        decode: ([UInt8]) -> Point?
    ) throws(TrustedSetupError) -> [Point] {
        var points: [Point] = []
        points.reserveCapacity(count)
        for _ in 0..<count {
            guard let text = next() else { throw .missingLine(line + 1) }
            guard text.count == 2 * byteCount, let bytes = Hex.decode(String(Substring(text))), bytes.count == byteCount
            else { throw .notHexadecimal(line: line, expectedDigits: 2 * byteCount) }
            guard let point = decode(bytes) else { throw .notInSubgroup(line: line) }
            points.append(point)
        }
        return points
    }

    /// Checks that nothing follows.
    mutating func readEnd() throws(TrustedSetupError) {
        if next() != nil { throw .trailingText(line: line) }
    }
}
