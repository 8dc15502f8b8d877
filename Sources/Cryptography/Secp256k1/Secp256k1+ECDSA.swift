import Primitives

// ECDSA (SEC 1, version 2.0, sections 4.1.4 and 4.1.6) on raw bytes: a hash of 32 bytes, a signature r || s of 64
// bytes, s in either half of its range, and a public key x || y of 64 bytes.
extension Secp256k1 {
    /// Writes the public key x || y that made a signature; false when there is none.
    ///
    /// Bit 0 of `recoveryID` is the parity of the nonce point's y, and bit 1 tells that its x is r + n.
    package static func recover(
        hash: UnsafeRawPointer,
        signature: UnsafeRawPointer,
        recoveryID: UInt8,
        output: UnsafeMutableRawPointer
    ) -> Bool {
        guard recoveryID <= 3, let signature = Signature(bigEndianAt: signature) else { return false }
        var x = signature.r
        if recoveryID & 2 != 0 {
            let (sum, overflow) = x.addingReportingOverflow(order)
            if overflow { return false }
            x = sum
        }
        guard let noncePoint = Point(x: x, yIsOdd: recoveryID & 1 == 1) else { return false }
        // Q = (s R - z G) / r.
        let rInverse = scalarInverse(signature.r)
        let z = scalar(reducing: UInt256(bigEndianAt: hash))
        let negatedZ = z.isZero ? z : order &- z
        let key = Point(
            sum(
                scalarProduct(signature.s, rInverse),
                times: noncePoint,
                plusGeneratorTimes: scalarProduct(negatedZ, rInverse)
            )
        )
        if key.isInfinity { return false }
        key.storeBigEndian(to: output)
        return true
    }

    /// Whether a signature is valid for a public key; nil when that is not a point other than infinity.
    package static func verify(
        hash: UnsafeRawPointer,
        signature: UnsafeRawPointer,
        publicKey: UnsafeRawPointer
    ) -> Bool? {
        guard let key = Point(bigEndianAt: publicKey) else { return nil }
        guard let signature = Signature(bigEndianAt: signature) else { return false }
        let point = signature.noncePoint(hash: hash, key: key)
        if point.isInfinity { return false }
        // x modulo n is r: x is r or r + n, and below p.
        if point.hasAffineX(signature.r) { return true }
        let (second, overflow) = signature.r.addingReportingOverflow(order)
        return !overflow && point.hasAffineX(second)
    }

    /// Whether `recover`, with a recovery id of 0 or 1, gives a certain public key.
    ///
    /// A signature is valid for two public keys, one for each parity of the nonce point's y, so that parity is compared
    /// too. With R = (z G + r Q) / s of x-coordinate r and that parity, Q is (s R - z G) / r, which is what recovery
    /// computes; and what it gives is not infinity and leads back to that R.
    package static func isRecovered(
        publicKey: UnsafeRawPointer,
        hash: UnsafeRawPointer,
        signature: UnsafeRawPointer,
        recoveryID: UInt8
    ) -> Bool {
        guard recoveryID <= 1, let signature = Signature(bigEndianAt: signature),
            let key = Point(bigEndianAt: publicKey)
        else { return false }
        let point = signature.noncePoint(hash: hash, key: key)
        guard !point.isInfinity, point.hasAffineX(signature.r) else { return false }
        let zInverse = point.z.inverse
        return (point.y * zInverse.squared * zInverse).isOdd == (recoveryID == 1)
    }
}

/// The two numbers of a signature, both in 1..<n.
private struct Signature {
    let r: UInt256
    let s: UInt256

    /// Reads r || s; nil when one is out of range.
    init?(bigEndianAt bytes: UnsafeRawPointer) {
        r = UInt256(bigEndianAt: bytes)
        s = UInt256(bigEndianAt: bytes + 32)
        guard !r.isZero, r < Secp256k1.order, !s.isZero, s < Secp256k1.order else { return nil }
    }

    /// (z G + r Q) / s.
    func noncePoint(hash: UnsafeRawPointer, key: Secp256k1.Point) -> JacobianPoint<Secp256k1.Fp> {
        let sInverse = Secp256k1.scalarInverse(s)
        let z = Secp256k1.scalar(reducing: UInt256(bigEndianAt: hash))
        return Secp256k1.sum(
            Secp256k1.scalarProduct(r, sInverse),
            times: key,
            plusGeneratorTimes: Secp256k1.scalarProduct(z, sInverse)
        )
    }
}

extension JacobianPoint where Field == Secp256k1.Fp {
    /// Whether the affine x of a point that is not infinity is a certain integer.
    fileprivate func hasAffineX(_ integer: UInt256) -> Bool {
        guard let x = Secp256k1.Fp(exactly: integer) else { return false }
        return x * z.squared == self.x
    }
}

extension AffinePoint where Curve == Secp256k1.Curve {
    /// The point with an x-coordinate and a parity of y, or nil when there is none.
    fileprivate init?(x: UInt256, yIsOdd: Bool) {
        guard let x = Secp256k1.Fp(exactly: x), let root = (x.squared * x + Secp256k1.Curve.b).squareRoot else {
            return nil
        }
        // The group has no point of order two, so y is not zero.
        self.init(uncheckedX: x, y: root.isOdd == yIsOdd ? root : -root)
    }
}
