import BigInt
import Cryptography
import Foundation
import Primitives
import TestSupport
import Testing

/// Plain affine arithmetic on either curve for the tests: apart from the module's endomorphisms, Jacobian formulas and
/// tables.
extension AffinePoint {
    /// k times the point, by doubling and adding.
    func times(_ k: BigUInt) -> Self {
        var sum = Self.infinity
        for bit in stride(from: k.bitWidth - 1, through: 0, by: -1) {
            sum = sum + sum
            if k[bitAt: bit] { sum = sum + self }
        }
        return sum
    }

    func times(scalar k: UInt256) -> Self { times(BigUInt(Data(k.bigEndianBytes))) }
}

/// Numbers of BLS12-381, from the curve's parameter x = -z.
enum BLSNumbers {
    static let z = BigUInt(0xd201_0000_0001_0000 as UInt64)
    /// The order of the groups.
    static let r = z.power(4) - z.power(2) + 1
    /// The cofactor of E(Fp): (x - 1)^2 / 3 = 3 * 11^2 * 10177^2 * 859267^2 * 52437899^2.
    static let g1Cofactor = (z + 1).power(2) / 3
    static let g1CofactorPrimes: [BigUInt] = [3, 11, 10177, 859267, 52_437_899]
    /// The cofactor of E'(Fp2): (x^8 - 4 x^7 + 5 x^6 - 4 x^4 + 6 x^3 - 4 x^2 - 4 x + 13) / 9 = 13^2 * 23^2 * 2713 *
    /// 11953 * 262069 times a large number.
    static let g2Cofactor =
        (z.power(8) + 4 * z.power(7) + 5 * z.power(6) + 4 * z + 13 - 4 * z.power(4) - 6 * z.power(3) - 4 * z.power(2))
        / 9
    static let g2CofactorPrimes: [BigUInt] = [13, 23, 2713, 11953, 262_069]
}

extension AffinePoint where Curve == BLS12381.G1Curve {
    var encoded: [UInt8] {
        var bytes = [UInt8](repeating: 0xa5, count: 96)
        storeBigEndian(to: &bytes)
        return bytes
    }

    var compressed: [UInt8] {
        var bytes = [UInt8](repeating: 0xa5, count: 48)
        storeCompressed(to: &bytes)
        return bytes
    }

    /// A point of the curve, almost never of the subgroup.
    static func onCurve(_ random: inout SplitMix64) -> Self {
        while true {
            let x = BLS12381.Fp.random(&random)
            if let y = (x.squared * x + Curve.b).squareRoot, let point = Self(x: x, y: y) { return point }
        }
    }
}

extension AffinePoint where Curve == BLS12381.G2Curve {
    var encoded: [UInt8] {
        var bytes = [UInt8](repeating: 0xa5, count: 192)
        storeBigEndian(to: &bytes)
        return bytes
    }

    var compressed: [UInt8] {
        var bytes = [UInt8](repeating: 0xa5, count: 96)
        storeCompressed(to: &bytes)
        return bytes
    }

    /// A point of the twist, almost never of the subgroup.
    static func onCurve(_ random: inout SplitMix64) -> Self {
        while true {
            let x = BLS12381.Fp2.random(&random)
            if let y = (x.squared * x + Curve.b).squareRoot, let point = Self(x: x, y: y) { return point }
        }
    }
}
