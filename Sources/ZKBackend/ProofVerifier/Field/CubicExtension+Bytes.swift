import Primitives

extension CubicExtension {
    /// 24 bytes: the three coefficients in order, each little-endian.
    package var littleEndianBytes: [UInt8] {
        c0.value.littleEndianBytes + c1.value.littleEndianBytes
            + c2.value.littleEndianBytes
    }
}
