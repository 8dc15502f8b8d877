extension BLS12381.Fp {
    /// The element with a canonical big-endian encoding of 48 bytes, or nil when the integer is not below p.
    package init?(bigEndianAt bytes: UnsafeRawPointer) {
        self.init(bigEndianAt: bytes, topByteMask: 0xff)
    }

    /// The element with a canonical big-endian encoding of 48 bytes after its first byte is masked; nil when the
    /// integer is not below p.
    init?(bigEndianAt bytes: UnsafeRawPointer, topByteMask: UInt8) {
        let integer = Self(
            montgomery: Limb.loadBigEndian(bytes + 40),
            Limb.loadBigEndian(bytes + 32),
            Limb.loadBigEndian(bytes + 24),
            Limb.loadBigEndian(bytes + 16),
            Limb.loadBigEndian(bytes + 8),
            Limb.loadBigEndian(bytes) & (UInt64(topByteMask) &<< 56 | UInt64.max &>> 8)
        )
        guard integer.subtractingP().borrow == 1 else { return nil }
        let squareOfRadix = Self(
            montgomery: 0xf4df_1f34_1c34_1746,
            0x0a76_e6a6_09d1_04f1,
            0x8de5_476c_4c95_b6d5,
            0x67eb_88a9_939d_83c0,
            0x9a79_3e85_b519_952d,
            0x1198_8fe5_92ca_e3aa
        )
        self = integer * squareOfRadix
    }

    /// The integer below p, in plain limbs.
    @inline(__always)
    var plainLimbs: Self {
        // A Montgomery product with the plain integer 1 divides by 2^384.
        self * Self(montgomery: 1, 0, 0, 0, 0, 0)
    }

    /// Writes the canonical big-endian encoding, 48 bytes.
    package func storeBigEndian(to bytes: UnsafeMutableRawPointer) {
        let plain = plainLimbs
        bytes.storeBytes(of: plain.l5.bigEndian, as: UInt64.self)
        bytes.storeBytes(of: plain.l4.bigEndian, toByteOffset: 8, as: UInt64.self)
        bytes.storeBytes(of: plain.l3.bigEndian, toByteOffset: 16, as: UInt64.self)
        bytes.storeBytes(of: plain.l2.bigEndian, toByteOffset: 24, as: UInt64.self)
        bytes.storeBytes(of: plain.l1.bigEndian, toByteOffset: 32, as: UInt64.self)
        bytes.storeBytes(of: plain.l0.bigEndian, toByteOffset: 40, as: UInt64.self)
    }
}
