package import Primitives

#if MACHINE_CALLS
import Accelerators
#endif

extension Secp256k1 {
    /// An element of secp256k1's base field, the integers modulo p = 2^256 - 2^32 - 977.
    ///
    /// Four 64-bit limbs, least significant first, always below p, so that equality is equality of limbs.
    @frozen
    package struct Fp: Equatable, Sendable {
        var l0: UInt64
        var l1: UInt64
        var l2: UInt64
        var l3: UInt64

        /// The element with limbs that are known to be below p.
        @inline(__always)
        init(plain l0: UInt64, _ l1: UInt64, _ l2: UInt64, _ l3: UInt64) {
            self.l0 = l0
            self.l1 = l1
            self.l2 = l2
            self.l3 = l3
        }

        /// Zero.
        @inline(__always)
        package static var zero: Fp { Fp(plain: 0, 0, 0, 0) }

        /// One.
        @inline(__always)
        package static var one: Fp { Fp(plain: 1, 0, 0, 0) }

        /// True for zero.
        @inline(__always)
        package var isZero: Bool { l0 | l1 | l2 | l3 == 0 }

        /// True for an odd number.
        var isOdd: Bool { l0 & 1 == 1 }
    }
}

extension Secp256k1.Fp {
    /// 2^256 - p.
    @inline(__always)
    static var complement: UInt64 { 0x1_0000_03d1 }

    /// p.
    package static var modulus: UInt256 { UInt256(l0: 0 &- complement, l1: .max, l2: .max, l3: .max) }

    /// The element that equals an integer, or nil when that is not below p.
    package init?(exactly integer: UInt256) {
        guard integer < Self.modulus else { return nil }
        self.init(plain: integer.l0, integer.l1, integer.l2, integer.l3)
    }

    /// The element that equals an integer modulo p.
    package init(reducing integer: UInt256) {
        self.init(reducing: integer.l0, integer.l1, integer.l2, integer.l3, carry: 0)
    }

    /// The element with a canonical big-endian encoding of 32 bytes, or nil when the integer is not below p.
    package init?(bigEndianAt bytes: UnsafeRawPointer) {
        self.init(exactly: UInt256(bigEndianAt: bytes))
    }

    /// The least non-negative integer of the element's class.
    package var integer: UInt256 { UInt256(l0: l0, l1: l1, l2: l2, l3: l3) }

    /// Writes the canonical big-endian encoding, 32 bytes.
    package func storeBigEndian(to bytes: UnsafeMutableRawPointer) {
        bytes.storeBytes(of: l3.bigEndian, as: UInt64.self)
        bytes.storeBytes(of: l2.bigEndian, toByteOffset: 8, as: UInt64.self)
        bytes.storeBytes(of: l1.bigEndian, toByteOffset: 16, as: UInt64.self)
        bytes.storeBytes(of: l0.bigEndian, toByteOffset: 24, as: UInt64.self)
    }

    /// The element of limbs below 2p, of which 2^256 is `carry`.
    @inline(__always)
    init(reducing l0: UInt64, _ l1: UInt64, _ l2: UInt64, _ l3: UInt64, carry: UInt64) {
        self.init(plain: l0, l1, l2, l3)
        // Without a carry only numbers with an upper limb of ones can reach p: never mind for random ones.
        if carry == 0 && l3 != .max { return }
        let (r0, c0) = l0.addingReportingOverflow(Self.complement)
        let (r1, c1) = l1.addingReportingOverflow(c0 ? 1 : 0)
        let (r2, c2) = l2.addingReportingOverflow(c1 ? 1 : 0)
        let (r3, c3) = l3.addingReportingOverflow(c2 ? 1 : 0)
        if carry != 0 || c3 { self.init(plain: r0, r1, r2, r3) }
    }
}

extension Secp256k1.Fp: CoordinateField {
    /// Sum modulo p.
    @inline(__always)
    package static func + (a: Self, b: Self) -> Self {
        let (s0, c0) = Limb.addWithCarry(a.l0, b.l0, 0)
        let (s1, c1) = Limb.addWithCarry(a.l1, b.l1, c0)
        let (s2, c2) = Limb.addWithCarry(a.l2, b.l2, c1)
        let (s3, c3) = Limb.addWithCarry(a.l3, b.l3, c2)
        return Self(reducing: s0, s1, s2, s3, carry: c3)
    }

    /// Difference modulo p.
    @inline(__always)
    package static func - (a: Self, b: Self) -> Self {
        let (d0, b0) = Limb.subtractWithBorrow(a.l0, b.l0, 0)
        let (d1, b1) = Limb.subtractWithBorrow(a.l1, b.l1, b0)
        let (d2, b2) = Limb.subtractWithBorrow(a.l2, b.l2, b1)
        let (d3, b3) = Limb.subtractWithBorrow(a.l3, b.l3, b2)
        // A borrow stands for 2^256, which is `complement` too much for adding p.
        let (r0, e0) = Limb.subtractWithBorrow(d0, complement & (0 &- b3), 0)
        let (r1, e1) = Limb.subtractWithBorrow(d1, 0, e0)
        let (r2, e2) = Limb.subtractWithBorrow(d2, 0, e1)
        return Self(plain: r0, r1, r2, d3 &- e2)
    }

    /// Additive inverse.
    @inline(__always)
    package static prefix func - (a: Self) -> Self { .zero - a }

    /// Twice the element.
    @inline(__always)
    package var doubled: Self { self + self }

    /// Three times the element.
    @inline(__always)
    package var tripled: Self { doubled + self }

    /// `a * b + c * d`.
    @inline(__always)
    package static func sumOfProducts(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> Self { a * b + c * d }

    /// False.
    @inline(__always)
    package static var sumOfProductsReducesOnce: Bool { false }

    /// Multiplicative inverse, or zero for zero.
    package var inverse: Self {
        #if MACHINE_CALLS
        // Zero has no inverse, and a call without a result ends the run.
        if isZero { return self }
        var inverse = self
        withUnsafeMutablePointer(to: &inverse) {
            machine_invert_modulo($0, MACHINE_MODULUS_SECP256K1_FIELD, $0)
        }
        return inverse
        #else
        let inverter = ModularInverter(modulus: Self.modulus, negatedInverse: 0xd838_091d_d225_3531)
        let inverse = inverter.inverse(of: integer)
        return Self(plain: inverse.l0, inverse.l1, inverse.l2, inverse.l3)
        #endif
    }
}
