public import Primitives

/// An account as the state trie holds it (Yellow Paper, section 4.1).
public struct Account: Hashable, Sendable {
    /// Transactions sent, or contracts created.
    public var nonce: UInt64
    /// Balance in wei.
    public var balance: UInt256
    /// Root of the account's storage trie.
    public var storageRoot: Bytes32
    /// Keccak-256 of the account's code.
    public var codeHash: Bytes32

    /// Joins the four parts; the defaults are those of an account without history.
    public init(
        nonce: UInt64 = 0,
        balance: UInt256 = .zero,
        storageRoot: Bytes32 = EmptyTrie.root,
        codeHash: Bytes32 = Keccak256.empty
    ) {
        self.nonce = nonce
        self.balance = balance
        self.storageRoot = storageRoot
        self.codeHash = codeHash
    }

    /// Reads the RLP of an account strictly.
    ///
    /// - Throws: `RLPError` when the bytes are not what `encoded` gives.
    public init(decoding bytes: [UInt8]) throws(RLPError) {
        try self.init(decoding: bytes[...])
    }

    init(decoding bytes: ArraySlice<UInt8>) throws(RLPError) {
        var outer = RLPDecoder(bytes)
        var fields = try outer.readList()
        try outer.finish()
        nonce = try fields.readUInt64()
        balance = try fields.readUInt256()
        storageRoot = try fields.readBytes32()
        codeHash = try fields.readBytes32()
        try fields.finish()
    }

    /// The RLP that the state trie holds.
    public var encoded: [UInt8] {
        RLPEncoder.encodeList { list in
            list.append(nonce)
            list.append(balance)
            list.append(storageRoot)
            list.append(codeHash)
        }
    }

    /// True without nonce, balance and code (EIP-161, "empty").
    public var isEmpty: Bool {
        nonce == 0 && balance.isZero && codeHash == Keccak256.empty
    }
}
