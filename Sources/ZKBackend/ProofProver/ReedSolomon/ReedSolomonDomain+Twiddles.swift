import ProofVerifier

extension ReedSolomonDomain {
    /// The transform's twiddles, good for every depth.
    ///
    /// A node of the transform takes polynomials modulo X^n - c to those modulo X^(n/2) - t and X^(n/2) + t, t being a
    /// square root of c. Entry b is the t of node b; its children are nodes 2b and 2b + 1 of the next depth. With b's
    /// bits read in reverse as a binary fraction of a turn, t stands at half that turn.
    /// - Parameter count: A power of two, up to 2^31.
    /// - Returns: `count` canonical words.
    package static func twiddles(count: Int) -> [UInt64] {
        let kernels = Kernels.portable
        return [UInt64](unsafeUninitializedCapacity: count) { twiddles, initialized in
            guard let base = twiddles.baseAddress, count > 0 else { return }
            base[0] = 1
            var done = 1
            // Doubling sets bit log2(done) of b, whose reversal adds the 1 / (4 done)-th part of a turn.
            while done < count, let step = Goldilocks.rootOfUnity(logOrder: done.trailingZeroBitCount + 2) {
                kernels.scale(base + done, base, by: step, count: done)
                done *= 2
            }
            initialized = count
        }
    }
}
