/// A sum of products of challenge-field elements whose reduction is put off to the end.
///
/// Holds the coefficients of 1, x, ..., x^4 of the polynomial product; x^3 = x + 1 is applied once.
@frozen
public struct CubicProductSum {
    @usableFromInline
    var d0 = ProductSum()
    @usableFromInline
    var d1 = ProductSum()
    @usableFromInline
    var d2 = ProductSum()
    @usableFromInline
    var d3 = ProductSum()
    @usableFromInline
    var d4 = ProductSum()

    /// The empty sum.
    @inlinable
    @inline(__always)
    public init() {}

    /// Adds a product; at most 2^30 of them.
    @inlinable
    @inline(__always)
    public mutating func add(_ a: CubicExtension, _ b: CubicExtension) {
        #if COUNT_OPERATIONS
        OperationCounts.now.cubicProducts += 1
        #endif
        d0.add(a.c0, b.c0)
        d1.add(a.c0, b.c1)
        d1.add(a.c1, b.c0)
        d2.add(a.c0, b.c2)
        d2.add(a.c1, b.c1)
        d2.add(a.c2, b.c0)
        d3.add(a.c1, b.c2)
        d3.add(a.c2, b.c1)
        d4.add(a.c2, b.c2)
    }

    /// Adds a product with a base-field element; at most 2^30 of them.
    @inlinable
    @inline(__always)
    public mutating func add(_ a: CubicExtension, _ b: Goldilocks) {
        #if COUNT_OPERATIONS
        OperationCounts.now.mixedProducts += 1
        #endif
        d0.add(a.c0, b)
        d1.add(a.c1, b)
        d2.add(a.c2, b)
    }

    /// The sum as an element.
    @inlinable
    @inline(__always)
    public var value: CubicExtension {
        let (upper3, upper4) = (d3.value, d4.value)
        return CubicExtension(d0.value + upper3, d1.value + upper3 + upper4, d2.value + upper4)
    }
}
