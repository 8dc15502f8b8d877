/// The roots of unity of an order 2^`logOrder` in bit-reversed order, and the Fourier transforms that they make.
///
/// Position i holds omega^rev(i), rev being the reversal of `logOrder` bits. Three properties of that order do all the
/// work here. Its first half (quarter, ...) is the same table of half (a quarter of) the order. Each aligned run of 2^k
/// positions is a coset of the roots of order 2^k. And the root at position 2b is the twiddle factor of block b of
/// every layer of a transform between natural and bit-reversed order, so no transform ever permutes.
package struct RootsOfUnity: Sendable {
    /// The roots in bit-reversed order.
    package let bitReversed: [BLS12381.Fr]
    /// Entry b is the inverse of the root at position 2b.
    private let inverseTwiddles: [BLS12381.Fr]

    /// The roots of order 2^`logOrder`, `logOrder` in 1...32.
    package init(logOrder: Int) {
        // The upper half of a table of order 2n is the lower half, which is the table of order n, times a root of order
        // 2n.
        var roots: [BLS12381.Fr] = [.one]
        for logSize in 1...logOrder {
            let root = BLS12381.Fr.rootOfUnity(logOrder: logSize)
            roots += roots.map { $0 * root }
        }
        bitReversed = roots
        var inverses = (0..<roots.count / 2).map { roots[2 * $0] }
        inverses.invertAll()
        inverseTwiddles = inverses
    }

    /// The twiddle factor of block `b` of a layer: the root at position 2b.
    @inline(__always)
    func twiddle(_ b: Int) -> BLS12381.Fr { bitReversed[2 * b] }

    /// The inverse of the twiddle factor of block `b`.
    @inline(__always)
    func inverseTwiddle(_ b: Int) -> BLS12381.Fr { inverseTwiddles[b] }
}
