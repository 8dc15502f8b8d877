import HostAccelerators
import Primitives
import StateTransition
import TestSupport
import Testing

@Suite("Claims about a transaction's public key")
struct ClaimedKeyTests {
    private static let order = UInt256(
        l0: 0xbfd2_5e8c_d036_4141,
        l1: 0xbaae_dce6_af48_a03b,
        l2: 0xffff_ffff_ffff_fffe,
        l3: 0xffff_ffff_ffff_ffff
    )
    private static let fieldModulus = UInt256(l0: 0xffff_fffe_ffff_fc2f, l1: .max, l2: .max, l3: .max)

    private func signed(_ random: inout SplitMix64) throws -> (transaction: Transaction, key: PrivateKey) {
        let key = try #require(Bytes32(random.bytes(32)).flatMap { PrivateKey($0) })
        let transaction = try #require(TransactionTests.samples.randomElement(using: &random))
        let signature = key.sign(transaction.signingHash)
        return (transaction.signed(r: signature.r, s: signature.s, yParity: signature.yParity), key)
    }

    /// What recovery says of a claim, the way in which the verdict is defined.
    private func verdict(_ transaction: Transaction, _ claim: [UInt8]) -> Result<Address?, InvalidTransaction> {
        do throws(InvalidTransaction) {
            let key = try transaction.recoverPublicKey()
            return .success(claim == [0x04] + key ? Address(publicKey: key) : nil)
        } catch {
            return .failure(error)
        }
    }

    private func sender(_ transaction: Transaction, _ claim: [UInt8]) -> Result<Address?, InvalidTransaction> {
        do throws(InvalidTransaction) {
            return .success(try transaction.sender(claimedKey: claim))
        } catch {
            return .failure(error)
        }
    }

    @Test("The signer's own key gives the signer's account", arguments: [1, 2] as [UInt64])
    func honestClaim(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<30 {
            let (transaction, key) = try signed(&random)
            #expect(try transaction.sender(claimedKey: [0x04] + key.publicKey) == key.address, "seed \(seed)")
            #expect(try transaction.sender(hint: key.publicKey[...]) == key.address, "seed \(seed)")
            #expect(try transaction.sender(hint: nil) == key.address, "seed \(seed)")
        }
    }

    @Test("Every other claim has recovery's verdict: none", arguments: [3, 4] as [UInt64])
    func falseClaims(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<30 {
            let (transaction, key) = try signed(&random)
            let honest = [0x04] + key.publicKey
            var otherParity = transaction
            otherParity.yParity ^= 1
            let y = UInt256(truncatingBigEndian: honest.suffix(32))
            var offCurve = honest
            offCurve[Int.random(in: 1..<65, using: &random)] ^= 1
            let claims: [(String, [UInt8])] = [
                ("the other parity's key", [0x04] + (try otherParity.recoverPublicKey())),
                ("-Q", honest.prefix(33) + (Self.fieldModulus &- y).bigEndianBytes),
                ("off the curve", offCurve),
                ("infinity", [0x04] + [UInt8](repeating: 0, count: 64)),
                ("without the tag", Array(honest.dropFirst())),
                ("compressed", [0x02 + honest[64] & 1] + honest[1..<33]),
                ("another tag", [0x06] + honest.dropFirst()),
                ("a byte too short", Array(honest.dropLast())),
                ("a byte too long", honest + [0]),
                ("empty", []),
            ]
            for (name, claim) in claims {
                let hint = name == "without the tag" ? Array(claim.dropLast()) : Array(claim.dropFirst())
                #expect(hint != key.publicKey || name == "another tag", "\(name), seed \(seed)")
                #expect(try transaction.sender(hint: hint[...]) == key.address, "\(name), seed \(seed)")
                #expect(sender(transaction, claim) == .success(nil), "\(name), seed \(seed)")
                #expect(verdict(transaction, claim) == .success(nil), "\(name), seed \(seed)")
            }
        }
    }

    @Test("A signature out of the rules' range is refused whatever is claimed", arguments: [5, 6] as [UInt64])
    func invalidSignatures(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<20 {
            let (transaction, key) = try signed(&random)
            let claim = [0x04] + key.publicKey
            let changes: [(String, (inout Transaction) -> Void)] = [
                ("r is 0", { $0.r = .zero }),
                ("r is n", { $0.r = Self.order }),
                ("r is 2^256 - 1", { $0.r = .max }),
                ("s is 0", { $0.s = .zero }),
                // The same signature in its other form, valid for the same key before EIP-2.
                ("s is high", { ($0.s, $0.yParity) = (Self.order &- $0.s, $0.yParity ^ 1) }),
                ("parity 2", { $0.yParity += 2 }),
            ]
            for (name, change) in changes {
                var changed = transaction
                change(&changed)
                #expect(sender(changed, claim) == .failure(.invalidSignature), "\(name), seed \(seed)")
                #expect(throws: InvalidTransaction.invalidSignature, "\(name), seed \(seed)") {
                    try changed.sender(hint: key.publicKey[...])
                }
                #expect(verdict(changed, claim) == .failure(.invalidSignature), "\(name), seed \(seed)")
            }
            var foreign = transaction
            foreign.nonce ^= 1
            #expect(sender(foreign, claim) == verdict(foreign, claim), "another message, seed \(seed)")
            #expect(sender(foreign, claim) != .success(key.address), "another message, seed \(seed)")
        }
    }
}

@Suite("What a chain id stands for in stateless validation")
struct StatelessConfigurationTests {
    @Test("Public networks have their schedules")
    func publicNetworks() {
        #expect(ChainConfiguration.stateless(chainId: 560_048, timestamp: 0) == .hoodi)
        #expect(ChainConfiguration.stateless(chainId: 1, timestamp: 1_764_798_551) == .mainnet)
    }

    @Test("Every other chain, and mainnet's id before its first known rules, is under Osaka")
    func otherChains() {
        for chainId in [0, 2, 1_281, .max] as [UInt64] {
            #expect(ChainConfiguration.stateless(chainId: chainId, timestamp: .max) == .osaka(chainId: chainId))
        }
        #expect(ChainConfiguration.stateless(chainId: 1, timestamp: 1_000) == .osaka(chainId: 1))
    }
}
