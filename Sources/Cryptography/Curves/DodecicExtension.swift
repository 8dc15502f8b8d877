/// An element c0 + c1 w of the quadratic extension of the sextic one, where w^2 = v: the field of the pairing's values.
@frozen
package struct DodecicExtension<Base: PairingBaseField>: Equatable, Sendable {
    package var c0: SexticExtension<Base>
    package var c1: SexticExtension<Base>

    /// The element c0 + c1 w.
    @inline(__always)
    package init(_ c0: SexticExtension<Base>, _ c1: SexticExtension<Base>) {
        self.c0 = c0
        self.c1 = c1
    }

    /// One.
    @inline(__always)
    package static var one: Self { Self(.one, .zero) }
}

extension DodecicExtension {
    /// Product, with three products in Fp6.
    package static func * (a: Self, b: Self) -> Self {
        let v0 = a.c0 * b.c0
        let v1 = a.c1 * b.c1
        let cross = (a.c0 + a.c1) * (b.c0 + b.c1) - v0 - v1
        return Self(v0 + v1.timesV, cross)
    }

    /// Square, with two products in Fp6.
    package var squared: Self {
        let product = c0 * c1
        let sum = (c0 + c1) * (c0 + c1.timesV) - product - product.timesV
        return Self(sum, product + product)
    }

    /// Multiplicative inverse, or zero for zero.
    package var inverse: Self {
        let norm = (c0 * c0 - (c1 * c1).timesV).inverse
        return Self(c0 * norm, -(c1 * norm))
    }

    /// c0 - c1 w, the power p^6; the inverse of an element of the cyclotomic subgroup.
    @inline(__always)
    package var conjugate: Self { Self(c0, -c1) }
}
