extension Kernels {
    /// Whether every kernel gives what the portable one gives, on one sample.
    ///
    /// Run once at start, before a variant is chosen: a wrong answer then costs speed and nothing else.
    package func agreesWithPortable() -> Bool {
        let sample = Self.sample(count: 512)
        return results(on: sample) == Kernels.portable.results(on: sample)
    }

    /// 512 canonical elements, with the edges of the field among them.
    private static func sample(count: Int) -> [UInt64] {
        let edges = [
            0, 1, Goldilocks.order - 1, Goldilocks.order - 2, 0xffff_ffff, 0x1_0000_0000, 0xffff_ffff_0000_0000,
        ]
        var element = Goldilocks.generator
        return edges
            + (edges.count..<count).map { _ in
                element = element * element + .generator
                return element.value
            }
    }

    /// All that the kernels make of a sample of 512 elements, including lengths that no vector width divides.
    private func results(on sample: [UInt64]) -> [UInt64] {
        let twiddles = ReedSolomonDomain.twiddles(count: 16)
        let count = 251
        var all: [UInt64] = []
        for wordsPerRow in [1, 8, 16, 17, 33] {
            let rowCount = 13
            all += [UInt64](unsafeUninitializedCapacity: 4 * rowCount) { digests, digestCount in
                guard let base = digests.baseAddress else { return }
                hashRows(sample, wordsPerRow: wordsPerRow, rowCount: rowCount, suffix: 1, into: base)
                digestCount = 4 * rowCount
            }
        }
        all.append(firstNonce(seed: [UInt8](0..<32), from: 3, count: 2_000, bits: 7) ?? 0)
        for step in 0..<4 {
            var words = sample
            words.withUnsafeMutableBufferPointer { buffer in
                guard let out = buffer.baseAddress else { return }
                switch step {
                case 0: multiply(out, sample, sample.reversed(), count: count)
                case 1: scale(out, sample, by: .generator, count: count)
                case 2: butterfly2(out, sample, stride: 256, count: count, twiddle: twiddles[3])
                default:
                    butterfly4(out, sample, stride: 128, count: 127, twiddles: twiddles, node: 2)
                    transform(out, wordsPerRow: 31, logRowCount: 4, twiddles: twiddles, node: 1)
                }
            }
            all += words
        }
        return all
    }
}
