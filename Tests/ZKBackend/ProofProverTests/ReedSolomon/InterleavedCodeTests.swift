import ProofProver
import ProofVerifier
import TestSupport
import Testing

@Suite("Interleaved Reed-Solomon code")
struct InterleavedCodeTests {
    /// log2 of polynomials, coefficients and inverse rate.
    struct Shape: CustomTestStringConvertible, Sendable {
        var k: Int
        var h: Int
        var mu: Int

        var testDescription: String { "2^\(k) polynomials of 2^\(h) coefficients at rate 1/2^\(mu)" }

        func code() throws -> InterleavedCode {
            try #require(InterleavedCode(logPolynomialCount: k, logCoefficientCount: h, logInverseRate: mu))
        }
    }

    static let shapes = [
        Shape(k: 0, h: 0, mu: 0), Shape(k: 0, h: 0, mu: 2), Shape(k: 2, h: 0, mu: 1), Shape(k: 3, h: 1, mu: 2),
        Shape(k: 0, h: 2, mu: 0), Shape(k: 1, h: 2, mu: 2), Shape(k: 2, h: 3, mu: 1), Shape(k: 5, h: 4, mu: 2),
        Shape(k: 4, h: 5, mu: 3), Shape(k: 1, h: 6, mu: 5), Shape(k: 0, h: 7, mu: 2),
    ]

    @Test("Each row holds the polynomials' values at its point", arguments: shapes)
    func naiveEvaluation(shape: Shape) throws {
        let code = try shape.code()
        let table = Self.table(shape, seed: 1)
        let codeword = try code.encode(table, workers: .one)
        #expect(codeword.count == 1 << (shape.k + shape.h + shape.mu))
        for row in 0..<(1 << (shape.h + shape.mu)) {
            let point = code.domain.point(row: row)
            for polynomial in 0..<(1 << shape.k) {
                let coefficients = table[(polynomial << shape.h)..<((polynomial + 1) << shape.h)]
                let value = coefficients.reversed().reduce(Goldilocks.zero) { $0 * point + $1 }
                #expect(codeword[row << shape.k + polynomial] == value.value, "row \(row), polynomial \(polynomial)")
            }
        }
    }

    @Test("Over the challenge field each row holds the values' three coefficients", arguments: shapes)
    func naiveEvaluationInExtension(shape: Shape) throws {
        let code = try shape.code()
        let table = Self.extensionTable(shape, seed: 2)
        let codeword = try code.encode(table, workers: .one)
        for row in 0..<(1 << (shape.h + shape.mu)) {
            let point = code.domain.point(row: row)
            for polynomial in 0..<(1 << shape.k) {
                let coefficients = table[(polynomial << shape.h)..<((polynomial + 1) << shape.h)]
                let value = coefficients.reversed().reduce(CubicExtension.zero) { $0 * point + $1 }
                let start = 3 * (row << shape.k + polynomial)
                #expect(Array(codeword[start..<(start + 3)]) == [value.c0.value, value.c1.value, value.c2.value])
            }
        }
    }

    @Test("Points of the domain are distinct and a subgroup; the first 2^n rows are the smaller domain")
    func domain() throws {
        for logSize in 0...8 {
            let domain = try #require(ReedSolomonDomain(logSize: logSize))
            let points = (0..<(1 << logSize)).map { domain.point(row: $0) }
            #expect(Set(points).count == 1 << logSize)
            #expect(points.allSatisfy { $0.raised(to: 1 << UInt64(logSize)) == .one })
            if let smaller = ReedSolomonDomain(logSize: logSize - 1) {
                #expect((0..<(points.count / 2)).allSatisfy { smaller.point(row: $0) == points[$0] })
            }
        }
    }

    @Test("Domains end at the field's 2-adicity")
    func twoAdicity() throws {
        #expect(ReedSolomonDomain(logSize: 33) == nil)
        #expect(ReedSolomonDomain(logSize: -1) == nil)
        let largest = try #require(ReedSolomonDomain(logSize: 32))
        #expect(largest.point(row: 1) == -Goldilocks.one)
        #expect(largest.point(row: 1 << 31).raised(to: 1 << 31) == -Goldilocks.one)
        #expect(InterleavedCode(logPolynomialCount: 5, logCoefficientCount: 30, logInverseRate: 2) != nil)
        #expect(InterleavedCode(logPolynomialCount: 5, logCoefficientCount: 30, logInverseRate: 3) == nil)
        #expect(InterleavedCode(logPolynomialCount: -1, logCoefficientCount: 4, logInverseRate: 1) == nil)
    }

