/// Element c0 + c1 x + c2 x^2 of the challenge field K = F[x] / (x^3 - x - 1) over Goldilocks, 192 bits.
///
/// Every challenge of the verifier is drawn from K; its size bounds the algebraic soundness errors.
@frozen
public struct CubicExtension: Hashable, Sendable {
    /// Coefficient of 1.
    public var c0: Goldilocks
    /// Coefficient of x.
    public var c1: Goldilocks
    /// Coefficient of x^2.
    public var c2: Goldilocks

    /// Degree over the base field.
    public static let degree = 3

    /// The element of the given coefficients.
    @inlinable
    @inline(__always)
    public init(_ c0: Goldilocks, _ c1: Goldilocks, _ c2: Goldilocks) {
        self.c0 = c0
        self.c1 = c1
        self.c2 = c2
    }

    /// The embedding of a base-field element.
    @inlinable
    @inline(__always)
    public init(_ base: Goldilocks) {
        self.init(base, .zero, .zero)
    }

    /// The neutral element of addition.
    @inlinable
    @inline(__always)
    public static var zero: CubicExtension { CubicExtension(.zero) }

    /// The neutral element of multiplication.
    @inlinable
    @inline(__always)
    public static var one: CubicExtension { CubicExtension(.one) }

    /// Whether the element is zero.
    @inlinable
    @inline(__always)
    public var isZero: Bool { c0.isZero && c1.isZero && c2.isZero }

    /// a + b, coefficient by coefficient.
    @inlinable
    @inline(__always)
    public static func + (a: CubicExtension, b: CubicExtension) -> CubicExtension {
        #if COUNT_OPERATIONS
        OperationCounts.now.cubicSums += 1
        #endif
        return CubicExtension(a.c0 + b.c0, a.c1 + b.c1, a.c2 + b.c2)
    }

    /// a - b, coefficient by coefficient.
    @inlinable
    @inline(__always)
    public static func - (a: CubicExtension, b: CubicExtension) -> CubicExtension {
        #if COUNT_OPERATIONS
        OperationCounts.now.cubicSums += 1
        #endif
        return CubicExtension(a.c0 - b.c0, a.c1 - b.c1, a.c2 - b.c2)
    }

    /// Additive inverse.
    @inlinable
    @inline(__always)
    public static prefix func - (a: CubicExtension) -> CubicExtension {
        CubicExtension(-a.c0, -a.c1, -a.c2)
    }

    // The school method with one reduction per coefficient; x^3 = x + 1 and x^4 = x^2 + x fold the upper ones into b.
    // Karatsuba's six products are slower: they need six reductions.
    /// a b modulo x^3 - x - 1.
    @inlinable
    @inline(__always)
    public static func * (a: CubicExtension, b: CubicExtension) -> CubicExtension {
        #if COUNT_OPERATIONS
        OperationCounts.now.cubicProducts += 1
        #endif
        let b02 = b.c0 + b.c2
        var p0 = ProductSum(a.c0, b.c0)
        p0.add(a.c1, b.c2)
        p0.add(a.c2, b.c1)
        var p1 = ProductSum(a.c0, b.c1)
        p1.add(a.c1, b02)
        p1.add(a.c2, b.c1 + b.c2)
        var p2 = ProductSum(a.c0, b.c2)
        p2.add(a.c1, b.c1)
        p2.add(a.c2, b02)
        return CubicExtension(p0.value, p1.value, p2.value)
    }

    /// Product with a base-field element.
    @inlinable
    @inline(__always)
    public static func * (a: CubicExtension, b: Goldilocks) -> CubicExtension {
        #if COUNT_OPERATIONS
        OperationCounts.now.mixedProducts += 1
        // They count themselves.
        OperationCounts.now.baseProducts -= 3
        #endif
        return CubicExtension(a.c0 * b, a.c1 * b, a.c2 * b)
    }

    /// Sum with a base-field element.
    @inlinable
    @inline(__always)
    public static func + (a: CubicExtension, b: Goldilocks) -> CubicExtension {
        CubicExtension(a.c0 + b, a.c1, a.c2)
    }

    /// Difference with a base-field element.
    @inlinable
    @inline(__always)
    public static func - (a: CubicExtension, b: Goldilocks) -> CubicExtension {
        CubicExtension(a.c0 - b, a.c1, a.c2)
    }

    /// Adds to the left operand.
    @inlinable
    @inline(__always)
    public static func += (a: inout CubicExtension, b: CubicExtension) {
        a = a + b
    }

    /// Subtracts from the left operand.
    @inlinable
    @inline(__always)
    public static func -= (a: inout CubicExtension, b: CubicExtension) {
        a = a - b
    }

    /// Multiplies the left operand.
    @inlinable
    @inline(__always)
    public static func *= (a: inout CubicExtension, b: CubicExtension) {
        a = a * b
    }

    /// Multiplicative inverse; nil for zero.
    ///
    /// The inverse is the first column of the adjugate of multiplication by self, divided by the norm.
    public var inverse: CubicExtension? {
        let s02 = c0 + c2
        let s12 = c1 + c2
        let d0 = s02 * s02 - c1 * s12
        let d1 = c2 * s12 - c1 * s02
        let d2 = c1 * c1 - c2 * s02
        let norm = c0 * d0 + c2 * d1 + c1 * d2
        guard let scale = norm.inverse else { return nil }
        return CubicExtension(d0, d1, d2) * scale
    }

    /// The element raised to a power.
    public func raised(to exponent: UInt64) -> CubicExtension {
        var result = CubicExtension.one
        var square = self
        var remaining = exponent
        while remaining != 0 {
            if remaining & 1 == 1 { result *= square }
            square *= square
            remaining >>= 1
        }
        return result
    }

    /// The first powers of self, from 1 on.
    public func powers(_ count: Int) -> [CubicExtension] {
        var power = CubicExtension.one
        return (0..<max(0, count)).map { _ in
            defer { power *= self }
            return power
        }
    }
}
