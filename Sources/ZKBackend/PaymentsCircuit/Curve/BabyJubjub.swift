package import Cryptography
package import Primitives

/// The curve Baby Jubjub: a x^2 + y^2 = 1 + d x^2 y^2 over BN254's scalar field.
///
/// Spec: [ERC-2494](https://eips.ethereum.org/EIPS/eip-2494). Since a is a square and d is none, the addition law below
/// holds for every pair of points of the curve, without exceptions (Bernstein, Birkner, Joye, Lange and Peters,
/// "Twisted Edwards curves", 2008, section 6). The group has 8 l points, and l is prime.
package enum BabyJubjub {
    /// The coefficient of x^2.
    package static let a = BN254.Fr(168_700)
    /// The coefficient of x^2 y^2.
    package static let d = BN254.Fr(168_696)
    /// A square root of `a`, by which y^2 - a x^2 is a single product.
    static let rootOfA = BN254.Fr(
        reducing: UInt256(
            l0: 0xefc6_0502_1164_390b,
            l1: 0x4907_2758_c2a2_322e,
            l2: 0xd141_1ffb_5591_babf,
            l3: 0x0ff3_234a_fb38_a3f8
        )
    )
    /// l, the prime order of the group that `base` generates.
    package static let order = UInt256(
        l0: 0x6772_97dc_3921_26f1,
        l1: 0xab3e_edb8_3920_ee0a,
        l2: 0x370a_08b6_d030_2b0b,
        l3: 0x060c_89ce_5c26_3405
    )

    /// The base point, of order l.
    package static let base = Point(
        x: BN254.Fr(
            reducing: UInt256(
                l0: 0x2893_f3f6_bb95_7051,
                l1: 0x2ab8_d801_0534_e0b6,
                l2: 0x4eac_b2e0_9d62_77c1,
                l3: 0x0bb7_7a6a_d63e_739b
            )
        ),
        y: BN254.Fr(
            reducing: UInt256(
                l0: 0x4b3c_257a_872d_7d8b,
                l1: 0xfce0_051f_b9e1_3377,
                l2: 0x2557_2e1c_d16b_f9ed,
                l3: 0x2579_7203_f7a0_b249
            )
        )
    )

    /// A pair of coordinates, which need not satisfy the curve's equation.
    package struct Point: Equatable, Sendable {
        /// The first coordinate.
        package var x: BN254.Fr
        /// The second coordinate.
        package var y: BN254.Fr

        /// Joins two coordinates, unchecked.
        package init(x: BN254.Fr, y: BN254.Fr) {
            self.x = x
            self.y = y
        }

        /// The neutral element, (0, 1).
        package static var identity: Point { Point(x: .zero, y: .one) }

        /// Whether the coordinates satisfy the curve's equation.
        package var isOnCurve: Bool {
            let (xx, yy) = (x * x, y * y)
            return a * xx + yy == .one + d * xx * yy
        }

        /// The point's negative.
        package static prefix func - (point: Point) -> Point { Point(x: -point.x, y: point.y) }

        /// The sum of points of the curve.
        package static func + (left: Point, right: Point) -> Point {
            (ProjectivePoint(left) + ProjectivePoint(right)).affine
        }

        /// The multiple of a point of the curve by an integer.
        package func multiplied(by scalar: UInt256) -> Point {
            let point = ProjectivePoint(self)
            var sum = ProjectivePoint(.identity)
            for position in stride(from: scalar.bitWidthUsed - 1, through: 0, by: -1) {
                sum = sum + sum
                if (scalar >> position).l0 & 1 == 1 { sum = sum + point }
            }
            return sum.affine
        }
    }

    /// The point (x / z, y / z), with z not zero.
    private struct ProjectivePoint {
        var x: BN254.Fr
        var y: BN254.Fr
        var z: BN254.Fr

        init(x: BN254.Fr, y: BN254.Fr, z: BN254.Fr) {
            self.x = x
            self.y = y
            self.z = z
        }

        init(_ point: Point) {
            self.init(x: point.x, y: point.y, z: .one)
        }

        var affine: Point {
            let inverse = z.inverse
            return Point(x: x * inverse, y: y * inverse)
        }

        /// The sum, without exceptions: the denominators of the affine law times z1^2 z2^2 are `minus` and `plus`.
        static func + (p: Self, q: Self) -> Self {
            let zz = p.z * q.z
            let zzzz = zz * zz
            let xx = p.x * q.x
            let yy = p.y * q.y
            let product = d * xx * yy
            let (minus, plus) = (zzzz - product, zzzz + product)
            let cross = (p.x + p.y) * (q.x + q.y) - xx - yy
            return Self(x: zz * minus * cross, y: zz * plus * (yy - a * xx), z: minus * plus)
        }
    }
}
