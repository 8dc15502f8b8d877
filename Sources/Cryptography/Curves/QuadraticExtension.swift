/// An element c0 + c1 i of the quadratic extension of a base field, where i^2 = -1.
@frozen
package struct QuadraticExtension<Base: PairingBaseField>: CoordinateField {
    package var c0: Base
    package var c1: Base

    /// The element c0 + c1 i.
    @inline(__always)
    package init(_ c0: Base, _ c1: Base) {
        self.c0 = c0
        self.c1 = c1
    }

    /// Zero.
    @inline(__always)
    package static var zero: Self { Self(.zero, .zero) }

    /// One.
    @inline(__always)
    package static var one: Self { Self(.one, .zero) }

    /// True for zero.
    @inline(__always)
    package var isZero: Bool { c0.isZero && c1.isZero }
}

extension QuadraticExtension {
    /// Sum.
    @inline(__always)
    package static func + (a: Self, b: Self) -> Self { Self(a.c0 + b.c0, a.c1 + b.c1) }

    /// Difference.
    @inline(__always)
    package static func - (a: Self, b: Self) -> Self { Self(a.c0 - b.c0, a.c1 - b.c1) }

    /// Additive inverse.
    @inline(__always)
    package static prefix func - (a: Self) -> Self { Self(-a.c0, -a.c1) }

    /// Product, each coordinate with a single reduction.
    @inline(never)
    package static func * (a: Self, b: Self) -> Self {
        Self(
            Base.sumOfProducts(a.c0, b.c0, -a.c1, b.c1),
            Base.sumOfProducts(a.c0, b.c1, a.c1, b.c0)
        )
    }

    /// `a * b + c * d`.
    @inline(__always)
    package static func sumOfProducts(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> Self { a * b + c * d }

    /// False: a square is cheaper.
    @inline(__always)
    package static var sumOfProductsReducesOnce: Bool { false }

    /// Product with a base-field element.
    @inline(__always)
    package static func * (a: Self, b: Base) -> Self { Self(a.c0 * b, a.c1 * b) }

    /// Square: (c0 + c1)(c0 - c1) + 2 c0 c1 i.
    @inline(never)
    package var squared: Self {
        Self(
            Base.product(unreduced: c0.addingUnreduced(c1), c0.subtractingUnreduced(c1)),
            Base.product(unreduced: c0.addingUnreduced(c0), c1)
        )
    }

    /// Multiplicative inverse, or zero for zero.
    package var inverse: Self {
        let normInverse = Base.sumOfProducts(c0, c0, c1, c1).inverse
        return Self(c0 * normInverse, -(c1 * normInverse))
    }

    /// c0 - c1 i, which is also the p-th power.
    @inline(__always)
    package var conjugate: Self { Self(c0, -c1) }

    /// Twice the element.
    @inline(__always)
    package var doubled: Self { Self(c0.doubled, c1.doubled) }

    /// Three times the element.
    @inline(__always)
    package var tripled: Self { Self(c0.tripled, c1.tripled) }

    /// Half the element.
    @inline(__always)
    var halved: Self { Self(c0.halved, c1.halved) }

    /// Product with the non-residue on which the tower stands.
    @inline(__always)
    package var timesNonResidue: Self { Base.timesNonResidue(self) }
}
