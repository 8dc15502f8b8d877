/// The points at which polynomials are evaluated to a codeword: the subgroup of 2^logSize elements, in bit-reversed order.
///
/// Row r stands for w^rev(r), where w generates the subgroup and rev reverses the logSize bits of r. In this order the
/// transform's twiddles are constant on blocks of rows, and the first 2^n rows are the subgroup of 2^n elements.
package struct ReedSolomonDomain: Hashable, Sendable {
    /// log2 of the number of points.
    package let logSize: Int

    private let root: Goldilocks

    /// The domain of 2^logSize points; nil below 0 and above the field's 2-adicity of 32.
    package init?(logSize: Int) {
        guard let root = Goldilocks.rootOfUnity(logOrder: logSize) else { return nil }
        self.logSize = logSize
        self.root = root
    }

    /// The point of a row.
    ///
    /// - Parameter row: In 0..<2^logSize.
    /// - Returns: w^rev(row).
    package func point(row: Int) -> Goldilocks {
        root.raised(to: logSize == 0 ? 0 : UInt64(row).bitReversed >> UInt64(64 - logSize))
    }

    /// The transform's twiddles, good for every depth.
    ///
    /// A node of the transform takes polynomials modulo X^n - c to those modulo X^(n/2) - t and X^(n/2) + t, t being a square
    /// root of c. Entry b is the t of node b; its children are nodes 2b and 2b + 1 of the next depth. With b's bits read in
    /// reverse as a binary fraction of a turn, t stands at half that turn.
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

extension UInt64 {
    /// The 64 bits in reverse order.
    fileprivate var bitReversed: UInt64 {
        var x = byteSwapped
        x = (x & 0x0f0f_0f0f_0f0f_0f0f) << 4 | (x >> 4) & 0x0f0f_0f0f_0f0f_0f0f
        x = (x & 0x3333_3333_3333_3333) << 2 | (x >> 2) & 0x3333_3333_3333_3333
        return (x & 0x5555_5555_5555_5555) << 1 | (x >> 1) & 0x5555_5555_5555_5555
    }
}
