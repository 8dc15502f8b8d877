import ProofKernels
import ProofProver
import ProofVerifier
import TestSupport
import Testing

@Suite("Vector kernels give the portable bytes")
struct KernelAgreementTests {
    private static let pairCount = 1_000_000

    @Test("Portable products, sums and differences are those of the field type, on 10^6 pairs")
    func portableIsTheField() throws {
        let (a, b) = Self.pairs(seed: 0x6b65_726e)
        let products = Self.multiply(.portable, a, b)
        let scaled = Self.scale(.portable, a, by: b[3])
        let butterflies = Self.butterfly2(.portable, a + b, twiddle: b[5])
        for i in 0..<Self.pairCount {
            let (x, y) = (Goldilocks(canonical: a[i]), Goldilocks(canonical: b[i]))
            let turned = y * Goldilocks(canonical: b[5])
            guard products[i] == (x * y).value, scaled[i] == (x * Goldilocks(canonical: b[3])).value,
                butterflies[i] == (x + turned).value, butterflies[Self.pairCount + i] == (x - turned).value
            else {
                Issue.record("pair \(i): \(a[i]), \(b[i])")
                return
            }
        }
    }

    @Test("AVX2", .enabled(if: Kernels(.avx2) != nil, "this machine has no AVX2"))
    func avx2() throws {
        try Self.checkAgreement(.avx2)
    }

    @Test("AVX-512", .enabled(if: Kernels(.avx512) != nil, "this machine has no AVX-512"))
    func avx512() throws {
        try Self.checkAgreement(.avx512)
    }

    @Test("The start-up check accepts every variant that this machine has, and the widest is selected")
    func selection() {
        let available = Kernels.Variant.allCases.compactMap { Kernels($0) }
        for kernels in available {
            #expect(kernels.agreesWithPortable(), "\(kernels.variant)")
        }
        #expect(Kernels.selected.variant == available.last?.variant)
    }

    @Test("The start-up check refuses each kernel that does nothing")
    func selfCheckRefuses() throws {
        let source = proof_kernels_avx2() ?? proof_kernels_portable()
        var idle: [(inout proof_kernels) -> Void] = [
            { $0.hash_rows = { _, _, _, _, _, _ in } },
            { $0.find_nonce = { _, first, _, _ in first } },
            { $0.multiply = { _, _, _, _ in } },
            { $0.scale = { _, _, _, _ in } },
            { $0.butterfly2 = { _, _, _, _, _ in } },
            { $0.butterfly4 = { _, _, _, _, _, _, _ in } },
            { $0.transform = { _, _, _, _, _ in } },
        ]
        var table = try #require(source).pointee
        if table.field_lanes > 1 {
            idle += [
                { $0.cubic_fold = { _, _, _, _ in } },
                { $0.cubic_add_combination = { _, _, _, _, _, _ in } },
                { $0.cubic_products = { _, _, _, _, _, _ in } },
                { $0.cubic_add_fractions = { _, _, _, _, _, _ in } },
                { $0.cubic_layer_round = { _, _, _, _, _, _, _, _, _, _, _ in } },
                { $0.cubic_layer_first_round = { _, _, _, _, _, _, _, _, _, _ in } },
            ]
        }
        let honest = table
        #expect(withUnsafePointer(to: &table) { Kernels(variant: .avx2, table: $0).agreesWithPortable() })
        for (index, replace) in idle.enumerated() {
            table = honest
            replace(&table)
            let agrees = withUnsafePointer(to: &table) { Kernels(variant: .avx2, table: $0).agreesWithPortable() }
            #expect(!agrees, "kernel \(index)")
        }
    }

    @Test("Another choice holds in its scope")
    func override() {
        let before = Kernels.selected.variant
        Kernels.$selected.withValue(.portable) {
            #expect(Kernels.selected.variant == .portable)
        }
        #expect(Kernels.selected.variant == before)
    }

    private static func checkAgreement(_ variant: Kernels.Variant) throws {
        let kernels = try #require(Kernels(variant))
        let (a, b) = pairs(seed: 0x7061_6972)
        #expect(multiply(kernels, a, b) == multiply(.portable, a, b))
        #expect(scale(kernels, a, by: b[0]) == scale(.portable, a, by: b[0]))
        #expect(butterfly2(kernels, a + b, twiddle: b[1]) == butterfly2(.portable, a + b, twiddle: b[1]))
        let twiddles = Array(b[0..<1024])
        for (wordsPerRow, logRowCount) in [(1, 10), (3, 9), (5, 8), (32, 7), (96, 4), (7, 1), (4, 0)] {
            let rows = Array(a[0..<(wordsPerRow << logRowCount)])
            #expect(
                transform(kernels, rows, wordsPerRow: wordsPerRow, logRowCount: logRowCount, twiddles: twiddles)
                    == transform(
                        .portable,
                        rows,
                        wordsPerRow: wordsPerRow,
                        logRowCount: logRowCount,
                        twiddles: twiddles
                    ),
                "2^\(logRowCount) rows of \(wordsPerRow) words"
            )
        }
    }

    /// Canonical random pairs, the edges of the field among them in every combination.
    private static func pairs(seed: UInt64) -> (a: [UInt64], b: [UInt64]) {
        let p = Goldilocks.order
        let edges: [UInt64] = [
            0, 1, 2, p - 1, p - 2, 0xffff_ffff, 0x1_0000_0000, 0x1_0000_0001, p >> 1, (p >> 1) + 1, 1 << 63,
            0xffff_ffff_0000_0000, 0xffff_fffe_ffff_ffff,
        ]
        var random = SplitMix64(seed: seed)
        var a = edges.flatMap { edge in edges.map { _ in edge } }
        var b = edges.flatMap { _ in edges }
        while a.count < pairCount {
            a.append(random.next() % p)
            b.append(random.next() % p)
        }
        return (a, b)
    }

    private static func multiply(_ kernels: Kernels, _ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
        written(a.count) { kernels.multiply($0, a, b, count: a.count) }
    }

    private static func scale(_ kernels: Kernels, _ a: [UInt64], by factor: UInt64) -> [UInt64] {
        written(a.count) { kernels.scale($0, a, by: Goldilocks(canonical: factor), count: a.count) }
    }

    private static func butterfly2(_ kernels: Kernels, _ words: [UInt64], twiddle: UInt64) -> [UInt64] {
        let half = words.count / 2
        return written(words.count) {
            kernels.butterfly2($0, words, stride: half, count: half, twiddle: twiddle)
        }
    }

    private static func transform(
        _ kernels: Kernels,
        _ rows: [UInt64],
        wordsPerRow: Int,
        logRowCount: Int,
        twiddles: [UInt64]
    ) -> [UInt64] {
        written(rows.count) { out in
            out.update(from: rows, count: rows.count)
            kernels.transform(out, wordsPerRow: wordsPerRow, logRowCount: logRowCount, twiddles: twiddles, node: 1)
        }
    }

    private static func written(_ count: Int, by body: (UnsafeMutablePointer<UInt64>) -> Void) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: count)
        words.withUnsafeMutableBufferPointer { buffer in
            if let base = buffer.baseAddress { body(base) }
        }
        return words
    }
}
