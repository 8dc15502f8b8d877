import Cryptography
package import Groth16

/// A point of Baby Jubjub in a circuit.
package struct CircuitPoint: Sendable {
    /// The first coordinate.
    package var x: LinearCombination
    /// The second coordinate.
    package var y: LinearCombination

    /// Joins two coordinates.
    package init(x: LinearCombination, y: LinearCombination) {
        self.x = x
        self.y = y
    }

    /// A constant point.
    package init(_ point: BabyJubjub.Point) {
        self.init(x: LinearCombination(point.x), y: LinearCombination(point.y))
    }

    /// The point's negative.
    static prefix func - (point: Self) -> Self { Self(x: -point.x, y: point.y) }
}

// The affine law is complete on the curve: its denominators are never zero there, so each quotient is the only solution
// of its constraint. All operands are points of the curve, by `constrainOnCurve` or as results of these functions.
extension ConstraintBuilder {
    /// A new point, unconstrained.
    package mutating func allocatePoint(_ point: BabyJubjub.Point) -> CircuitPoint {
        CircuitPoint(
            x: LinearCombination(allocatePrivate { _ in point.x }),
            y: LinearCombination(allocatePrivate { _ in point.y })
        )
    }

    /// Demands that a point satisfies the curve's equation.
    ///
    /// Three constraints.
    package mutating func constrainOnCurve(_ point: CircuitPoint) {
        let xx = multiplied("x^2", point.x, point.x)
        let yy = multiplied("y^2", point.y, point.y)
        constrain("on the curve", xx * BabyJubjub.d, yy, xx * BabyJubjub.a + yy - .one)
    }

    /// The sum of two points of the curve.
    ///
    /// Six constraints, fewer with constants.
    package mutating func sum(_ p: CircuitPoint, _ q: CircuitPoint) -> CircuitPoint {
        within("addition") { builder in
            let xy = builder.multiplied("x1 y2", p.x, q.y)
            let yx = builder.multiplied("y1 x2", p.y, q.x)
            let cross = builder.multiplied("(y1 - a x1)(x2 + y2)", p.y - p.x * BabyJubjub.a, q.x + q.y)
            let product = builder.multiplied("x1 x2 y1 y2", xy, yx) * BabyJubjub.d
            return CircuitPoint(
                x: builder.quotient("x3", xy + yx, .one + product),
                y: builder.quotient("y3", cross + xy * BabyJubjub.a - yx, .one - product)
            )
        }
    }

    /// Twice a point of the curve.
    ///
    /// Five constraints.
    package mutating func doubled(_ p: CircuitPoint) -> CircuitPoint {
        within("doubling") { builder in
            let xy = builder.multiplied("x y", p.x, p.y)
            let square = builder.multiplied("x^2 y^2", xy, xy) * BabyJubjub.d
            // y^2 - a x^2, with the root of a.
            let root = p.x * BabyJubjub.rootOfA
            let difference = builder.multiplied("y^2 - a x^2", p.y - root, p.y + root)
            return CircuitPoint(
                x: builder.quotient("x3", xy + xy, .one + square),
                y: builder.quotient("y3", difference, .one - square)
            )
        }
    }

    /// `numerator / denominator`, for a denominator that cannot be zero.
    ///
    /// One constraint.
    private mutating func quotient(
        _ name: String,
        _ numerator: LinearCombination,
        _ denominator: LinearCombination
    ) -> LinearCombination {
        if let divisor = denominator.constant { return numerator * divisor.inverse }
        let quotient = LinearCombination(allocatePrivate { $0[numerator] * $0[denominator].inverse })
        constrain(name, quotient, denominator, numerator)
        return quotient
    }
}
