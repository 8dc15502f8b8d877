import Primitives
import ProofProver
import ProofVerifier

/// Rates of one core on the prover's inner loops.
struct KernelRates {
    private let words: [UInt64]
    private let elements: [Goldilocks]

    init() {
        var element = Goldilocks.generator
        elements = (0..<(1 << 20)).map { _ in
            element = element * element + .generator
            return element
        }
        words = elements.map(\.value)
    }

    /// The kernels of one variant, alone and in what is built on them.
    func printRates(of kernels: Kernels) {
        print("kernels, \(kernels.variant.rawValue), one core")
        Kernels.$selected.withValue(kernels) {
            printField(kernels)
            printSumchecks(kernels)
            printHashing(kernels)
            printEncoding(logPolynomialCount: 6, logCoefficientCount: 14, sample: "270 (sample)")
            printEncoding(logPolynomialCount: 4, logCoefficientCount: 18, sample: "160-177 (sample)")
        }
    }

    private func printField(_ kernels: Kernels) {
        let count = 1_024
        var out = Array(words[0..<(4 * count)])
        let other = Array(words[8_192..<(8_192 + count)])
        out.withUnsafeMutableBufferPointer { out in
            guard let base = out.baseAddress else { return }
            var seconds = Stopwatch.fastest { for _ in 0..<64 { kernels.multiply(base, base, other, count: count) } }
            printRate("F multiplication", 64 * Double(count) / seconds, "mul/s", "1300 scalar (sample)")
            seconds = Stopwatch.fastest {
                for _ in 0..<64 {
                    kernels.butterfly4(base, base, stride: count, count: count, twiddles: other, node: 5)
                }
            }
            printRate("NTT, two layers", 64 * 4 * Double(count) / seconds, "elements/s")
        }
    }

    private func printSumchecks(_ kernels: Kernels) {
        let half = 512
        let r = CubicExtension(elements[1], elements[2], elements[3])
        var tables = (0..<(8 * half)).map { CubicExtension(elements[$0], elements[2 * $0], elements[3 * $0]) }
        var sums = (CubicExtension.zero, CubicExtension.zero)
        tables.withUnsafeMutableBufferPointer { tables in
            guard let f = tables.baseAddress else { return }
            let w = f + 2 * half
            var seconds = Stopwatch.fastest {
                kernels.addProducts(
                    f,
                    w,
                    half: half,
                    0..<half,
                    valueAtZero: &sums.0,
                    leadingCoefficient: &sums.1
                )
                kernels.fold(f, half: half, 0..<half, at: r)
                kernels.fold(w, half: half, 0..<half, at: r)
            }
            printRate(
                "sumcheck round of two tables, with folds",
                Double(half) / seconds,
                "pairs/s",
                "9.2 (sample, 9 products)"
            )
            let quarter = half / 2
            let layer = Kernels.LayerTables(s: f, p1: f + 2 * half, q0: f + 4 * half, q1: f + 6 * half)
            let weights = f + 7 * half
            seconds = Stopwatch.fastest {
                kernels.layerRound(
                    layer,
                    weights: weights,
                    at: r,
                    half: quarter,
                    stride: half,
                    0..<quarter,
                    atZero: &sums.0,
                    atTwo: &sums.1
                )
            }
            printRate("LogUp-GKR round, with folds", Double(quarter) / seconds, "pairs/s")
        }
        keep(sums.0.c0.value ^ sums.1.c2.value)
    }

    private func printHashing(_ kernels: Kernels) {
        var digests = [UInt64](repeating: 0, count: 4 << 10)
        digests.withUnsafeMutableBufferPointer { digests in
            guard let base = digests.baseAddress else { return }
            for (wordsPerRow, name) in [(8, "tree nodes"), (16, "leaves of 128 bytes"), (32, "leaves of 256 bytes")] {
                let rowCount = 1 << 10
                let permutations = wordsPerRow / 17 + 1
                let seconds = Stopwatch.fastest {
                    kernels.hashRows(words, wordsPerRow: wordsPerRow, rowCount: rowCount, suffix: 0, into: base)
                }
                let rate = Double(rowCount * permutations) / seconds
                let gigabytes = (Double(8 * wordsPerRow * rowCount) / seconds / 1e9).formatted(digits: 2)
                printRate("Keccak-f, \(name): \(gigabytes) GB/s", rate, "perm/s", "34 (sample), 1.5 without AVX-512")
            }
        }
        let seconds = Stopwatch.fastest {
            keep(kernels.firstNonce(seed: [UInt8](0..<32), from: 0, count: 1 << 12, bits: 63) ?? 0)
        }
        printRate("grinding", Double(1 << 12) / seconds, "nonces/s")
    }

    private func printEncoding(logPolynomialCount k: Int, logCoefficientCount h: Int, sample: String) {
        guard let code = InterleavedCode(logPolynomialCount: k, logCoefficientCount: h, logInverseRate: 2) else {
            return
        }
        let table = (0..<(1 << (k + h))).map { elements[$0 & (elements.count - 1)].value }
        let byteCount = 8 * (3 * table.count + 2 << h) + 4 * ArenaMap.alignment
        let seconds = Stopwatch.fastest(of: 5) {
            do throws(ArenaError) {
                let arena = try ProverArena(capacity: byteCount)
                let transform = try CosetTransform(
                    of: table,
                    code: code,
                    wordsPerElement: 1,
                    arena: arena,
                    workers: .one
                )
                let rows = try arena.allocate(UInt64.self, count: transform.wordsPerCoset)
                rows.withUnsafeMutableBufferPointer { rows in
                    guard let base = rows.baseAddress else { return }
                    for coset in 0..<code.cosetCount { transform.encode(coset: coset, into: base) }
                }
                keep(rows[0])
            } catch {
                print("encoding: \(error)")
            }
        }
        printRate("encoding to 2^\(h + 2) rows of 2^\(k)", Double(1 << (k + h + 2)) / seconds, "elements/s", sample)
    }
}

/// Prints a line of the report.
func printRate(_ subject: String, _ perSecond: Double, _ unit: String, _ sample: String = "") {
    print(Rate(subject: subject, perSecond: perSecond, unit: unit).line(sample: sample))
}

/// Makes a result count, so that the work for it cannot be left out: the program ends with an error if all results
/// together are zero.
func keep(_ word: UInt64) { keptWords |= word }

/// All bits of the results that were kept.
nonisolated(unsafe) var keptWords: UInt64 = 0
