import ProofProver
import ProofVerifier
import Testing

extension InterleavedCode {
    /// The codeword of a table over the base field, its cosets one after the other.
    ///
    /// The polynomials beyond `polynomialCount` are zero, and left out of the rows.
    func encode(_ table: [Goldilocks], polynomialCount: Int? = nil, workers: Workers) throws -> [UInt64] {
        try encode(
            words: table.map(\.value),
            polynomialCount: polynomialCount,
            wordsPerElement: 1,
            workers: workers
        )
    }

    /// The codeword of a table over the challenge field.
    func encode(_ table: [CubicExtension], workers: Workers) throws -> [UInt64] {
        try encode(
            words: table.flatMap { [$0.c0.value, $0.c1.value, $0.c2.value] },
            wordsPerElement: CubicExtension.degree,
            workers: workers
        )
    }

    /// Some rows of a coset of the codeword of a table over the base field.
    func encode(_ table: [Goldilocks], rows: [Int], ofCoset coset: Int, workers: Workers) throws -> [UInt64] {
        let transform = try transform(of: table.map(\.value), wordsPerElement: 1, workers: workers)
        var scratch = [UInt64](repeating: 0, count: transform.wordsPerCoset)
        var words = [UInt64](repeating: 0, count: rows.count * transform.wordsPerRow)
        transform.encode(
            rows: rows[...],
            ofCoset: coset,
            scratch: &scratch,
            into: &words,
            stride: transform.wordsPerRow
        )
        return words
    }

    private func encode(
        words: [UInt64],
        polynomialCount: Int? = nil,
        wordsPerElement: Int,
        workers: Workers
    ) throws -> [UInt64] {
        let transform = try transform(
            of: words,
            polynomialCount: polynomialCount,
            wordsPerElement: wordsPerElement,
            workers: workers
        )
        return (0..<cosetCount).flatMap { coset in
            var rows = [UInt64](repeating: 0, count: transform.wordsPerCoset)
            transform.encode(coset: coset, into: &rows)
            return rows
        }
    }

    private func transform(
        of words: [UInt64],
        polynomialCount: Int? = nil,
        wordsPerElement: Int,
        workers: Workers
    ) throws -> CosetTransform {
        let arena = try ProverArena(capacity: 8 * (words.count + 1 << domain.logSize) + 256)
        return try CosetTransform(
            of: words,
            code: self,
            polynomialCount: polynomialCount,
            wordsPerElement: wordsPerElement,
            arena: arena,
            workers: workers
        )
    }
}
