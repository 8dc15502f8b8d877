package import Cryptography
package import GuestExecutor

/// One addition or doubling of a point, with the hint that its row needs.
package struct PointOperation: Sendable {
    /// The point that is replaced.
    package var p: CurveOperand
    /// The point that is added; nil when p is doubled.
    package var q: CurveOperand?
    /// The slope of the line, or of the tangent.
    package var slope: Secp256k1.Fp
    /// The point that p becomes.
    package var result: CurveOperand

    /// An operation of its parts; a forged one may have any.
    package init(p: CurveOperand, q: CurveOperand?, slope: Secp256k1.Fp, result: CurveOperand) {
        self.p = p
        self.q = q
        self.slope = slope
        self.result = result
    }

    /// The operation that gave a result; a slope of 0 where it is not defined, which no trace of the executor has.
    package init(p: CurveOperand, q: CurveOperand?, result: CurveOperand) {
        let slope = if let q { MachineCall.secp256k1AddSlope(p, q) } else { MachineCall.secp256k1DoubleSlope(p) }
        self.init(p: p, q: q, slope: slope ?? .zero, result: result)
    }
}
