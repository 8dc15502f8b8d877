/// The points at which polynomials are evaluated to a codeword: the subgroup of 2^logSize elements, in bit-reversed
/// order.
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
