import ProofVerifier

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
            0, 1, Goldilocks.order - 1, Goldilocks.order - 2, 0xffff_ffff, 0x1_0000_0000, 0xffff_fffe_ffff_ffff,
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
            var digests = [UInt64](repeating: 0, count: 4 * rowCount)
            digests.withUnsafeMutableBufferPointer { digests in
                guard let base = digests.baseAddress else { return }
                hashRows(sample, wordsPerRow: wordsPerRow, rowCount: rowCount, suffix: 1, into: base)
            }
            all += digests
            digests.withUnsafeMutableBufferPointer { digests in
                guard let base = digests.baseAddress else { return }
                hashRows(sample, wordsPerRow: wordsPerRow, zerosPerRow: 9, rowCount: rowCount, suffix: 0, into: base)
            }
            all += digests
        }
        all.append(firstNonce(seed: [UInt8](0..<32), from: 3, count: 2_000, bits: 7) ?? 0)
        var words = sample
        words.withUnsafeMutableBufferPointer { words in
            guard let out = words.baseAddress else { return }
            multiply(out, sample, sample.reversed(), count: count)
            scale(out + count, sample, by: .generator, count: count)
        }
        all += words
        words.withUnsafeMutableBufferPointer { words in
            guard let out = words.baseAddress else { return }
            butterfly2(out, sample, stride: 256, count: count, twiddle: twiddles[3])
        }
        all += words
        words.withUnsafeMutableBufferPointer { words in
            guard let out = words.baseAddress else { return }
            butterfly4(out, out, stride: 128, count: 127, twiddles: twiddles, node: 2)
            transform(out, wordsPerRow: 31, logRowCount: 4, twiddles: twiddles, node: 1)
        }
        all += words
        return all + sumcheckResults(on: sample)
    }

    /// All that the sumcheck loops make of the sample, read as tables of the challenge field.
    private func sumcheckResults(on sample: [UInt64]) -> [UInt64] {
        let elements = (0..<170).map { index in
            let words = sample[(3 * index)..<(3 * index + 3)].map { Goldilocks(canonical: $0) }
            return CubicExtension(words[0], words[1], words[2])
        }
        let baseElements = sample.map { Goldilocks(canonical: $0) }
        let (r, range) = (elements[4], 0..<13)
        var tables = elements
        var sums = (elements[0], elements[1])
        tables.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let layer = LayerTables(s: base, p1: base + 34, q0: base + 68, q1: base + 102)
            let weights = base + 136
            firstLayerRound(
                layer,
                weights: weights,
                lambda: r,
                half: 13,
                range,
                atZero: &sums.0,
                atTwo: &sums.1
            )
            layerRound(
                layer,
                weights: weights,
                at: r,
                half: 8,
                stride: 16,
                0..<8,
                atZero: &sums.0,
                atTwo: &sums.1
            )
            addFractions(
                numerators: base,
                denominators: base + 16,
                childNumerators: base + 34,
                childDenominators: base + 68,
                half: 13,
                range
            )
            elements.withUnsafeBufferPointer { factors in
                let factors = UnsafeBufferPointer(rebasing: factors[..<11])
                addCombination(to: base, of: baseElements, stride: 40, factors: factors, count: 29)
            }
            fold(base + 34, half: 17, 0..<17, at: r)
            addProducts(
                base,
                base + 34,
                half: 17,
                0..<17,
                valueAtZero: &sums.0,
                leadingCoefficient: &sums.1
            )
        }
        return (tables + [sums.0, sums.1]).flatMap { [$0.c0.value, $0.c1.value, $0.c2.value] } + rowResults(on: sample)
    }
}
