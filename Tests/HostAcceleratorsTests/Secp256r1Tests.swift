import Accelerators
import HostAccelerators
import Primitives
import Testing

@Suite("ECDSA on secp256r1")
struct Secp256r1Tests {
    static let order = UInt256(
        l0: 0xf3b9_cac2_fc63_2551,
        l1: 0xbce6_faad_a717_9e84,
        l2: 0xffff_ffff_ffff_ffff,
        l3: 0xffff_ffff_0000_0000
    )
    static let modulus = UInt256(
        l0: 0xffff_ffff_ffff_ffff,
        l1: 0x0000_0000_ffff_ffff,
        l2: 0x0000_0000_0000_0000,
        l3: 0xffff_ffff_0000_0001
    )

    struct Signed {
        var hash: UInt256
        var r: UInt256
        var s: UInt256
        var x: UInt256
        var y: UInt256
    }

    /// The result of the C function, nil where it reports a failure.
    private func verify(_ signed: Signed) -> Bool? {
        var verified = false
        let status = zkvm_secp256r1_verify(
            signed.hash.bigEndianBytes,
            signed.r.bigEndianBytes + signed.s.bigEndianBytes,
            signed.x.bigEndianBytes + signed.y.bigEndianBytes,
            &verified
        )
        return status == ZKVM_EOK ? verified : nil
    }

    private func word(_ text: String) throws -> UInt256 { try #require(UInt256(hex: "0x" + text)) }

    /// RFC 6979, A.2.5: P-256, SHA-256, message "sample".
    private func sample() throws -> Signed {
        Signed(
            hash: try word("af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf"),
            r: try word("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"),
            s: try word("f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"),
            x: try word("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"),
            y: try word("7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299")
        )
    }

    @Test("The signature of RFC 6979 is valid, with s in either half")
    func knownAnswer() throws {
        var signed = try sample()
        #expect(verify(signed) == true)
        signed.s = Self.order &- signed.s
        #expect(verify(signed) == true)
    }

    @Test("r is compared with x modulo n: a nonce point's x of at least n is found")
    func largeX() throws {
        // Wycheproof, ecdsa_secp256r1_sha256_p1363_test, 115 and 116; the message is "123400".
        var signed = Signed(
            hash: try word("bb5a52f42f9c9261ed4361f59422a1e30036e7c32b270c8807a419feca605023"),
            r: try word("000000000000000000000000000000004319055358e8617b0c46353d039cdaab"),
            s: try word("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc63254e"),
            x: try word("0ad99500288d466940031d72a9f5445a4d43784640855bf0a69874d2de5fe103"),
            y: try word("c5011e6ef2c42dcd50d5d3d29f99ae6eba2c80c9244f4c5422f0979ff0c3ba5e")
        )
        #expect(verify(signed) == true)
        signed.r = signed.r &+ Self.order
        #expect(verify(signed) == false)
    }

    @Test("r and s outside 1..<n are not verified")
    func ranges() throws {
        for wrong in [UInt256.zero, Self.order, Self.order &+ .one, .max] {
            var signed = try sample()
            signed.r = wrong
            #expect(verify(signed) == false)
            signed = try sample()
            signed.s = wrong
            #expect(verify(signed) == false)
        }
    }

    @Test("A hash of at least n is taken modulo n")
    func largeHash() throws {
        var signed = try sample()
        signed.hash = .zero
        let ofZero = verify(signed)
        signed.hash = Self.order
        #expect(verify(signed) == ofZero)
        signed.hash = .max
        #expect(verify(signed) == false)
    }

    @Test("A key out of range, off the curve, or at infinity fails")
    func keys() throws {
        var signed = try sample()
        signed.x = signed.x ^ .one
        #expect(verify(signed) == nil)
        signed = try sample()
        signed.x = Self.modulus
        #expect(verify(signed) == nil)
        signed = try sample()
        signed.y = .max
        #expect(verify(signed) == nil)
        signed = try sample()
        (signed.x, signed.y) = (.zero, .zero)
        #expect(verify(signed) == nil)
        // y = sqrt(b) is a point with x = 0, whose x plus p has the same remainder.
        signed.y = try word("66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4")
        #expect(verify(signed) == false)
        signed.x = Self.modulus
        #expect(verify(signed) == nil)
    }

    @Test("The nonce point at infinity is not verified")
    func sumAtInfinity() throws {
        // With the key -G and hash = r, u1 G + u2 Q = (r / s) (G - G).
        let gx = try word("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296")
        let gy = try word("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")
        #expect(verify(Signed(hash: 5, r: 5, s: 7, x: gx, y: Self.modulus &- gy)) == false)
    }

    @Test("The shared curve serves many tasks at once")
    func concurrentUse() async throws {
        let signed = try sample()
        let results = await withTaskGroup(of: Bool?.self, returning: [Bool?].self) { group in
            for index in UInt64(0)..<64 {
                group.addTask {
                    var changed = signed
                    changed.hash = changed.hash ^ UInt256(index)
                    return verify(changed)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.count { $0 == true } == 1)
        #expect(results.count { $0 == false } == 63)
    }
}
