import ProofVerifier

extension ReedSolomonDomain {
    /// Entries of the twiddles that the transform on this domain takes.
    var twiddleCount: Int { 1 << max(0, logSize - 1) }

    /// The transform's twiddles as an array, for small transforms; see `writeTwiddles`.
    package static func twiddles(count: Int) -> [UInt64] {
        [UInt64](unsafeUninitializedCapacity: count) { twiddles, initialized in
            writeTwiddles(to: UnsafeMutableBufferPointer(rebasing: twiddles[..<count]), workers: .one)
            initialized = count
        }
    }

    /// Writes the transform's twiddles, good for every depth.
    ///
    /// A node of the transform takes polynomials modulo X^n - c to those modulo X^(n/2) - t and X^(n/2) + t, t being a
    /// square root of c. Entry b is the t of node b; its children are nodes 2b and 2b + 1 of the next depth. With b's
    /// bits read in reverse as a binary fraction of a turn, t stands at half that turn.
    ///
    /// - Parameters:
    ///   - twiddles: Receives canonical words; a power of two of them, up to 2^31.
    ///   - workers: Threads to use.
    static func writeTwiddles(to twiddles: UnsafeMutableBufferPointer<UInt64>, workers: Workers) {
        let kernels = Kernels.portable
        guard let base = twiddles.baseAddress, !twiddles.isEmpty else { return }
        base[0] = 1
        var done = 1
        // Doubling sets bit log2(done) of b, whose reversal adds the 1 / (4 done)-th part of a turn.
        while done < twiddles.count, let step = Goldilocks.rootOfUnity(logOrder: done.trailingZeroBitCount + 2) {
            // Safety: ranges write to disjoint words behind those that they read.
            nonisolated(unsafe) let (source, target) = (base, base + done)
            workers.forEachRange(of: done, alignment: 1 << 9, minimum: 1 << 14) { range in
                kernels.scale(target + range.lowerBound, source + range.lowerBound, by: step, count: range.count)
            }
            done *= 2
        }
    }
}
