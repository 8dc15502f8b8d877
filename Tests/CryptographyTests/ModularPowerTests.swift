import Accelerators
import Cryptography
import TestSupport
import Testing

@Suite("Modular exponentiation, our own beside the host's")
struct ModularPowerTests {
    private func compare(_ base: [UInt8], _ exponent: [UInt8], _ modulus: [UInt8], _ comment: String) {
        var ours = [UInt8](repeating: 0xee, count: modulus.count)
        var hosts = ours
        ours.withUnsafeMutableBufferPointer { output in
            base.withUnsafeBufferPointer { base in
                exponent.withUnsafeBufferPointer { exponent in
                    modulus.withUnsafeBufferPointer {
                        ModularPower.compute(base: base, exponent: exponent, modulus: $0, output: output)
                    }
                }
            }
        }
        let status = zkvm_modexp(base, base.count, exponent, exponent.count, modulus, modulus.count, &hosts)
        #expect(status == ZKVM_EOK)
        #expect(ours == hosts, "\(comment): \(base) ^ \(exponent) mod \(modulus)")
    }

    @Test("Every length of short operands, even and odd moduli", arguments: [1, 2, 3] as [UInt64])
    func random(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for length in 0..<70 {
            for _ in 0..<6 {
                let base = random.bytes(Int.random(in: 0...2 * length, using: &random))
                let exponent = random.bytes(Int.random(in: 0...12, using: &random))
                compare(base, exponent, random.bytes(length), "seed \(seed)")
            }
        }
    }

    @Test("Moduli and bases of extreme limbs, where estimated digits are too large", arguments: [1, 2] as [UInt64])
    func extremeLimbs(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func bytes() -> [UInt8] {
            let limbs: [[UInt8]] = [
                [0, 0, 0, 0, 0, 0, 0, 0], [255, 255, 255, 255, 255, 255, 255, 255], [128, 0, 0, 0, 0, 0, 0, 0],
                [127, 255, 255, 255, 255, 255, 255, 255], [0, 0, 0, 0, 0, 0, 0, 1],
                [255, 255, 255, 255, 255, 255, 255, 254],
            ]
            let count = Int.random(in: 1...6, using: &random)
            return (0..<count).flatMap { _ in limbs[Int.random(in: 0..<limbs.count, using: &random)] }
        }
        for _ in 0..<2_000 {
            compare(bytes(), [UInt8.random(in: 0...20, using: &random)], bytes(), "seed \(seed)")
        }
    }

    @Test("Zeros and ones everywhere")
    func smallNumbers() {
        let numbers: [[UInt8]] = [[], [0], [1], [2], [3], [0, 0], [0, 1], [1, 0], [16], [17], [255, 255]]
        for base in numbers {
            for exponent in numbers {
                for modulus in numbers { compare(base, exponent, modulus, "small") }
            }
        }
    }

    @Test("Operands of the greatest length that Osaka allows")
    func greatest() {
        var random = SplitMix64(seed: 9)
        compare(random.bytes(1024), random.bytes(64), random.bytes(1024), "1024 bytes")
    }
}
