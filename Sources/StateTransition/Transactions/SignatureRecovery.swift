import Accelerators
public import Primitives

/// Recovery of public keys from the signatures of transactions and authorizations.
enum SignatureRecovery {
    /// Order of secp256k1's group.
    static let groupOrder = UInt256(
        l0: 0xbfd2_5e8c_d036_4141,
        l1: 0xbaae_dce6_af48_a03b,
        l2: 0xffff_ffff_ffff_fffe,
        l3: 0xffff_ffff_ffff_ffff
    )

    /// Greatest s that is accepted: half of the group's order, rounded down (EIP-2).
    static let greatestS = groupOrder >> 1

    /// Whether the rules let a signature stand for anybody: parity 0 or 1, r in range, s in the lower half of its
    /// range.
    private static func isInRange(r: UInt256, s: UInt256, yParity: UInt8) -> Bool {
        yParity <= 1 && !r.isZero && r < groupOrder && !s.isZero && s <= greatestS
    }

    /// The public key x || y (64 bytes), or nil when a part of the signature is out of range or no key fits.
    static func publicKey(of hash: Bytes32, r: UInt256, s: UInt256, yParity: UInt8) -> [UInt8]? {
        guard isInRange(r: r, s: s, yParity: yParity) else { return nil }
        let message = hash.bytes
        let signature = r.bigEndianBytes + s.bigEndianBytes
        var key = [UInt8](repeating: 0, count: 64)
        let status = zkvm_secp256k1_ecrecover(message, signature, yParity, &key)
        return status == ZKVM_EOK ? key : nil
    }

    /// Whether `publicKey(of:r:s:yParity:)` gives a certain key.
    static func gives(_ key: ArraySlice<UInt8>, for hash: Bytes32, r: UInt256, s: UInt256, yParity: UInt8) -> Bool {
        guard key.count == 64, isInRange(r: r, s: s, yParity: yParity) else { return false }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 96) { buffer in
            key.withUnsafeBufferPointer { key in
                guard let message = buffer.baseAddress, let key = key.baseAddress else { return false }
                let signature = message + 32
                hash.storeBigEndian(to: message)
                r.storeBigEndian(to: signature)
                s.storeBigEndian(to: signature + 32)
                var isRecovered = false
                let status = zkvm_secp256k1_is_recovered(message, signature, yParity, key, &isRecovered)
                return status == ZKVM_EOK && isRecovered
            }
        }
    }
}

extension Address {
    /// Address of the account that a public key controls: the last 20 bytes of keccak256(x || y).
    ///
    /// - Parameter publicKey: 64 bytes.
    public init(publicKey: [UInt8]) {
        self.init(publicKey: publicKey[...])
    }

    init(publicKey: ArraySlice<UInt8>) {
        self.init(truncating: Keccak256.hash(publicKey).uint256)
    }
}
