import Primitives
import TestSupport
import Testing

@Suite("UInt256")
struct UInt256Tests {
    static let edges: [UInt256] = [
        .zero, .one, 2, UInt256(.max), UInt256(1) << 64, UInt256(1) << 127, (UInt256(1) << 128) &- .one,
        UInt256(1) << 128, UInt256(1) << 192, (UInt256(1) << 192) &- .one, UInt256(1) << 255,
        (UInt256(1) << 255) &- .one, .max &- .one, .max,
        UInt256(l0: 0, l1: .max, l2: 0, l3: .max), UInt256(l0: .max, l1: 0, l2: .max, l3: 0x8000_0000_0000_0000),
    ]

    /// Random values of every width, edges mixed in.
    static func sample(_ generator: inout SplitMix64) -> UInt256 {
        if generator.next() % 8 == 0 { return edges[Int(generator.next() % UInt64(edges.count))] }
        let value = UInt256(
            l0: generator.next(),
            l1: generator.next(),
            l2: generator.next(),
            l3: generator.next()
        )
        return value >> Int(generator.next() % 257)
    }

    @Test("Division gives quotient and remainder with n = q * d + r and r < d")
    func divisionIdentity() {
        let seed: UInt64 = 0x5eed_0001
        var generator = SplitMix64(seed: seed)
        for _ in 0..<200_000 {
            let n = Self.sample(&generator)
            let d = Self.sample(&generator)
            let (q, r) = n.quotientAndRemainder(dividingBy: d)
            if d.isZero {
                #expect(q.isZero && r.isZero)
            } else {
                let (product, overflow) = q.multipliedReportingOverflow(by: d)
                #expect(!overflow && product &+ r == n && r < d, "seed \(seed): \(n) / \(d)")
            }
        }
    }

    @Test("MULMOD equals double-and-add, ADDMOD equals the 257-bit sum reduced")
    func modularArithmetic() {
        let seed: UInt64 = 0x5eed_0002
        var generator = SplitMix64(seed: seed)
        for _ in 0..<4_000 {
            let a = Self.sample(&generator)
            let b = Self.sample(&generator)
            let m = Self.sample(&generator)
            #expect(a.multipliedModulo(b, m) == slowMultiply(a, b, m), "seed \(seed): \(a) * \(b) mod \(m)")
            #expect(a.addingModulo(b, m) == slowAdd(a, b, m), "seed \(seed): \(a) + \(b) mod \(m)")
        }
    }

    @Test("The 512-bit product agrees with the truncated one and with division")
    func fullProduct() {
        let seed: UInt64 = 0x5eed_0003
        var generator = SplitMix64(seed: seed)
        for _ in 0..<20_000 {
            let a = Self.sample(&generator)
            let b = Self.sample(&generator)
            let (high, low) = a.multipliedFullWidth(by: b)
            #expect(low == a &* b, "seed \(seed)")
            // Modulo 2^256 - 1 the product is high + low.
            let modulus = UInt256.max
            #expect(high.addingModulo(low, modulus) == a.multipliedModulo(b, modulus), "seed \(seed)")
        }
    }

    @Test("Shifts equal multiplication and division by powers of two")
    func shifts() {
        let seed: UInt64 = 0x5eed_0004
        var generator = SplitMix64(seed: seed)
        for _ in 0..<2_000 {
            let a = Self.sample(&generator)
            for count in [0, 1, 7, 63, 64, 65, 127, 128, 129, 191, 192, 193, 255] {
                let power = UInt256(2).power(UInt256(UInt64(count)))
                #expect(a << count == a &* power, "seed \(seed): \(a) << \(count)")
                #expect(a >> count == a.quotientAndRemainder(dividingBy: power).quotient, "seed \(seed)")
            }
            #expect((a << 256).isZero && (a >> 256).isZero)
        }
    }

    @Test("Signed division truncates towards zero and keeps the EVM's edge cases")
    func signedDivision() {
        let minusEight = UInt256(8).negated
        #expect(minusEight.signedQuotient(dividingBy: 3) == UInt256(2).negated)
        #expect(minusEight.signedRemainder(dividingBy: 3) == UInt256(2).negated)
        #expect(UInt256(8).signedRemainder(dividingBy: UInt256(3).negated) == 2)
        let minimum = UInt256(1) << 255
        #expect(minimum.signedQuotient(dividingBy: UInt256.max) == minimum)
        #expect(minusEight.signedQuotient(dividingBy: .zero).isZero)
        #expect(minusEight.signedLess(than: 1) && !UInt256(1).signedLess(than: minusEight))
    }

