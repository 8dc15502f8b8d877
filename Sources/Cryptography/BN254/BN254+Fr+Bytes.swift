// Not in the guest, whose image would change by code that it never calls.
#if !hasFeature(Embedded)
package import Primitives

extension BN254.Fr {
    /// 2^512 mod r as plain limbs: a Montgomery product with it multiplies by 2^256.
    @inline(__always)
    private static var squareOfRadix: Self {
        Self(montgomery: 0x1bb8_e645_ae21_6da7, 0x53fe_3ab1_e35c_59e3, 0x8c49_833d_53bb_8085, 0x0216_d0b1_7f4e_44a5)
    }

    /// The element of an integer, or nil when the integer is not below r.
    package init?(exactly value: UInt256) {
        let (_, b0) = Limb.subtractWithBorrow(value.l0, Self.r0, 0)
        let (_, b1) = Limb.subtractWithBorrow(value.l1, Self.r1, b0)
        let (_, b2) = Limb.subtractWithBorrow(value.l2, Self.r2, b1)
        let (_, b3) = Limb.subtractWithBorrow(value.l3, Self.r3, b2)
        guard b3 == 1 else { return nil }
        self = Self(montgomery: value.l0, value.l1, value.l2, value.l3) * Self.squareOfRadix
    }

    /// The element of an integer modulo r.
    package init(reducing value: UInt256) {
        // At most five times, since 2^256 < 6r.
        var rest = value
        while rest >= Self.modulus { rest = rest &- Self.modulus }
        self = Self(montgomery: rest.l0, rest.l1, rest.l2, rest.l3) * Self.squareOfRadix
    }

    /// The element of a small integer.
    package init(_ value: UInt64) {
        self = Self(montgomery: value, 0, 0, 0) * Self.squareOfRadix
    }

    /// The element with a canonical big-endian encoding of 32 bytes, or nil when the integer is not below r.
    package init?(bigEndianAt bytes: UnsafeRawPointer) {
        self.init(exactly: UInt256(bigEndianAt: bytes))
    }

    /// The integer below r that the element stands for.
    package var value: UInt256 {
        // A Montgomery product with the plain integer 1 divides by 2^256.
        let plain = self * Self(montgomery: 1, 0, 0, 0)
        return UInt256(l0: plain.l0, l1: plain.l1, l2: plain.l2, l3: plain.l3)
    }

    /// The element of a number of 512 bits modulo r, given as two words.
    package init(reducingHigh high: UInt256, low: UInt256) {
        // The square of the radix as limbs stands for 2^256.
        self = Self(reducing: high) * Self.squareOfRadix + Self(reducing: low)
    }

    /// Writes the canonical big-endian encoding, 32 bytes.
    package func storeBigEndian(to bytes: UnsafeMutableRawPointer) { value.storeBigEndian(to: bytes) }

    /// The canonical big-endian encoding, 32 bytes.
    package var bigEndianBytes: [UInt8] { value.bigEndianBytes }

    /// The modulus r.
    package static var modulus: UInt256 { UInt256(l0: r0, l1: r1, l2: r2, l3: r3) }
}
#endif
