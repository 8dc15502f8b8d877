public import Primitives

/// An ECDSA signature on secp256k1 with the parity that lets its signer be recovered.
public struct Signature: Hashable, Sendable {
    /// The x coordinate of the nonce point modulo n, in 1..<n.
    public let r: UInt256
    /// The proof scalar, in 1...n/2 (EIP-2).
    public let s: UInt256
    /// The parity of the nonce point's y coordinate: 0 or 1.
    public let yParity: UInt8

    /// The signature with these parts, which are not checked.
    public init(r: UInt256, s: UInt256, yParity: UInt8) {
        self.r = r
        self.s = s
        self.yParity = yParity
    }
}

/// A private key of an externally owned account.
///
/// The host alone signs: keys of a simulation are seeds, not secrets, so nothing here hides them in memory.
public struct PrivateKey: Hashable, Sendable {
    /// The key, in 1..<n.
    public let scalar: Bytes32
    /// The public key, 64 bytes x || y.
    public let publicKey: [UInt8]
    /// The account's address: the last 20 bytes of the public key's Keccak-256.
    public let address: Address

    /// The key with this value, or nil when it is not in 1..<n.
    public init?(_ scalar: Bytes32) {
        let bytes = scalar.bytes
        var isValid = false
        publicKey = [UInt8](unsafeUninitializedCapacity: 64) { output, count in
            guard let output = output.baseAddress else { return }
            output.initialize(repeating: 0, count: 64)
            isValid = Secp256k1.isPrivateKey(bytes) && Secp256k1.publicKey(of: bytes, output: output)
            count = 64
        }
        guard isValid else { return nil }
        self.scalar = scalar
        address = Address(truncating: Keccak256.hash(publicKey).uint256)
    }

    /// Signs a 32-byte hash, with the deterministic nonce of RFC 6979 and s in the lower half.
    public func sign(_ hash: Bytes32) -> Signature {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { output in
            guard let bytes = output.baseAddress,
                let recoveryID = Secp256k1.sign(hash: hash.bytes, privateKey: scalar.bytes, output: bytes)
            else {
                // The key was checked when it was made, and RFC 6979 finds a nonce for every hash.
                preconditionFailure("libsecp256k1 did not sign with a valid key")
            }
            // Recovery identifiers 2 and 3 need an r with x >= n, which no known hash gives (probability 2^-127).
            return Signature(
                r: UInt256(bigEndianAt: bytes),
                s: UInt256(bigEndianAt: bytes + 32),
                yParity: recoveryID & 1
            )
        }
    }
}
