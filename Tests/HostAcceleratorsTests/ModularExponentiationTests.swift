import Accelerators
import HostAccelerators
import Primitives
import TestSupport
import Testing

@Suite("Modular exponentiation")
struct ModularExponentiationTests {
    // The edge cases of EIP-198: empty operands are zero, 0^0 is one, and a modulus of zero or one gives zero.
    @Test(
        "Edge cases have the EIP's results",
        arguments: [
            ([], [], [], []),
            ([], [], [0], [0]),
            ([], [], [1], [0]),
            ([], [], [2], [1]),
            ([0], [0], [7], [1]),
            ([5], [], [7], [1]),
            ([5], [0, 0], [0, 7], [0, 1]),
            ([], [3], [7], [0]),
            ([2], [3], [0, 0, 0], [0, 0, 0]),
            ([2], [3], [0, 0, 1], [0, 0, 0]),
            ([2], [3], [5], [3]),
            ([0, 0, 2], [0, 3], [0, 0, 5], [0, 0, 3]),
            ([7], [1], [7], [0]),
            ([8], [1], [7, 0], [0, 8]),
            ([255, 255], [2], [1, 0], [0, 1]),
            ([3], [2], [6], [3]),
        ] as [([UInt8], [UInt8], [UInt8], [UInt8])]
    )
    func edgeCases(base: [UInt8], exponent: [UInt8], modulus: [UInt8], expected: [UInt8]) {
        #expect(Call.modexp(base, exponent, modulus) == expected)
    }

    @Test("Agrees with 256-bit square and multiply", arguments: [1, 2, 3] as [UInt64])
    func agreesWithSquareAndMultiply(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<50 {
            let base = random.bytes(Int.random(in: 0...32, using: &random))
            let exponent = random.bytes(Int.random(in: 0...32, using: &random))
            var modulus = random.bytes(Int.random(in: 1...32, using: &random))
            if Bool.random(using: &random) { modulus[modulus.count - 1] &= 0xfe }
            let m = UInt256(truncatingBigEndian: modulus)
            if m.isZero { continue }
            let b = UInt256(truncatingBigEndian: base)
            var power = UInt256.one.quotientAndRemainder(dividingBy: m).remainder
            for byte in exponent {
                for bit in stride(from: 7, through: 0, by: -1) {
                    power = power.multipliedModulo(power, m)
                    if byte >> UInt8(bit) & 1 == 1 { power = power.multipliedModulo(b, m) }
                }
            }
            #expect(
                Call.modexp(base, exponent, modulus) == Array(power.bigEndianBytes.suffix(modulus.count)),
                "seed \(seed): \(base) ^ \(exponent) mod \(modulus)"
            )
        }
    }

    @Test("Squares agree with the product of two powers", arguments: [1, 2] as [UInt64])
    func squares(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let modulus = random.bytes(Int.random(in: 1...200, using: &random))
            let base = random.bytes(Int.random(in: 0...220, using: &random))
            // base ^ 2 by the short way, and base ^ 4 = (base ^ 2) ^ 2 by the long and the short one.
            let square = try #require(Call.modexp(base, [0, 2], modulus))
            #expect(Call.modexp(square, [2], modulus) == Call.modexp(base, [4], modulus), "seed \(seed): \(modulus)")
        }
    }

    @Test("Lengths that are not supported are refused as such, before anything is read")
    func refusesHugeOperands() {
        let byte: [UInt8] = [1]
        var output: [UInt8] = [0]
        #expect(zkvm_modexp(byte, (1 << 32) + 1, byte, 1, byte, 1, &output) == ZKVM_ENOTSUP)
        #expect(zkvm_modexp(byte, 1, byte, (1 << 32) + 1, byte, 1, &output) == ZKVM_ENOTSUP)
        #expect(zkvm_modexp(byte, 1, byte, 1, byte, (1 << 24) + 1, &output) == ZKVM_ENOTSUP)
        #expect(zkvm_modexp(byte, -1, byte, 1, byte, 1, &output) == ZKVM_ENOTSUP)
    }
}