    @Test("Encoding is linear")
    func linearity() throws {
        let shape = Shape(k: 3, h: 9, mu: 2)
        let code = try shape.code()
        let (f, g) = (Self.table(shape, seed: 3), Self.table(shape, seed: 4))
        let factor = Goldilocks(canonical: 0x1234_5678_9abc_def0)
        let sum = try code.encode(zip(f, g).map { $0 + factor * $1 }, workers: .one)
        let parts = try zip(code.encode(f, workers: .one), code.encode(g, workers: .one)).map {
            (Goldilocks(canonical: $0) + factor * Goldilocks(canonical: $1)).value
        }
        #expect(sum == parts)
    }

    @Test(
        "1, 2 and 3 threads and every path give one codeword",
        arguments: [Shape(k: 5, h: 12, mu: 2), Shape(k: 1, h: 13, mu: 1)]
    )
    func threadsAndPaths(shape: Shape) throws {
        let code = try shape.code()
        let table = Self.table(shape, seed: 5)
        let extensionTable = Self.extensionTable(shape, seed: 6)
        let expected = try Kernels.$selected.withValue(.portable) {
            try (code.encode(table, workers: .one), code.encode(extensionTable, workers: .one))
        }
        for variant in KeccakKernelTests.variants {
            let kernels = try #require(Kernels(variant))
            for threads in [1, 2, 3, 5] {
                let workers = Workers(count: threads)
                let codewords = try Kernels.$selected.withValue(kernels) {
                    try (code.encode(table, workers: workers), code.encode(extensionTable, workers: workers))
                }
                #expect(codewords == expected, "\(variant), \(threads) threads")
            }
        }
    }

    @Test("Some rows of a coset are those of the whole codeword", arguments: shapes + [Shape(k: 2, h: 11, mu: 2)])
    func someRows(shape: Shape) throws {
        let code = try shape.code()
        let table = Self.table(shape, seed: 7)
        let codeword = try code.encode(table, workers: .one)
        let width = 1 << shape.k
        var random = SplitMix64(seed: 8)
        for coset in 0..<code.cosetCount {
            let first = coset * code.rowsPerCoset
            let drawn = Set((0..<6).map { _ in Int(random.next() % UInt64(code.rowsPerCoset)) }).sorted()
            for rows in [drawn, [0], [code.rowsPerCoset - 1], []] {
                let expected = rows.flatMap { codeword[((first + $0) * width)..<((first + $0 + 1) * width)] }
                for threads in [1, 3] {
                    let workers = Workers(count: threads)
                    #expect(try code.encode(table, rows: rows, ofCoset: coset, workers: workers) == expected)
                }
            }
        }
    }

    @Test("Polynomials that are left out are zeros of each row", arguments: shapes + [Shape(k: 2, h: 11, mu: 2)])
    func polynomialsLeftOut(shape: Shape) throws {
        let code = try shape.code()
        for heldCount in [0, 1, (1 << shape.k) / 2, 1 << shape.k] {
            var table = Self.table(shape, seed: 9)
            let held = heldCount * code.rowsPerCoset
            table.replaceSubrange(held..., with: repeatElement(.zero, count: table.count - held))
            let expected = try code.encode(table, workers: .one)
            let rows = try code.encode(Array(table[..<held]), polynomialCount: heldCount, workers: Workers(count: 2))
            let width = 1 << shape.k
            for row in 0..<(expected.count / width) {
                let filled = rows[(row * heldCount)..<((row + 1) * heldCount)]
                guard
                    Array(expected[(row * width)..<((row + 1) * width)])
                        == filled + [UInt64](repeating: 0, count: width - heldCount)
                else {
                    Issue.record("row \(row) of \(heldCount) polynomials")
                    return
                }
            }
        }
    }

    private static func table(_ shape: Shape, seed: UInt64) -> [Goldilocks] {
        var random = SplitMix64(seed: seed)
        return (0..<(1 << (shape.k + shape.h))).map { _ in Goldilocks(random.next()) }
    }

    private static func extensionTable(_ shape: Shape, seed: UInt64) -> [CubicExtension] {
        var random = SplitMix64(seed: seed)
        return (0..<(1 << (shape.k + shape.h))).map { _ in
            CubicExtension(Goldilocks(random.next()), Goldilocks(random.next()), Goldilocks(random.next()))
        }
    }
}
