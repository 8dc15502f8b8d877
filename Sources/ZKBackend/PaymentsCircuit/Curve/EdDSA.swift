package import Cryptography
package import Primitives

/// Signatures over Baby Jubjub with Poseidon as their hash function.
///
/// (R, S) signs the element M under the key A when S B = R + 8 h A, with h = Poseidon(R.x, R.y, A.x, A.y, M):
/// circomlib's `EdDSAPoseidon`. The factor 8 clears whatever of A lies outside the group of prime order. How keys and
/// nonces come from a seed is our own: a verifier cannot tell.
package enum EdDSA {
    /// A signature.
    package struct Signature: Equatable, Sendable {
        /// The nonce's point R.
        package var r: BabyJubjub.Point
        /// The response S, below the order l.
        package var s: UInt256

        /// Joins the parts of a signature, unchecked.
        package init(r: BabyJubjub.Point, s: UInt256) {
            self.r = r
            self.s = s
        }
    }

    /// Whether a signature holds for a message under a public key.
    ///
    /// False for a key or R that is no point of the curve, and for S that is not below l.
    package static func verify(
        _ signature: Signature,
        message: BN254.Fr,
        publicKey: BabyJubjub.Point
    ) -> Bool {
        guard publicKey.isOnCurve, signature.r.isOnCurve, signature.s < BabyJubjub.order else { return false }
        let challenge = challenge(r: signature.r, publicKey: publicKey, message: message)
        let key = publicKey.multiplied(by: 8).multiplied(by: challenge.value)
        return BabyJubjub.base.multiplied(by: signature.s) == signature.r + key
    }

    /// The challenge h.
    static func challenge(r: BabyJubjub.Point, publicKey: BabyJubjub.Point, message: BN254.Fr) -> BN254.Fr {
        Poseidon.five.hash([r.x, r.y, publicKey.x, publicKey.y, message])
    }
}

/// A key that signs payments.
package struct SigningKey: Sendable {
    /// The secret scalar, from 1 to l - 1.
    private let scalar: UInt256
    /// The secret from which nonces come.
    private let nonceSecret: [UInt8]
    /// The public key, scalar times the base point.
    package let publicKey: BabyJubjub.Point

    /// The key that follows from a secret seed of any length.
    package init(seed: [UInt8]) {
        scalar = Self.scalar(label: "rollupsim payments key", seed)
        nonceSecret = Self.digest(Array("rollupsim payments nonce secret".utf8) + seed)
        publicKey = BabyJubjub.base.multiplied(by: scalar)
    }

    /// Signs an element.
    ///
    /// The nonce follows from key and message, so that no random number can repeat or leak.
    package func sign(_ message: BN254.Fr) -> EdDSA.Signature {
        let nonce = Self.scalar(label: "rollupsim payments nonce", nonceSecret + message.bigEndianBytes)
        let r = BabyJubjub.base.multiplied(by: nonce)
        let challenge = EdDSA.challenge(r: r, publicKey: publicKey, message: message)
        let order = BabyJubjub.order
        let answer = challenge.value.multipliedModulo(scalar, order).multipliedModulo(8, order)
        return EdDSA.Signature(r: r, s: nonce.addingModulo(answer, order))
    }

    /// A scalar from 1 to l - 1: 512 bits of SHA-256, reduced, so that no scalar is likelier than another.
    private static func scalar(label: String, _ bytes: [UInt8]) -> UInt256 {
        var counter: UInt8 = 0
        while true {
            let halves = [counter, counter &+ 1].map { index in
                UInt256(truncatingBigEndian: digest(Array(label.utf8) + [index] + bytes))
            }
            let order = BabyJubjub.order
            // 2^256 mod l, from 2^255, which is a word.
            let radix = (UInt256(1) << 255).multipliedModulo(2, order)
            let scalar = halves[0].multipliedModulo(radix, order).addingModulo(halves[1], order)
            if scalar != UInt256() { return scalar }
            counter &+= 2
        }
    }

    private static func digest(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBytes { input in
            [UInt8](unsafeUninitializedCapacity: 32) { output, count in
                guard let start = output.baseAddress else { return }
                SHA256.hash(input.baseAddress, count: input.count, to: start)
                count = 32
            }
        }
    }
}