    @Test("BYTE, SIGNEXTEND, SAR and CLZ follow their definitions")
    func bitOperations() {
        let value = UInt256(truncatingBigEndian: (0..<32).map { UInt8($0) &+ 1 })
        #expect(value.byte(at: 0) == 1 && value.byte(at: 31) == 32 && value.byte(at: 32).isZero)
        #expect(value.byte(at: .max).isZero)
        #expect(UInt256(0x80).signExtended(fromByte: 0) == UInt256(0x80).negated)
        #expect(UInt256(0x7f).signExtended(fromByte: 0) == 0x7f)
        #expect(UInt256(0xff80).signExtended(fromByte: 31) == 0xff80)
        #expect(UInt256.max.arithmeticShiftRight(256) == .max && (UInt256.max >> 1).arithmeticShiftRight(256).isZero)
        #expect((UInt256(1) << 255).arithmeticShiftRight(254) == .max &- .one)
        #expect(UInt256.zero.leadingZeroBitCount == 256 && UInt256.one.leadingZeroBitCount == 255)
    }

    @Test("Decimal and hexadecimal text survive a round trip and refuse what they cannot hold")
    func text() {
        let maximum = "115792089237316195423570985008687907853269984665640564039457584007913129639935"
        #expect(UInt256.max.description == maximum)
        #expect(UInt256(decimal: maximum) == .max)
        #expect(UInt256(decimal: maximum.dropLast() + "6") == nil)
        #expect(UInt256(decimal: "") == nil && UInt256(decimal: "1 ") == nil && UInt256(decimal: "-1") == nil)
        #expect(UInt256(hex: "0x" + String(repeating: "f", count: 65)) == nil && UInt256(hex: "0x") == nil)
        var generator = SplitMix64(seed: 0x5eed_0005)
        for _ in 0..<1_000 {
            let a = Self.sample(&generator)
            #expect(UInt256(decimal: a.description) == a)
            #expect(UInt256(hex: a.hexQuantity) == a)
            #expect(UInt256(truncatingBigEndian: a.bigEndianBytes) == a)
        }
    }

    @Test("Big-endian bytes of every length and alignment give the number that they spell")
    func bigEndianBytes() {
        var generator = SplitMix64(seed: 0x5eed_0006)
        for count in 0...40 {
            for offset in 0..<8 {
                let bytes = generator.bytes(offset + count)
                let slice = bytes[offset...]
                let expected = slice.reduce(UInt256.zero) { $0 << 8 | UInt256(UInt64($1)) }
                #expect(UInt256(truncatingBigEndian: slice) == expected, "\(count) bytes from \(offset)")
                // A collection that is not one piece of memory.
                #expect(UInt256(truncatingBigEndian: slice.reversed().reversed()) == expected)
                #expect(UInt256(truncatingBigEndian: slice.lazy.map { $0 }) == expected)
                #expect(Bytes32(slice)?.uint256 == (count == 32 ? expected : nil))
                #expect(Address(slice)?.uint256 == (count == 20 ? expected : nil))
            }
        }
    }

    private func slowAdd(_ a: UInt256, _ b: UInt256, _ m: UInt256) -> UInt256 {
        guard !m.isZero else { return .zero }
        let x = a.quotientAndRemainder(dividingBy: m).remainder
        let y = b.quotientAndRemainder(dividingBy: m).remainder
        // x + y < m exactly when x < m - y, computed without overflow.
        return x < m &- y ? x &+ y : x &- (m &- y)
    }

    private func slowMultiply(_ a: UInt256, _ b: UInt256, _ m: UInt256) -> UInt256 {
        var result = UInt256.zero
        for bit in (0..<256).reversed() {
            result = slowAdd(result, result, m)
            if (b >> bit).l0 & 1 == 1 { result = slowAdd(result, a, m) }
        }
        return result
    }
}
