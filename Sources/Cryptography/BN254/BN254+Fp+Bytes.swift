extension BN254.Fp {
    /// The element with a canonical big-endian encoding of 32 bytes, or nil when the integer is not below p.
    package init?(bigEndianAt bytes: UnsafeRawPointer) {
        let integer = Self(
            montgomery: Limb.loadBigEndian(bytes + 24),
            Limb.loadBigEndian(bytes + 16),
            Limb.loadBigEndian(bytes + 8),
            Limb.loadBigEndian(bytes)
        )
        guard integer.subtractingP().borrow == 1 else { return nil }
        let squareOfRadix = Self(
            montgomery: 0xf32c_fc5b_538a_fa89,
            0xb5e7_1911_d445_01fb,
            0x47ab_1eff_0a41_7ff6,
            0x06d8_9f71_cab8_351f
        )
        self = integer * squareOfRadix
    }

    /// Writes the canonical big-endian encoding, 32 bytes.
    package func storeBigEndian(to bytes: UnsafeMutableRawPointer) {
        // A Montgomery product with the plain integer 1 divides by 2^256.
        let plain = self * Self(montgomery: 1, 0, 0, 0)
        bytes.storeBytes(of: plain.l3.bigEndian, as: UInt64.self)
        bytes.storeBytes(of: plain.l2.bigEndian, toByteOffset: 8, as: UInt64.self)
        bytes.storeBytes(of: plain.l1.bigEndian, toByteOffset: 16, as: UInt64.self)
        bytes.storeBytes(of: plain.l0.bigEndian, toByteOffset: 24, as: UInt64.self)
    }
}
