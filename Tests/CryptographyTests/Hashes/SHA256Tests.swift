import Accelerators
import Cryptography
import TestSupport
import Testing

@Suite("SHA-256, our own")
struct SHA256Tests {
    @Test("Agrees with the host's library at every length up to four blocks")
    func lengths() {
        var random = SplitMix64(seed: 0x5ba2_56)
        for length in 0..<257 {
            let message = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            var ours = [UInt8](repeating: 0, count: 32)
            var hosts = ours
            SHA256.hash(message, count: length, to: &ours)
            #expect(zkvm_sha256(message, length, &hosts) == ZKVM_EOK)
            #expect(ours == hosts)
        }
    }

    @Test("Hashes the empty string that is no memory at all")
    func empty() {
        var digest = [UInt8](repeating: 0, count: 32)
        SHA256.hash(nil, count: 0, to: &digest)
        #expect(Array(digest.prefix(4)) == [0xe3, 0xb0, 0xc4, 0x42])
    }
}
