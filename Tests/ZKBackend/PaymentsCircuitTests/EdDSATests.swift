import Cryptography
import PaymentsCircuit
import Primitives
import TestSupport
import Testing

@Suite("EdDSA over Baby Jubjub")
struct EdDSATests {
    typealias Fr = BN254.Fr

    private let key = SigningKey(seed: [1, 2, 3])
    private let message = Fr(42)

    @Test("A signature that circomlib publishes verifies")
    func published() throws {
        let publicKey = try BabyJubjubTests.point(
            "13277427435165878497778222415993513565335242147425444199013288855685581939618",
            "13622229784656158136036771217484571176836296686641868549125388198837476602820"
        )
        let r = try BabyJubjubTests.point(
            "11384336176656855268977457483345535180380036354188103142384839473266348197733",
            "15383486972088797283337779941324724402501462225528836549661220478783371668959"
        )
        let s = "1672775540645840396591609181675628451599263765380031905495115170613215233181"
        let signature = EdDSA.Signature(r: r, s: try #require(UInt256(decimal: s)))
        // The bytes 00 01 .. 09 00 00, read with the least significant first.
        let message = Fr(reducing: try #require(UInt256(hex: "0x000009080706050403020100")))
        #expect(EdDSA.verify(signature, message: message, publicKey: publicKey))
        #expect(!EdDSA.verify(signature, message: message + .one, publicKey: publicKey))
    }

    @Test("A signature verifies for its key and message alone")
    func signing() {
        let signature = key.sign(message)
        #expect(key.publicKey.isOnCurve && key.publicKey.multiplied(by: BabyJubjub.order) == .identity)
        #expect(EdDSA.verify(signature, message: message, publicKey: key.publicKey))
        #expect(!EdDSA.verify(signature, message: message + .one, publicKey: key.publicKey))
        #expect(!EdDSA.verify(signature, message: message, publicKey: SigningKey(seed: [1, 2, 4]).publicKey))
        #expect(!EdDSA.verify(signature, message: message, publicKey: -key.publicKey))
    }

    @Test("Signing is deterministic, and no two messages share a nonce")
    func nonces() {
        #expect(SigningKey(seed: [1, 2, 3]).sign(message) == key.sign(message))
        #expect(key.sign(message).r != key.sign(message + .one).r)
        #expect(SigningKey(seed: [1, 2, 4]).sign(message).r != key.sign(message).r)
    }

    @Test("Each changed part is refused")
    func tampering() {
        let signature = key.sign(message)
        var changed = signature
        changed.r = -signature.r
        #expect(!EdDSA.verify(changed, message: message, publicKey: key.publicKey))
        changed.r = signature.r + BabyJubjub.base
        #expect(!EdDSA.verify(changed, message: message, publicKey: key.publicKey))
        changed = signature
        changed.s = signature.s ^ 1
        #expect(!EdDSA.verify(changed, message: message, publicKey: key.publicKey))
    }

    @Test("A response that is not below the order is refused")
    func canonicalResponse() {
        var signature = key.sign(message)
        signature.s = signature.s &+ BabyJubjub.order
        #expect(!EdDSA.verify(signature, message: message, publicKey: key.publicKey))
    }

    @Test("A key or a nonce beside the curve is refused")
    func offCurve() {
        var signature = key.sign(message)
        var publicKey = key.publicKey
        publicKey.y += .one
        #expect(!EdDSA.verify(signature, message: message, publicKey: publicKey))
        signature.r.y += .one
        #expect(!EdDSA.verify(signature, message: message, publicKey: key.publicKey))
    }
}
