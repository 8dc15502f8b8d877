/// Bounds of the input's lists (EIP-8025, execution-specs `stateless_ssz.py`).
public enum InputLimits {
    /// Bytes of a header's `extra_data`.
    public static let extraDataByteCount = 32
    /// Bytes of one trie node of the witness.
    public static let nodeByteCount = 1 << 10
    /// Bytes of one contract code of the witness (EIP-7954).
    public static let codeByteCount = 1 << 16
    /// Bytes of one header of the witness.
    public static let headerByteCount = 1 << 10
    /// Headers of the witness: as many as `BLOCKHASH` reaches.
    public static let headerCount = 256
    /// Bytes of one public key: the tag 0x04, then x and y.
    public static let publicKeyByteCount = 65
}
