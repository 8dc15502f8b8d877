import CSecp256k1

/// ECDSA on secp256k1, by libsecp256k1, on raw bytes.
///
/// The library aborts the process on arguments that its documentation forbids, so each is checked before a call.
enum Secp256k1 {
    /// One context for all threads: the library only reads it once it is made.
    private static let context = Context()

    private struct Context: @unchecked Sendable {
        // Safety: never destroyed, and never passed to a function that changes it.
        let pointer = secp256k1_context_create(UInt32(SECP256K1_CONTEXT_SIGN | SECP256K1_CONTEXT_VERIFY))
    }

    /// Writes the public key x || y (64 bytes) that made `signature` (r || s) for `hash`; false when there is none.
    static func recover(
        hash: UnsafePointer<UInt8>,
        signature: UnsafePointer<UInt8>,
        recoveryID: UInt8,
        output: UnsafeMutablePointer<UInt8>
    ) -> Bool {
        guard recoveryID <= 3, let context = context.pointer else { return false }
        var parsed = secp256k1_ecdsa_recoverable_signature()
        var key = secp256k1_pubkey()
        guard
            secp256k1_ecdsa_recoverable_signature_parse_compact(context, &parsed, signature, Int32(recoveryID)) == 1,
            secp256k1_ecdsa_recover(context, &key, &parsed, hash) == 1
        else { return false }
        return serialize(&key, to: output, context)
    }

    /// Whether `signature` (r || s, s in either half) is valid; nil when `publicKey` (x || y) is not on the curve.
    static func verify(
        hash: UnsafePointer<UInt8>,
        signature: UnsafePointer<UInt8>,
        publicKey: UnsafePointer<UInt8>
    ) -> Bool? {
        guard let context = context.pointer else { return nil }
        var key = secp256k1_pubkey()
        let isPoint = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 65) { encoded in
            guard let bytes = encoded.baseAddress else { return false }
            bytes.initialize(to: 4)
            (bytes + 1).initialize(from: publicKey, count: 64)
            return secp256k1_ec_pubkey_parse(context, &key, bytes, 65) == 1
        }
        guard isPoint else { return nil }
        var parsed = secp256k1_ecdsa_signature()
        guard secp256k1_ecdsa_signature_parse_compact(context, &parsed, signature) == 1 else { return false }
        // The library verifies only the lower of s and n - s.
        var normalized = secp256k1_ecdsa_signature()
        _ = secp256k1_ecdsa_signature_normalize(context, &normalized, &parsed)
        return secp256k1_ecdsa_verify(context, &normalized, hash, &key) == 1
    }

    /// Whether 32 big-endian bytes are a private key, in 1..<n.
    static func isPrivateKey(_ key: UnsafePointer<UInt8>) -> Bool {
        guard let context = context.pointer else { return false }
        return secp256k1_ec_seckey_verify(context, key) == 1
    }

    /// Writes the public key x || y (64 bytes) of a valid private key; false when the key is not valid.
    static func publicKey(of privateKey: UnsafePointer<UInt8>, output: UnsafeMutablePointer<UInt8>) -> Bool {
        guard let context = context.pointer else { return false }
        var key = secp256k1_pubkey()
        guard secp256k1_ec_pubkey_create(context, &key, privateKey) == 1 else { return false }
        return serialize(&key, to: output, context)
    }

    /// Writes r || s (64 bytes), s in the lower half, with the nonce of RFC 6979, and returns the nonce point's parity.
    static func sign(
        hash: UnsafePointer<UInt8>,
        privateKey: UnsafePointer<UInt8>,
        output: UnsafeMutablePointer<UInt8>
    ) -> UInt8? {
        guard let context = context.pointer else { return nil }
        var signature = secp256k1_ecdsa_recoverable_signature()
        guard secp256k1_ecdsa_sign_recoverable(context, &signature, hash, privateKey, nil, nil) == 1 else { return nil }
        var recoveryID: Int32 = 0
        guard
            secp256k1_ecdsa_recoverable_signature_serialize_compact(context, output, &recoveryID, &signature) == 1
        else { return nil }
        return UInt8(truncatingIfNeeded: recoveryID)
    }

    private static func serialize(
        _ key: inout secp256k1_pubkey,
        to output: UnsafeMutablePointer<UInt8>,
        _ context: OpaquePointer
    ) -> Bool {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 65) { encoded in
            guard let bytes = encoded.baseAddress else { return false }
            var length = 65
            guard secp256k1_ec_pubkey_serialize(context, bytes, &length, &key, UInt32(SECP256K1_EC_UNCOMPRESSED)) == 1
            else { return false }
            output.update(from: bytes + 1, count: 64)
            return true
        }
    }
}
