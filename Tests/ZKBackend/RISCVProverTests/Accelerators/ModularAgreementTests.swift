import GuestExecutor
import MachineTestSupport
import Primitives
import RISCVTestSupport
import TestSupport
import Testing

/// The calls of modular arithmetic against products limb by limb and division bit by bit.
@Suite("RISC-V accelerators: modular arithmetic on many inputs")
struct ModularAgreementTests {
    private static let edges: [UInt256] =
        MachineCall.moduli + MachineCall.moduli.map { $0 &- UInt256(1) } + MachineCall.moduli.map { $0 &+ UInt256(1) }
        + [.zero, UInt256(1), .max, UInt256(1) << 255, UInt256(0xffff), UInt256(1) << 128, .max >> 128]

    private static func number(_ source: inout SplitMix64) -> UInt256 {
        if source.next() % 4 == 0 { return edges[Int(source.next() % UInt64(edges.count))] }
        return UInt256(l0: source.next(), l1: source.next(), l2: source.next(), l3: source.next())
    }

    /// a b + c modulo a modulus.
    private static func remainder(_ a: UInt256, _ b: UInt256, _ c: UInt256, _ modulus: UInt256) -> UInt256 {
        let (a, b, c) = (ForgedModularRow.limbs(a), ForgedModularRow.limbs(b), ForgedModularRow.limbs(c))
        var limbs = [Int](repeating: 0, count: 33)
        for i in 0..<16 {
            limbs[i] += c[i]
            for j in 0..<16 { limbs[i + j] += a[i] * b[j] }
        }
        for i in 0..<32 {
            limbs[i + 1] += limbs[i] >> 16
            limbs[i] &= 0xffff
        }
        var remainder = UInt256.zero
        for bit in (0..<33 * 16).reversed() {
            let isGreat = remainder.l3 >> 63 == 1
            remainder = remainder << 1 | UInt256(UInt64(limbs[bit / 16] >> (bit % 16) & 1))
            if isGreat || remainder >= modulus { remainder = remainder &- modulus }
        }
        return remainder
    }

    @Test("A hundred thousand calls of each kind leave the schoolbook's results")
    func hundredThousand() throws {
        var source = SplitMix64(seed: 0x5eed)
        var calls = 0
        for _ in 0..<100 {
            // Each round makes both products of a thousand pairs, and inverts a thousand numbers.
            var program = CallProgram()
            var expected: [(place: Int32, value: UInt256)] = []
            for _ in 0..<1000 {
                let number = Int(source.next() % 4)
                let modulus = Int32(number)
                let (a, b, c) = (Self.number(&source), Self.number(&source), Self.number(&source))
                let (pa, pb) = (program.place(a), program.place(b))
                let (sum, product, inverse) = (program.place(c), program.place(.zero), program.place(.zero))
                program.call(.multiplyAddModulo, sum, modulus, pa, pb)
                program.call(.multiplyModulo, product, modulus, pa, pb)
                let m = MachineCall.moduli[number]
                expected.append((sum, Self.remainder(a, b, c, m)))
                expected.append((product, Self.remainder(a, b, .zero, m)))
                calls += 2
                // An inverse is one if its product is 1; multiples of the modulus have none.
                guard Self.remainder(a, UInt256(1), .zero, m) != .zero else { continue }
                program.call(.invertModulo, inverse, modulus, pa)
                program.call(.multiplyModulo, inverse, modulus, inverse, pa)
                expected.append((inverse, UInt256(1)))
                calls += 1
            }
            let words = try program.memoryAfterRun()
            for (place, value) in expected {
                let first = Int(place - Int32(ELFWriter.imageBase)) / 8
                let result = UInt256(
                    l0: words[first],
                    l1: words[first + 1],
                    l2: words[first + 2],
                    l3: words[first + 3]
                )
                try #require(result == value)
            }
        }
        print("modular calls compared with schoolbook arithmetic: \(calls)")
        #expect(calls > 280_000)
    }
}
