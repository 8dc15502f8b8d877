import Cryptography
import Primitives

/// Affine arithmetic on BN254's twist for the tests: slow, and apart from the module's own point formulas.
struct TwistPoint: Equatable {
    var x: BN254.Fp2
    var y: BN254.Fp2

    /// The generator of EIP-197.
    static var generator: TwistPoint? {
        guard
            let x0 = fp("10857046999023057135944570762232829481370756359578518086990519993285655852781"),
            let x1 = fp("11559732032986387107991004021392285783925812861821192530917403151452391805634"),
            let y0 = fp("8495653923123431417604973247489272438418190587263600148770280649306958101930"),
            let y1 = fp("4082367875863433681332203403145435568316851327593401208105741076214120093531")
        else { return nil }
        return TwistPoint(x: BN254.Fp2(x0, x1), y: BN254.Fp2(y0, y1))
    }

    private static func fp(_ decimal: String) -> BN254.Fp? { UInt256(decimal: decimal).flatMap { BN254.Fp($0) } }

    /// The 128 bytes of EIP-197: the factor of i first.
    var encoded: [UInt8] {
        [x.c1, x.c0, y.c1, y.c0].flatMap { $0.value.bigEndianBytes }
    }

    static prefix func - (p: TwistPoint) -> TwistPoint { TwistPoint(x: p.x, y: -p.y) }

    /// Sum; nil is infinity.
    static func add(_ p: TwistPoint?, _ q: TwistPoint?) -> TwistPoint? {
        guard let p else { return q }
        guard let q else { return p }
        let slope: BN254.Fp2
        if p.x == q.x {
            if p.y != q.y || p.y.isZero { return nil }
            let xx = p.x * p.x
            slope = (xx + xx + xx) * (p.y + p.y).inverse
        } else {
            slope = (q.y - p.y) * (q.x - p.x).inverse
        }
        let x = slope * slope - p.x - q.x
        return TwistPoint(x: x, y: slope * (p.x - x) - p.y)
    }

    /// k times the point; nil is infinity.
    func multiplied(by k: UInt256) -> TwistPoint? {
        var sum: TwistPoint?
        for bit in stride(from: k.bitWidthUsed - 1, through: 0, by: -1) {
            sum = Self.add(sum, sum)
            if (k >> bit).l0 & 1 == 1 { sum = Self.add(sum, self) }
        }
        return sum
    }

    static let encodedInfinity = [UInt8](repeating: 0, count: 128)
}
