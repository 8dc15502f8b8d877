import HostAccelerators
import Primitives
import TestSupport
import Testing

@Suite("ECDSA on secp256k1")
struct Secp256k1Tests {
    static let order = UInt256(
        l0: 0xbfd2_5e8c_d036_4141,
        l1: 0xbaae_dce6_af48_a03b,
        l2: 0xffff_ffff_ffff_fffe,
        l3: 0xffff_ffff_ffff_ffff
    )

    static func bytes(_ signature: Signature) -> [UInt8] { signature.r.bigEndianBytes + signature.s.bigEndianBytes }

    @Test(
        "A private key has its known address",
        arguments: [
            (
                "0x0000000000000000000000000000000000000000000000000000000000000001",
                "0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"
            ),
            (
                "0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318",
                "0x2c7536E3605D9C16a7a3D7b1898e529396a65c23"
            ),
        ]
    )
    func knownAddresses(key: String, address: String) throws {
        let scalar = try #require(Bytes32(hex: key))
        #expect(try #require(PrivateKey(scalar)).address.checksummed == address)
    }

    @Test("Zero, n and 2^256 - 1 are no private keys; n - 1 is one")
    func privateKeyRange() {
        #expect(PrivateKey(.zero) == nil)
        #expect(PrivateKey(Bytes32(Self.order)) == nil)
        #expect(PrivateKey(Bytes32(UInt256.max)) == nil)
        #expect(PrivateKey(Bytes32(Self.order &- .one)) != nil)
    }

    // Known answers of RFC 6979 with SHA-256 on secp256k1, as the Bitcoin libraries test them.
    @Test("Signing is deterministic after RFC 6979")
    func deterministicSignature() throws {
        let key = try #require(PrivateKey(Bytes32(UInt256.one)))
        let hash = try #require(Call.sha256(Array("Satoshi Nakamoto".utf8)).flatMap { Bytes32($0) })
        let signature = key.sign(hash)
        #expect(signature.r == UInt256(hex: "0x934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"))
        #expect(signature.s == UInt256(hex: "0x2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5"))
    }

    @Test("A signature verifies, recovers its key, and has a low s", arguments: [1, 2, 3] as [UInt64])
    func signaturesRecover(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<40 {
            let key = try #require(Bytes32(random.bytes(32)).flatMap { PrivateKey($0) }, "seed \(seed)")
            let hash = try #require(Bytes32(random.bytes(32)))
            let signature = key.sign(hash)
            #expect(signature.s <= Self.order >> 1)
            let encoded = Self.bytes(signature)
            #expect(Call.verify(hash: hash.bytes, signature: encoded, publicKey: key.publicKey) == true)
            let recovered = Call.recover(hash: hash.bytes, signature: encoded, recoveryID: signature.yParity)
            #expect(recovered == key.publicKey, "seed \(seed)")

            // The other half of s is the same signature with the other parity.
            let high = signature.r.bigEndianBytes + (Self.order &- signature.s).bigEndianBytes
            #expect(Call.verify(hash: hash.bytes, signature: high, publicKey: key.publicKey) == true)
            let highRecovered = Call.recover(hash: hash.bytes, signature: high, recoveryID: signature.yParity ^ 1)
            #expect(highRecovered == key.publicKey, "seed \(seed)")

            var otherHash = hash.bytes
            otherHash[31] ^= 1
            #expect(Call.verify(hash: otherHash, signature: encoded, publicKey: key.publicKey) == false)
            #expect(Call.recover(hash: otherHash, signature: encoded, recoveryID: signature.yParity) != key.publicKey)
        }
    }

    @Test("A recovered key verifies the signature it came from, for every recovery identifier")
    func recoveredKeysVerify() throws {
        let hash = Keccak256.hash(Array("recovery".utf8)).bytes
        var found = [0, 0, 0, 0]
        for r in UInt64(1)...40 {
            let signature = UInt256(r).bigEndianBytes + UInt256(7).bigEndianBytes
            for recoveryID: UInt8 in 0...3 {
                guard let key = Call.recover(hash: hash, signature: signature, recoveryID: recoveryID) else { continue }
                found[Int(recoveryID)] += 1
                #expect(Call.verify(hash: hash, signature: signature, publicKey: key) == true)
            }
        }
        #expect(found.allSatisfy { $0 > 5 }, "\(found)")
    }

    @Test("Recovery refuses r and s outside 1..<n, and identifiers above 3")
    func recoveryRefuses() throws {
        let hash = [UInt8](repeating: 1, count: 32)
        let one = UInt256.one.bigEndianBytes
        #expect(Call.recover(hash: hash, signature: one + one, recoveryID: 0) != nil)
        for bad in [UInt256.zero, Self.order, Self.order &+ .one, .max] {
            #expect(Call.recover(hash: hash, signature: bad.bigEndianBytes + one, recoveryID: 0) == nil)
            #expect(Call.recover(hash: hash, signature: one + bad.bigEndianBytes, recoveryID: 0) == nil)
        }
        let last = (Self.order &- .one).bigEndianBytes
        #expect(Call.recover(hash: hash, signature: one + last, recoveryID: 0) != nil)
        for recoveryID: UInt8 in [4, 27, 28, 255] {
            #expect(Call.recover(hash: hash, signature: one + one, recoveryID: recoveryID) == nil)
        }
        // x = 5 is on no point of the curve.
        #expect(Call.recover(hash: hash, signature: UInt256(5).bigEndianBytes + one, recoveryID: 0) == nil)
        // x = r + n is not below p for r of this size.
        #expect(Call.recover(hash: hash, signature: last + one, recoveryID: 2) == nil)
    }

    @Test("Verification refuses a key off the curve, and does not verify r or s out of range")
    func verificationRefuses() throws {
        let key = try #require(PrivateKey(Bytes32(UInt256(42))))
        let hash = Keccak256.hash(Array("verification".utf8))
        let signature = key.sign(hash)
        var offCurve = key.publicKey
        offCurve[63] ^= 1
        #expect(Call.verify(hash: hash.bytes, signature: Self.bytes(signature), publicKey: offCurve) == nil)
        let zeroKey = [UInt8](repeating: 0, count: 64)
        #expect(Call.verify(hash: hash.bytes, signature: Self.bytes(signature), publicKey: zeroKey) == nil)
        for bad in [UInt256.zero, Self.order, .max] {
            let badR = bad.bigEndianBytes + signature.s.bigEndianBytes
            let badS = signature.r.bigEndianBytes + bad.bigEndianBytes
            #expect(Call.verify(hash: hash.bytes, signature: badR, publicKey: key.publicKey) == false)
            #expect(Call.verify(hash: hash.bytes, signature: badS, publicKey: key.publicKey) == false)
        }
    }

    @Test("The shared context serves many tasks at once")
    func concurrentUse() async {
        let results = await withTaskGroup(of: Bool.self, returning: [Bool].self) { group in
            for index in UInt64(1)...64 {
                group.addTask {
                    guard let key = PrivateKey(Bytes32(UInt256(index))) else { return false }
                    let hash = Bytes32(UInt256(index &* 0x9e37_79b9))
                    let signature = key.sign(hash)
                    let recovered = Call.recover(
                        hash: hash.bytes,
                        signature: Self.bytes(signature),
                        recoveryID: signature.yParity
                    )
                    return recovered == key.publicKey
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results == [Bool](repeating: true, count: 64))
    }
}
