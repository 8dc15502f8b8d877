package import Groth16

/// A signature in a circuit, not yet verified.
package struct CircuitSignature: Sendable {
    /// The nonce's point R.
    package let r: CircuitPoint
    /// The 251 bits of the response S.
    package let s: [LinearCombination]
}

extension ConstraintBuilder {
    /// A new signature.
    ///
    /// 251 constraints, for the bits of S.
    package mutating func allocateSignature(_ signature: EdDSA.Signature) -> CircuitSignature {
        CircuitSignature(
            r: allocatePoint(signature.r),
            s: allocateBits("bits of S", signature.s, count: Self.scalarBitCount)
        )
    }

    /// Demands, if `isActive` is one, that a signature holds for a message under a key; the key's point is on the curve
    /// in any case.
    ///
    /// `EdDSA.verify` with two differences. R is compared with S B - 8 h A, so it need not be shown to be on the curve.
    /// S may be any integer of 251 bits: S + l, where it fits, is another spelling of the same signature, of the same
    /// message, and signatures are published nowhere.
    package mutating func verify(
        _ signature: CircuitSignature,
        message: LinearCombination,
        publicKey: CircuitPoint,
        isActive: LinearCombination
    ) {
        within("signature") { builder in
            builder.constrainOnCurve(publicKey)
            let challenge = builder.poseidon(
                .five,
                [signature.r.x, signature.r.y, publicKey.x, publicKey.y, message]
            )
            let challengeBits = builder.canonicalBits("bits of the challenge", of: challenge)
            var eightfold = publicKey
            for _ in 0..<3 { eightfold = builder.doubled(eightfold) }
            let response = builder.baseMultiple(signature.s)
            let r = builder.sum(response, -builder.multiple(challengeBits, of: eightfold))
            builder.constrainZero("R.x", r.x - signature.r.x, if: isActive)
            builder.constrainZero("R.y", r.y - signature.r.y, if: isActive)
        }
    }
}
