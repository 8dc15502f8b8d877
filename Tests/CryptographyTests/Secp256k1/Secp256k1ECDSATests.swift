import Accelerators
import Cryptography
import HostAccelerators
import Primitives
import TestSupport
import Testing

@Suite("ECDSA on secp256k1, our own beside the host's")
struct Secp256k1ECDSATests {
    /// A hash, r || s, a recovery id and a public key, any of them wrong.
    struct Case {
        var hash: [UInt8]
        var signature: [UInt8]
        var recoveryID: UInt8
        var key: [UInt8]
    }

    private static let order = Secp256k1.order

    private func ourKey(_ test: Case) -> [UInt8]? {
        var key = [UInt8](repeating: 0, count: 64)
        let isRecovered = Secp256k1.recover(
            hash: test.hash,
            signature: test.signature,
            recoveryID: test.recoveryID,
            output: &key
        )
        return isRecovered ? key : nil
    }

    private func hostKey(_ test: Case) -> [UInt8]? {
        var key = [UInt8](repeating: 0, count: 64)
        return zkvm_secp256k1_ecrecover(test.hash, test.signature, test.recoveryID, &key) == ZKVM_EOK ? key : nil
    }

    private func hostVerdict(_ test: Case) -> Bool? {
        var verified = false
        let status = zkvm_secp256k1_verify(test.hash, test.signature, test.key, &verified)
        return status == ZKVM_EOK ? verified : nil
    }

    private func hostAcceptsHint(_ test: Case) -> Bool {
        var recovered = false
        let status = zkvm_secp256k1_is_recovered(test.hash, test.signature, test.recoveryID, test.key, &recovered)
        return status == ZKVM_EOK && recovered
    }

    private func weAcceptHint(_ test: Case) -> Bool {
        Secp256k1.isRecovered(
            publicKey: test.key,
            hash: test.hash,
            signature: test.signature,
            recoveryID: test.recoveryID
        )
    }

