import Primitives
import ProofProver
import ProofVerifier
import TestSupport
import Testing

@Suite("Proof of work")
struct GrindingTests {
    @Test("The nonce is the smallest valid one, on every path and number of threads", arguments: [0, 1, 5, 9, 12])
    func smallest(bits: Int) throws {
        var random = SplitMix64(seed: 0x6772_696e_64)
        for _ in 0..<4 {
            let seed = try #require(Bytes32(random.bytes(32)))
            var expected: UInt64 = 0
            while !Self.hasLeadingZeros(bits, Keccak256.hash(seed.bytes + KeccakKernelTests.littleEndian(expected))) {
                expected += 1
            }
            for variant in KeccakKernelTests.variants {
                let kernels = try #require(Kernels(variant))
                Kernels.$selected.withValue(kernels) {
                    for threads in 1...3 {
                        let nonce = Grinding.smallestNonce(seed: seed, bits: bits, workers: Workers(count: threads))
                        #expect(nonce == expected, "\(variant), \(threads) threads")
                    }
                }
            }
        }
    }

    @Test("A nonce with one bit too few is refused")
    func oneBitTooFew() throws {
        let seed = try #require(Bytes32([UInt8](0..<32)))
        let nonce = try #require(
            (UInt64(0)...).first {
                Grinding.isValid(seed: seed, bits: 7, nonce: $0) && !Grinding.isValid(seed: seed, bits: 8, nonce: $0)
            }
        )
        let digest = Keccak256.hash(seed.bytes + KeccakKernelTests.littleEndian(nonce))
        #expect(Self.hasLeadingZeros(7, digest))
        #expect(!Self.hasLeadingZeros(8, digest))
    }

    @Test("A range without a valid nonce gives none")
    func noneInRange() throws {
        let seed = [UInt8](0..<32)
        for variant in KeccakKernelTests.variants {
            let kernels = try #require(Kernels(variant))
            let nonce = try #require(kernels.firstNonce(seed: seed, from: 0, count: 1 << 20, bits: 10))
            #expect(kernels.firstNonce(seed: seed, from: 0, count: nonce, bits: 10) == nil)
            #expect(kernels.firstNonce(seed: seed, from: 0, count: nonce + 1, bits: 10) == nonce)
            #expect(kernels.firstNonce(seed: seed, from: nonce, count: 1, bits: 10) == nonce)
        }
    }

    /// Bit by bit, the most significant bit of the first byte being the first.
    private static func hasLeadingZeros(_ bits: Int, _ digest: Bytes32) -> Bool {
        (0..<bits).allSatisfy { digest.bytes[$0 / 8] & (0x80 >> ($0 % 8)) == 0 }
    }
}
