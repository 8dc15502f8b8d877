/// An element c0 + c1 v + c2 v^2 of the cubic extension of the quadratic one, where v^3 is the tower's non-residue.
@frozen
package struct SexticExtension<Base: PairingBaseField>: Equatable, Sendable {
    package var c0: QuadraticExtension<Base>
    package var c1: QuadraticExtension<Base>
    package var c2: QuadraticExtension<Base>

    /// The element c0 + c1 v + c2 v^2.
    @inline(__always)
    package init(_ c0: QuadraticExtension<Base>, _ c1: QuadraticExtension<Base>, _ c2: QuadraticExtension<Base>) {
        self.c0 = c0
        self.c1 = c1
        self.c2 = c2
    }

    /// Zero.
    @inline(__always)
    package static var zero: Self { Self(.zero, .zero, .zero) }

    /// One.
    @inline(__always)
    package static var one: Self { Self(.one, .zero, .zero) }
}

extension SexticExtension {
    /// Sum.
    @inline(__always)
    package static func + (a: Self, b: Self) -> Self { Self(a.c0 + b.c0, a.c1 + b.c1, a.c2 + b.c2) }

    /// Difference.
    @inline(__always)
    package static func - (a: Self, b: Self) -> Self { Self(a.c0 - b.c0, a.c1 - b.c1, a.c2 - b.c2) }

    /// Additive inverse.
    @inline(__always)
    package static prefix func - (a: Self) -> Self { Self(-a.c0, -a.c1, -a.c2) }

    /// Product, with six products in Fp2 (Karatsuba on each pair of coefficients).
    package static func * (a: Self, b: Self) -> Self {
        let v0 = a.c0 * b.c0
        let v1 = a.c1 * b.c1
        let v2 = a.c2 * b.c2
        let cross12 = (a.c1 + a.c2) * (b.c1 + b.c2) - v1 - v2
        let cross01 = (a.c0 + a.c1) * (b.c0 + b.c1) - v0 - v1
        let cross02 = (a.c0 + a.c2) * (b.c0 + b.c2) - v0 - v2
        return Self(v0 + cross12.timesNonResidue, cross01 + v2.timesNonResidue, cross02 + v1)
    }

    /// Product with an element of Fp2.
    static func * (a: Self, b: QuadraticExtension<Base>) -> Self { Self(a.c0 * b, a.c1 * b, a.c2 * b) }

    /// Product with b0 + b1 v, with five products in Fp2.
    func timesSparse(_ b0: QuadraticExtension<Base>, _ b1: QuadraticExtension<Base>) -> Self {
        let v0 = c0 * b0
        let v1 = c1 * b1
        let r0 = (c1 + c2) * b1 - v1
        let r1 = (c0 + c1) * (b0 + b1) - v0 - v1
        let r2 = (c0 + c2) * b0 - v0
        return Self(v0 + r0.timesNonResidue, r1, r2 + v1)
    }

    /// Product with v.
    @inline(__always)
    package var timesV: Self { Self(c2.timesNonResidue, c0, c1) }

    /// Multiplicative inverse, or zero for zero.
    package var inverse: Self {
        // The cofactors of multiplication by self as a 3x3 matrix over Fp2, and its determinant.
        let t0 = c0.squared - (c1 * c2).timesNonResidue
        let t1 = c2.squared.timesNonResidue - c0 * c1
        let t2 = c1.squared - c0 * c2
        let determinant = c0 * t0 + (c2 * t1 + c1 * t2).timesNonResidue
        return Self(t0, t1, t2) * determinant.inverse
    }
}
