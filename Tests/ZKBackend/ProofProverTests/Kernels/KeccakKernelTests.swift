import Primitives
import ProofProver
import ProofVerifier
import TestSupport
import Testing

@Suite("Keccak kernels")
struct KeccakKernelTests {
    static let variants = Kernels.Variant.allCases.filter { Kernels($0) != nil }

    /// Keccak-256 of one byte 0xcc: the Keccak team's ShortMsgKAT_256, length 8.
    @Test("The published digest of one byte", arguments: variants)
    func publishedVector(variant: Kernels.Variant) throws {
        let digests = try Self.digests(variant, rows: [], wordsPerRow: 0, rowCount: 3, suffix: 0xcc)
        let expected = try #require(Bytes32(hex: "eead6dbfc7340a56caedc044696a168870549a6a7f6f56961e84a54bd9970b8a"))
        #expect(digests == [expected, expected, expected])
    }

    @Test("Rows of 0 to 40 words, 1 to 17 of them, hash as byte strings", arguments: variants)
    func rowsAsByteStrings(variant: Kernels.Variant) throws {
        var random = SplitMix64(seed: 0x6b65_6363_616b)
        for wordsPerRow in 0...40 {
            for rowCount in [1, 2, 3, 4, 5, 8, 9, 17] {
                let rows = (0..<(wordsPerRow * rowCount)).map { _ in random.next() }
                let suffix = UInt8(truncatingIfNeeded: random.next())
                let digests = try Self.digests(
                    variant,
                    rows: rows,
                    wordsPerRow: wordsPerRow,
                    rowCount: rowCount,
                    suffix: suffix
                )
                let expected = (0..<rowCount).map { row in
                    let words = rows[(row * wordsPerRow)..<((row + 1) * wordsPerRow)]
                    return Keccak256.hash(words.flatMap(Self.littleEndian) + [suffix])
                }
                #expect(digests == expected, "\(rowCount) rows of \(wordsPerRow) words")
            }
        }
    }

    @Test("Rows that end in zeros hash as if these were there", arguments: variants)
    func zerosLeftOut(variant: Kernels.Variant) throws {
        var random = SplitMix64(seed: 0x7a65_726f)
        for (wordsPerRow, zeroCount) in [
            (0, 1), (1, 16), (1, 15), (8, 24), (16, 1), (17, 17), (20, 12), (24, 8), (3, 50),
        ] {
            let rowCount = 11
            let rows = (0..<(wordsPerRow * rowCount)).map { _ in random.next() }
            let whole = (0..<rowCount).flatMap { row in
                rows[(row * wordsPerRow)..<((row + 1) * wordsPerRow)] + [UInt64](repeating: 0, count: zeroCount)
            }
            let expected = try Self.digests(
                variant,
                rows: whole,
                wordsPerRow: wordsPerRow + zeroCount,
                rowCount: rowCount,
                suffix: 0
            )
            let digests = try Self.digests(
                variant,
                rows: rows,
                wordsPerRow: wordsPerRow,
                zerosPerRow: zeroCount,
                rowCount: rowCount,
                suffix: 0
            )
            #expect(digests == expected, "\(wordsPerRow) words, \(zeroCount) zeros")
        }
    }

    static func littleEndian(_ word: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
    }

    private static func digests(
        _ variant: Kernels.Variant,
        rows: [UInt64],
        wordsPerRow: Int,
        zerosPerRow: Int = 0,
        rowCount: Int,
        suffix: UInt8
    ) throws -> [Bytes32] {
        let kernels = try #require(Kernels(variant))
        var words = [UInt64](repeating: 0, count: 4 * rowCount)
        words.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            kernels.hashRows(
                rows,
                wordsPerRow: wordsPerRow,
                zerosPerRow: zerosPerRow,
                rowCount: rowCount,
                suffix: suffix,
                into: base
            )
        }
        return (0..<rowCount).map { row in
            Bytes32(
                w0: words[4 * row].bigEndian,
                w1: words[4 * row + 1].bigEndian,
                w2: words[4 * row + 2].bigEndian,
                w3: words[4 * row + 3].bigEndian
            )
        }
    }
}
