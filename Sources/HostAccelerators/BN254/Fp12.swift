extension BN254 {
    /// An element c0 + c1 w of the quadratic extension of Fp6, where w^2 = v: the field of the pairing's values.
    @frozen
    package struct Fp12: Equatable, Sendable {
        package var c0: Fp6
        package var c1: Fp6

        /// The element c0 + c1 w.
        @inline(__always)
        package init(_ c0: Fp6, _ c1: Fp6) {
            self.c0 = c0
            self.c1 = c1
        }

        /// One.
        @inline(__always)
        package static var one: Fp12 { Fp12(.one, .zero) }
    }
}

extension BN254.Fp12 {
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

    /// Multiplies by the line a + b w + c v w, with thirteen products in Fp2.
    mutating func multiply(byLine a: BN254.Fp2, _ b: BN254.Fp2, _ c: BN254.Fp2) {
        let v0 = c0 * a
        let v1 = c1.timesSparse(b, c)
        let cross = (c0 + c1).timesSparse(a + b, c)
        c0 = v0 + v1.timesV
        c1 = cross - v0 - v1
    }
}
