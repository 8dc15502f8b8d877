/// A sum of products of base-field elements whose reduction is put off to the end.
///
/// The sum is kept in 192 bits: one reduction in all, instead of one per product.
@frozen
public struct ProductSum {
    @usableFromInline
    var low: UInt128
    /// How often the sum passed 2^128.
    @usableFromInline
    var overflows: UInt64 = 0

    /// The empty sum.
    @inlinable
    @inline(__always)
    public init() {
        low = 0
    }

    /// The sum a b, which counts as one of the products.
    @inlinable
    @inline(__always)
    public init(_ a: Goldilocks, _ b: Goldilocks) {
        low = UInt128(a.value) &* UInt128(b.value)
    }

    /// Adds a product; at most 2^32 of them.
    @inlinable
    @inline(__always)
    public mutating func add(_ a: Goldilocks, _ b: Goldilocks) {
        // The factors are below 2^64, so their product does not overflow.
        let (sum, overflow) = low.addingReportingOverflow(UInt128(a.value) &* UInt128(b.value))
        low = sum
        overflows &+= overflow ? 1 : 0
    }

    /// The sum as an element: 2^128 is -2^32 modulo p, and 2^32 overflows stay below p after the shift.
    @inlinable
    @inline(__always)
    public var value: Goldilocks {
        let reduced = Goldilocks.reduce(
            high: UInt64(truncatingIfNeeded: low &>> 64),
            low: UInt64(truncatingIfNeeded: low)
        )
        return reduced - Goldilocks(canonical: overflows &<< 32)
    }
}
