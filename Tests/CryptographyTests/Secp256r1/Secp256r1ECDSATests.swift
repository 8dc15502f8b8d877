import Accelerators
import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("ECDSA on secp256r1, our own beside the host's")
struct Secp256r1ECDSATests {
    private static let order = UInt256(
        l0: 0xf3b9_cac2_fc63_2551,
        l1: 0xbce6_faad_a717_9e84,
        l2: 0xffff_ffff_ffff_ffff,
        l3: 0xffff_ffff_0000_0000
    )
    private static let modulus = UInt256(l0: .max, l1: 0xffff_ffff, l2: 0, l3: 0xffff_ffff_0000_0001)

    private func word(_ text: String) throws -> UInt256 { try #require(UInt256(hex: "0x" + text)) }

    private func compare(hash: UInt256, r: UInt256, s: UInt256, key: [UInt8], _ comment: String) -> Bool? {
        let signature = r.bigEndianBytes + s.bigEndianBytes
        var verified = false
        let status = zkvm_secp256r1_verify(hash.bigEndianBytes, signature, key, &verified)
        let hosts = status == ZKVM_EOK ? verified : nil
        #expect(
            Secp256r1.verify(hash: hash.bigEndianBytes, signature: signature, publicKey: key) == hosts,
            "\(comment)"
        )
        return hosts
    }

    @Test("Valid signatures are verified and changed ones are not", arguments: [1, 2] as [UInt64])
    func signatures(seed: UInt64) throws {
        // Private and public keys: the generator's, and that of RFC 6979, A.2.5.
        let generatorX = try word("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296")
        let generatorY = try word("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")
        let x = try word("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6")
        let y = try word("7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299")
        let keys: [(d: UInt256, x: UInt256, y: UInt256)] = [
            (.one, generatorX, generatorY),
            (Self.order &- .one, generatorX, Self.modulus &- generatorY),
            (try word("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721"), x, y),
        ]
        // With the nonce 1 the nonce point is the generator.
        let r = generatorX
        var random = SplitMix64(seed: seed)
        for (d, x, y) in keys {
            let key = x.bigEndianBytes + y.bigEndianBytes
            for index in 0..<25 {
                let hash = index == 0 ? .zero : index == 1 ? .max : UInt256(truncatingBigEndian: random.bytes(32))
                let z = hash >= Self.order ? hash &- Self.order : hash
                let s = z.addingModulo(r.multipliedModulo(d, Self.order), Self.order)
                #expect(compare(hash: hash, r: r, s: s, key: key, "seed \(seed)") == true)
                _ = compare(hash: hash, r: r, s: Self.order &- s, key: key, "-s, seed \(seed)")
                let bit = UInt256.one << Int.random(in: 0..<256, using: &random)
                #expect(compare(hash: hash ^ bit, r: r, s: s, key: key, "hash, seed \(seed)") == false)
                #expect(compare(hash: hash, r: r ^ bit, s: s, key: key, "r, seed \(seed)") == false)
                #expect(compare(hash: hash, r: r, s: s ^ bit, key: key, "s, seed \(seed)") == false)
                var offCurve = key
                offCurve[Int.random(in: 0..<64, using: &random)] ^= 1
                #expect(compare(hash: hash, r: r, s: s, key: offCurve, "off the curve, seed \(seed)") == nil)
            }
        }
    }

    @Test("Numbers at the ends of their ranges")
    func limits() throws {
        let numbers: [UInt256] = [.zero, .one, Self.order &- .one, Self.order, Self.modulus, .max]
        let x = try word("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6")
        let y = try word("7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299")
        for r in numbers {
            for s in numbers {
                for hash in numbers {
                    for key in [(x, y), (x, Self.modulus &- y), (.zero, .zero), (Self.modulus, y), (x, .max)] {
                        let bytes = key.0.bigEndianBytes + key.1.bigEndianBytes
                        _ = compare(hash: hash, r: r, s: s, key: bytes, "\(r), \(s), \(hash)")
                    }
                }
            }
        }
    }
}
