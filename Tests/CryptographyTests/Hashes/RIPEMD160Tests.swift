import CLibcrypto
import Primitives
import TestSupport
import Testing

@Suite("RIPEMD-160")
struct RIPEMD160Tests {
    // The vectors of the algorithm's authors.
    @Test(
        "RIPEMD-160 has the published digests, right-aligned in 32 bytes",
        arguments: [
            ([], "9c1185a5c5e9fc54612808977ee8f548b2258d31"),
            (Array("abc".utf8), "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"),
            (Array("message digest".utf8), "5d0689ef49d2fae572b881b123a85ffa21595f36"),
            ([UInt8](repeating: 0x61, count: 1_000_000), "52783243c1697bdbe16d37f97f68f08325dc1528"),
        ] as [([UInt8], String)]
    )
    func ripemd160(message: [UInt8], digest: String) {
        #expect(Call.ripemd160(message).map(Hex.encodeUnprefixed) == String(repeating: "0", count: 24) + digest)
    }

    @Test("RIPEMD-160 agrees with libcrypto's on every length up to five blocks")
    func ripemd160Lengths() {
        var random = SplitMix64(seed: 160)
        for count in 0...320 {
            let message = random.bytes(count)
            var digest = [UInt8](repeating: 0, count: 20)
            _ = RIPEMD160(message, message.count, &digest)
            #expect(Call.ripemd160(message) == [UInt8](repeating: 0, count: 12) + digest, "\(count) bytes")
        }
    }
}
