public import Primitives

/// EIP-8357's registry: which verification key proofs of the protocol's own programs must be made for.
///
/// A key is registered with the schema id that its program answers with, and becomes the current one. Keys are never
/// taken out; an old one can be made current again. Only the protocol writes, and anyone reads.
public enum VerificationKeyRegistry {
    /// Where it stands on every chain.
    public static let address = Address(
        w0: 0x0000_5e9c,
        w1: 0x1447_c1a0_5a64_2ec9,
        w2: 0xeb76_d9c1_2546_8357
    )

    /// The runtime code as published: the variant whose value is a schema id of two bytes.
    ///
    /// Source: l2beat/native-rollups at commit 438057f0 (EIP-8357, whose own text has another bound for the value).
    public static let runtimeCode =
        Hex.decode(
            "3460a1573373fffffffffffffffffffffffffffffffffffffffe14604a576020360360a1575f3580602c57545b801560a157"
                + "5f52600160205260405f2054801560a15760205260405ff35b602036146085576040360360a1575f35801560a157805f5260"
                + "0160205260405f20805460a157602035801560a1578060101c60a15790555f55005b5f35801560a157805f52600160205260"
                + "405f20541560a1575f55005b5f5ffd"
        ) ?? []

    /// Storage slot of the current key.
    public static let currentKeySlot = UInt256.zero
    /// Storage slot of the mapping from keys to schema ids.
    public static let schemaMappingSlot = UInt256.one

    /// Storage slot of a key's schema id.
    public static func schemaSlot(of key: Bytes32) -> UInt256 {
        Keccak256.hash(key.bytes + schemaMappingSlot.bigEndianBytes).uint256
    }

    /// Storage of a registry that starts with one key, its current one.
    public static func genesisStorage(key: Bytes32, schemaId: UInt16) -> [UInt256: UInt256] {
        [currentKeySlot: key.uint256, schemaSlot(of: key): UInt256(UInt64(schemaId))]
    }

    /// Calldata with which the protocol registers a new key and makes it current.
    public static func register(_ key: Bytes32, schemaId: UInt16) -> [UInt8] {
        key.bytes + UInt256(UInt64(schemaId)).bigEndianBytes
    }

    /// Calldata with which the protocol makes a registered key current again.
    public static func reactivate(_ key: Bytes32) -> [UInt8] { key.bytes }

    /// Calldata with which anyone reads an entry, the current one without a key.
    public static func read(_ key: Bytes32 = .zero) -> [UInt8] { key.bytes }
}
