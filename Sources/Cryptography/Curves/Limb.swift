/// One-limb steps of multi-limb arithmetic, in the forms that compile to add/adc, sub/sbb and mul without branches.
enum Limb {
    /// `a + b + carry` and its carry, with a carry of 0 or 1.
    @inline(__always)
    static func addWithCarry(_ a: UInt64, _ b: UInt64, _ carry: UInt64) -> (UInt64, UInt64) {
        let (s, o1) = a.addingReportingOverflow(b)
        let (t, o2) = s.addingReportingOverflow(carry)
        // Both cannot overflow: s is at most 2^64 - 2 when the first did.
        return (t, o1 != o2 ? 1 : 0)
    }

    /// `a - b - borrow` and its borrow, with a borrow of 0 or 1.
    @inline(__always)
    static func subtractWithBorrow(_ a: UInt64, _ b: UInt64, _ borrow: UInt64) -> (UInt64, UInt64) {
        let (s, o1) = a.subtractingReportingOverflow(b)
        let (t, o2) = s.subtractingReportingOverflow(borrow)
        return (t, o1 != o2 ? 1 : 0)
    }

    /// `accumulator + a * b + carry` as (low, high), which is at most 2^128 - 1.
    @inline(__always)
    static func multiplyAccumulate(
        _ accumulator: UInt64,
        _ a: UInt64,
        _ b: UInt64,
        _ carry: UInt64
    ) -> (UInt64, UInt64) {
        let t = UInt128(a) &* UInt128(b) &+ UInt128(accumulator) &+ UInt128(carry)
        return (UInt64(truncatingIfNeeded: t), UInt64(truncatingIfNeeded: t &>> 64))
    }

    /// The limb that eight big-endian bytes encode.
    @inline(__always)
    static func loadBigEndian(_ bytes: UnsafeRawPointer) -> UInt64 {
        UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
    }
}
