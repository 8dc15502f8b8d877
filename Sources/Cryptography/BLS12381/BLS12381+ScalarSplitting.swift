package import Primitives

extension BLS12381 {
    /// The prime order r of both groups.
    package static var order: UInt256 {
        UInt256(
            l0: 0xffff_ffff_0000_0001,
            l1: 0x53bd_a402_fffe_5bfe,
            l2: 0x3339_d808_09a1_d805,
            l3: 0x73ed_a753_299d_7d48
        )
    }

    /// The scalar modulo r.
    @inline(__always)
    fileprivate static func reduced(_ k: UInt256) -> UInt256 {
        var k = k
        // At most twice, since 2^256 < 3r.
        while k >= order { k = k &- order }
        return k
    }
}

// With z the magnitude of the curve's parameter, r = z^4 - z^2 + 1, so a scalar below r has two digits in base z^2 and
// four in base z. R. Gallant, R. Lambert, S. Vanstone (CRYPTO 2001); S. Galbraith, X. Lin, M. Scott (EUROCRYPT 2009).
extension BLS12381.G1Curve: EndomorphismCurve {
    /// z^2 < 2^128.
    package static var partBitWidth: Int { 128 }

    /// k = k0 + k1 z^2.
    package static func split(_ k: UInt256) -> [ScalarPart] {
        let squaredParameter = UInt256(l0: 0x0000_0001_0000_0000, l1: 0xac45_a401_0001_a402, l2: 0, l3: 0)
        let (k1, k0) = BLS12381.reduced(k).quotientAndRemainder(dividingBy: squaredParameter)
        return [k0, k1].map { ScalarPart(magnitude: UInt128($0.l1) &<< 64 | UInt128($0.l0), isNegative: false) }
    }

    /// P and z^2 P.
    package static func images(of point: BLS12381.G1) -> [BLS12381.G1] { [point, point.endomorphism] }
}

extension BLS12381.G2Curve: EndomorphismCurve {
    /// z < 2^64.
    package static var partBitWidth: Int { 64 }

    /// k = k0 + k1 z + k2 z^2 + k3 z^3.
    package static func split(_ k: UInt256) -> [ScalarPart] {
        var rest = BLS12381.reduced(k)
        return (0..<4).map { _ in
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: UInt256(BLS12381.curveParameterMagnitude))
            rest = quotient
            return ScalarPart(magnitude: UInt128(digit.l0), isNegative: false)
        }
    }

    /// P, z P = -psi(P), z^2 P = psi^2(P) and z^3 P = -psi^3(P).
    package static func images(of point: BLS12381.G2) -> [BLS12381.G2] {
        let first = -point.frobenius
        return [point, first, point.frobeniusSquared, first.frobeniusSquared]
    }
}
