import Primitives

#if MACHINE_CALLS
import Accelerators
#endif

extension Secp256k1 {
    /// The sums that signatures are computed with: affine where the machine has calls for points, else Jacobian.
    #if MACHINE_CALLS
    typealias Sum = AffineSum
    #else
    typealias Sum = JacobianSum
    #endif
}

/// A sum of points of secp256k1 that grows by doublings and by affine points; it starts as infinity.
protocol Secp256k1Sum {
    /// Infinity.
    init()
    /// Doubles the sum.
    mutating func double()
    /// Adds a point of the curve, not infinity.
    mutating func add(x: Secp256k1.Fp, y: Secp256k1.Fp)
    /// The sum.
    var value: JacobianPoint<Secp256k1.Fp> { get }
    /// P, 3 P and so on, for a point of the curve that is not infinity.
    static func oddMultiples(of point: Secp256k1.Point, count: Int) -> [Secp256k1.Point]
}

/// A sum in Jacobian coordinates: no operation needs an inverse.
struct JacobianSum: Secp256k1Sum {
    private(set) var value: JacobianPoint<Secp256k1.Fp>

    init() { value = .infinity }

    @inline(__always)
    mutating func double() { value = value.doubled }

    @inline(__always)
    mutating func add(x: Secp256k1.Fp, y: Secp256k1.Fp) { value = value.adding(affineX: x, y) }

    static func oddMultiples(of point: Secp256k1.Point, count: Int) -> [Secp256k1.Point] {
        Secp256k1.Point.oddMultiples(of: point, count: count)
    }
}

/// A sum in affine coordinates, by the machine's calls.
///
/// The calls end the run where a chord or a tangent has no slope, so each such case is told apart here: infinity, the
/// same point, the opposite one. On the curve no y is 0, and coordinates of `Fp` are always reduced.
struct AffineSum: Secp256k1Sum {
    private var point = Secp256k1.Point.infinity
    private var isInfinity = true

    init() {}

    @inline(__always)
    mutating func double() {
        if isInfinity { return }
        PointCall.double(&point)
    }

    @inline(__always)
    mutating func add(x: Secp256k1.Fp, y: Secp256k1.Fp) {
        let other = Secp256k1.Point(uncheckedX: x, y: y)
        if isInfinity {
            point = other
            isInfinity = false
        } else if point.x != x {
            PointCall.add(other, to: &point)
        } else if point.y == y {
            PointCall.double(&point)
        } else {
            self = Self()
        }
    }

    var value: JacobianPoint<Secp256k1.Fp> { isInfinity ? .infinity : JacobianPoint(point) }

    static func oddMultiples(of point: Secp256k1.Point, count: Int) -> [Secp256k1.Point] {
        var multiples: [Secp256k1.Point] = []
        multiples.reserveCapacity(count)
        var twice = point
        PointCall.double(&twice)
        // The group's order is a large prime, so no sum here is infinity, and none adds a point to itself.
        var multiple = point
        for _ in 1..<count {
            multiples.append(multiple)
            PointCall.add(twice, to: &multiple)
        }
        multiples.append(multiple)
        return multiples
    }
}

/// The machine's calls on points; without a machine, what they compute, and a trap where they are not defined.
private enum PointCall {
    @inline(__always)
    static func double(_ p: inout Secp256k1.Point) {
        #if MACHINE_CALLS
        withUnsafeMutablePointer(to: &p) { machine_secp256k1_double($0) }
        #else
        precondition(!p.y.isZero, "a tangent without a slope")
        p = p + p
        #endif
    }

    @inline(__always)
    static func add(_ q: Secp256k1.Point, to p: inout Secp256k1.Point) {
        #if MACHINE_CALLS
        withUnsafePointer(to: q) { q in
            withUnsafeMutablePointer(to: &p) { machine_secp256k1_add($0, q) }
        }
        #else
        precondition(p.x != q.x, "a chord without a slope")
        p = p + q
        #endif
    }
}