    /// Compares all three functions with the host's, and a hint's verdict with recovery.
    private func compare(_ test: Case, _ comment: String) {
        let key = hostKey(test)
        #expect(ourKey(test) == key, "\(comment): recovery")
        #expect(
            Secp256k1.verify(hash: test.hash, signature: test.signature, publicKey: test.key) == hostVerdict(test),
            "\(comment): verification"
        )
        let isRecovered = test.recoveryID <= 1 && key == test.key
        #expect(hostAcceptsHint(test) == isRecovered, "\(comment): the host's verdict on a hint")
        #expect(weAcceptHint(test) == isRecovered, "\(comment): our verdict on a hint")
    }

    private func signed(_ random: inout SplitMix64) throws -> Case {
        let key = try #require(Bytes32(random.bytes(32)).flatMap { PrivateKey($0) })
        let hash = try #require(Bytes32(random.bytes(32)))
        let signature = key.sign(hash)
        return Case(
            hash: hash.bytes,
            signature: signature.r.bigEndianBytes + signature.s.bigEndianBytes,
            recoveryID: signature.yParity,
            key: key.publicKey
        )
    }

    private func negated(_ key: [UInt8]) -> [UInt8] {
        let p = UInt256(l0: 0xffff_fffe_ffff_fc2f, l1: .max, l2: .max, l3: .max)
        return key.prefix(32) + (p &- UInt256(truncatingBigEndian: key.suffix(32))).bigEndianBytes
    }

    @Test("A signer's key is recovered and accepted as a hint", arguments: [1, 2] as [UInt64])
    func honest(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<60 {
            let test = try signed(&random)
            #expect(weAcceptHint(test))
            compare(test, "seed \(seed)")
        }
    }

    @Test(
        "Hints other than the recovered key are refused: the other parity's key, -Q, points off the curve, zeros",
        arguments: [11, 12] as [UInt64]
    )
    func wrongHints(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<40 {
            let honest = try signed(&random)
            var otherParity = honest
            otherParity.recoveryID ^= 1
            // The signature is valid for both keys; only one of them is recovered.
            var otherKey = honest
            otherKey.key = try #require(hostKey(otherParity))
            #expect(hostVerdict(otherKey) == true)
            #expect(!weAcceptHint(otherKey))
            compare(otherKey, "key of the other parity, seed \(seed)")
            otherKey.recoveryID ^= 1
            #expect(weAcceptHint(otherKey))
            compare(otherKey, "key and parity exchanged, seed \(seed)")

            var mutants: [(String, Case)] = []
            func mutate(_ name: String, _ change: (inout Case) -> Void) {
                var mutant = honest
                change(&mutant)
                mutants.append((name, mutant))
            }
            let position = Int.random(in: 0..<64, using: &random)
            let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &random)
            mutate("parity flipped") { $0.recoveryID ^= 1 }
            mutate("recovery id 2") { $0.recoveryID += 2 }
            mutate("recovery id 4") { $0.recoveryID = 4 }
            mutate("-Q") { $0.key = negated($0.key) }
            mutate("Q off the curve") { $0.key[position] ^= bit }
            mutate("coordinates exchanged") { $0.key = Array($0.key.suffix(32) + $0.key.prefix(32)) }
            mutate("infinity") { $0.key = [UInt8](repeating: 0, count: 64) }
            mutate("x above p") { $0.key = [UInt8](repeating: 0xff, count: 32) + $0.key.suffix(32) }
            mutate("another hash") { $0.hash[position / 2] ^= bit }
            mutate("another signature") { $0.signature[position] ^= bit }
            mutate("-s") {
                let s = UInt256(truncatingBigEndian: $0.signature.suffix(32))
                $0.signature = $0.signature.prefix(32) + (Self.order &- s).bigEndianBytes
            }
            mutate("-s and the parity flipped") {
                let s = UInt256(truncatingBigEndian: $0.signature.suffix(32))
                $0.signature = $0.signature.prefix(32) + (Self.order &- s).bigEndianBytes
                $0.recoveryID ^= 1
            }
            for (name, mutant) in mutants { compare(mutant, "\(name), seed \(seed)") }
        }
    }

    @Test("r, s and hash at the ends of their ranges")
    func limits() throws {
        var random = SplitMix64(seed: 21)
        let honest = try signed(&random)
        let generator: [UInt8] = {
            var bytes = [UInt8](repeating: 0, count: 64)
            Secp256k1.Point.generator.storeBigEndian(to: &bytes)
            return bytes
        }()
        let numbers: [UInt256] = [
            .zero, .one, UInt256(2), UInt256(3), Self.order &- .one, Self.order, Self.order &+ .one, .max,
            Self.order >> 1, UInt256(truncatingBigEndian: generator.prefix(32)),
        ]
        for r in numbers {
            for s in numbers {
                for hash in [UInt256.zero, .one, Self.order &- .one, Self.order, .max] {
                    for recoveryID in 0..<4 as Range<UInt8> {
                        for key in [honest.key, generator] {
                            var test = Case(
                                hash: hash.bigEndianBytes,
                                signature: r.bigEndianBytes + s.bigEndianBytes,
                                recoveryID: recoveryID,
                                key: key
                            )
                            compare(test, "\(r), \(s), \(hash), \(recoveryID)")
                            // And with the key that is recovered, if there is one.
                            guard let recovered = hostKey(test) else { continue }
                            test.key = recovered
                            compare(test, "recovered key: \(r), \(s), \(hash), \(recoveryID)")
                        }
                    }
                }
            }
        }
    }

    @Test("The constants of the generator are its odd multiples and their images")
    func generatorMultiples() {
        let multiples = Secp256k1.Point.oddMultiples(of: .generator, count: Secp256k1.generatorMultipleCount)
        #expect(multiples.count == 64)
        for (index, multiple) in multiples.enumerated() {
            #expect(Secp256k1.generatorMultiple(index, isImage: false) == multiple, "\(index)")
            #expect(Secp256k1.generatorMultiple(index, isImage: true) == Secp256k1.Curve.image(of: multiple))
        }
    }

    @Test("Small multiples of the generator meet the exceptional cases of addition")
    func smallMultiples() throws {
        let keys = try (1...40).map { try #require(PrivateKey(Bytes32(UInt256(UInt64($0))))) }
        for key in keys {
            for hash in 1...20 as ClosedRange<UInt64> {
                let hash = Bytes32(UInt256(hash))
                let signature = key.sign(hash)
                let test = Case(
                    hash: hash.bytes,
                    signature: signature.r.bigEndianBytes + signature.s.bigEndianBytes,
                    recoveryID: signature.yParity,
                    key: key.publicKey
                )
                #expect(weAcceptHint(test))
                compare(test, "hash \(hash.hex)")
            }
        }
    }

    @Test("A nonce of 1 with a key of 1 adds a point to itself, and with -1 to its opposite")
    func sumsOfEqualPoints() {
        var generator = [UInt8](repeating: 0, count: 64)
        Secp256k1.Point.generator.storeBigEndian(to: &generator)
        let r = UInt256(truncatingBigEndian: generator.prefix(32))
        for (key, sign) in [(generator, true), (negated(generator), false)] {
            for hash in [UInt256.zero, .one, UInt256(77), r, Self.order &- r] {
                // s = hash + r d modulo n, with d = 1 or -1.
                let rd = sign ? r : Self.order &- r
                let s = hash.addingModulo(rd, Self.order)
                for recoveryID in [0, 1] as [UInt8] {
                    let test = Case(
                        hash: hash.bigEndianBytes,
                        signature: r.bigEndianBytes + s.bigEndianBytes,
                        recoveryID: recoveryID,
                        key: key
                    )
                    compare(test, "d \(sign ? "1" : "-1"), hash \(hash.hexQuantity), id \(recoveryID)")
                }
            }
        }
    }
}
