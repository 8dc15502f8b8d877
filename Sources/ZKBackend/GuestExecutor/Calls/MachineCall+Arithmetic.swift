package import Cryptography
package import Primitives

/// A point of secp256k1 as calls have it in memory: x, then y, four words each, least significant first.
package struct CurveOperand: Hashable, Sendable {
    /// The first coordinate, any number.
    package var x: UInt256
    /// The second coordinate, any number.
    package var y: UInt256

    /// The point with the given numbers.
    package init(x: UInt256, y: UInt256) {
        self.x = x
        self.y = y
    }

    /// Reads eight words.
    init(_ words: UnsafePointer<UInt64>) {
        self.init(x: UInt256(words: words), y: UInt256(words: words + 4))
    }

    /// Writes eight words.
    func store(to words: UnsafeMutablePointer<UInt64>) {
        x.store(to: words)
        y.store(to: words + 4)
    }
}

// What the calls for arithmetic compute: formulas on any numbers, on the curve or not, as their chips show them.
extension MachineCall {
    /// The slope of the line through two points.
    ///
    /// - Returns: Nil, where the call is not defined, unless both x are below the field's order and different.
    package static func secp256k1AddSlope(_ p: CurveOperand, _ q: CurveOperand) -> Secp256k1.Fp? {
        guard let x1 = Secp256k1.Fp(exactly: p.x), let x2 = Secp256k1.Fp(exactly: q.x), x1 != x2 else { return nil }
        return (Secp256k1.Fp(reducing: q.y) - Secp256k1.Fp(reducing: p.y)) * (x2 - x1).inverse
    }

    /// The slope of the tangent at a point.
    ///
    /// - Returns: Nil, where the call is not defined, unless both coordinates are below the field's order and y is not
    ///   0.
    package static func secp256k1DoubleSlope(_ p: CurveOperand) -> Secp256k1.Fp? {
        guard let x = Secp256k1.Fp(exactly: p.x), let y = Secp256k1.Fp(exactly: p.y), !y.isZero else { return nil }
        return x.squared.tripled * y.doubled.inverse
    }

    /// p + q with reduced coordinates, or nil where the call is not defined (`secp256k1AddSlope`).
    package static func secp256k1Add(_ p: CurveOperand, _ q: CurveOperand) -> CurveOperand? {
        secp256k1AddSlope(p, q).map { thirdPoint(p, otherX: q.x, slope: $0) }
    }

    /// 2 p with reduced coordinates, or nil where the call is not defined (`secp256k1DoubleSlope`).
    package static func secp256k1Double(_ p: CurveOperand) -> CurveOperand? {
        secp256k1DoubleSlope(p).map { thirdPoint(p, otherX: p.x, slope: $0) }
    }

    private static func thirdPoint(_ p: CurveOperand, otherX: UInt256, slope: Secp256k1.Fp) -> CurveOperand {
        let x1 = Secp256k1.Fp(reducing: p.x)
        let x3 = slope.squared - x1 - Secp256k1.Fp(reducing: otherX)
        let y3 = slope * (x1 - x3) - Secp256k1.Fp(reducing: p.y)
        return CurveOperand(x: x3.integer, y: y3.integer)
    }

    /// The moduli of the calls for modular arithmetic by their number: the base field's order and the group's order of
    /// secp256k1, then those of BN254.
    ///
    /// All are primes; the guest's header names them, and the proof's `ModulusTable` has the same.
    package static let moduli: [UInt256] = [
        Secp256k1.Fp.modulus, Secp256k1.order, BN254.Fp.modulus, BN254.order,
    ]

    /// The modulus of a number; nil for one that no modulus has.
    static func modulus(number: UInt64) -> UInt256? {
        number < UInt64(moduli.count) ? moduli[Int(number)] : nil
    }

    /// The inverse modulo one of `moduli`; nil for a multiple of it.
    package static func inverse(of number: UInt256, modulo modulus: UInt256) -> UInt256? {
        let residue = number.quotientAndRemainder(dividingBy: modulus).remainder
        return residue.isZero ? nil : ModularInverter(oddModulus: modulus).inverse(of: residue)
    }
}

extension UInt256 {
    /// The number of four words, least significant first.
    init(words: UnsafePointer<UInt64>) {
        self.init(l0: words[0], l1: words[1], l2: words[2], l3: words[3])
    }

    /// Writes four words, least significant first.
    func store(to words: UnsafeMutablePointer<UInt64>) {
        (words[0], words[1], words[2], words[3]) = (l0, l1, l2, l3)
    }
}
