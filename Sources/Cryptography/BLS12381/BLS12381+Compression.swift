// The compressed encodings of the ZCash protocol specification, sections 5.4.9.2 and 4.1 of
// https://www.ietf.org/archive/id/draft-irtf-cfrg-pairing-friendly-curves-11.html (appendix C): x in big-endian with
// the factor of i first, under three flags in the highest bits.

/// The flags of a compressed encoding.
private enum Flag {
    /// Always set.
    static let compressed: UInt8 = 0x80
    /// Infinity; all other bits but `compressed` are zero.
    static let infinity: UInt8 = 0x40
    /// y is the larger of itself and its opposite.
    static let larger: UInt8 = 0x20
    /// The bits of x.
    static let coordinateMask: UInt8 = 0x1f
}

/// Whether `count` bytes are infinity's encoding.
private func isCompressedInfinity(_ bytes: UnsafeRawPointer, count: Int) -> Bool {
    let bytes = UnsafeRawBufferPointer(start: bytes, count: count)
    return bytes[0] == Flag.compressed | Flag.infinity && bytes.dropFirst().allSatisfy { $0 == 0 }
}

extension AffinePoint where Curve == BLS12381.G1Curve {
    /// The point with a compressed encoding of 48 bytes; nil when a flag is wrong, x is not below p, or x is on no
    /// point.
    ///
    /// The point need not be in the subgroup.
    package init?(compressedAt bytes: UnsafeRawPointer) {
        let flags = bytes.load(as: UInt8.self)
        guard flags & Flag.compressed != 0 else { return nil }
        guard flags & Flag.infinity == 0 else {
            guard isCompressedInfinity(bytes, count: 48) else { return nil }
            self = .infinity
            return
        }
        guard let x = BLS12381.Fp(bigEndianAt: bytes, topByteMask: Flag.coordinateMask),
            let y = (x.squared * x + Curve.b).squareRoot
        else { return nil }
        self.init(uncheckedX: x, y: y.isLarger == (flags & Flag.larger != 0) ? y : -y)
    }

    /// Writes the compressed encoding, 48 bytes.
    package func storeCompressed(to bytes: UnsafeMutableRawPointer) {
        x.storeBigEndian(to: bytes)
        bytes.addFlags(isInfinity: isInfinity, isLarger: y.isLarger)
    }
}

extension AffinePoint where Curve == BLS12381.G2Curve {
    /// The point with a compressed encoding of 96 bytes; nil when a flag is wrong, a part of x is not below p, or x is
    /// on no point.
    ///
    /// The point need not be in the subgroup.
    package init?(compressedAt bytes: UnsafeRawPointer) {
        let flags = bytes.load(as: UInt8.self)
        guard flags & Flag.compressed != 0 else { return nil }
        guard flags & Flag.infinity == 0 else {
            guard isCompressedInfinity(bytes, count: 96) else { return nil }
            self = .infinity
            return
        }
        guard let x1 = BLS12381.Fp(bigEndianAt: bytes, topByteMask: Flag.coordinateMask),
            let x0 = BLS12381.Fp(bigEndianAt: bytes + 48)
        else { return nil }
        let x = BLS12381.Fp2(x0, x1)
        guard let y = (x.squared * x + Curve.b).squareRoot else { return nil }
        self.init(uncheckedX: x, y: y.isLarger == (flags & Flag.larger != 0) ? y : -y)
    }

    /// Writes the compressed encoding, 96 bytes.
    package func storeCompressed(to bytes: UnsafeMutableRawPointer) {
        x.c1.storeBigEndian(to: bytes)
        x.c0.storeBigEndian(to: bytes + 48)
        bytes.addFlags(isInfinity: isInfinity, isLarger: y.isLarger)
    }
}

extension UnsafeMutableRawPointer {
    /// Sets the flags in the first byte.
    fileprivate func addFlags(isInfinity: Bool, isLarger: Bool) {
        let flags = Flag.compressed | (isInfinity ? Flag.infinity : 0) | (isLarger ? Flag.larger : 0)
        storeBytes(of: load(as: UInt8.self) | flags, as: UInt8.self)
    }
}

extension BLS12381.Fp {
    /// Whether the integer is above (p - 1) / 2.
    fileprivate var isLarger: Bool {
        // Twice such an integer is reduced to 2a - p, which is odd; twice another stays even.
        doubled.plainLimbs.l0 & 1 == 1
    }
}

extension BLS12381.Fp2 {
    /// Whether the element is larger than its opposite: by the factor of i, or by the real part when that is zero.
    fileprivate var isLarger: Bool { c1.isZero ? c0.isLarger : c1.isLarger }
}
