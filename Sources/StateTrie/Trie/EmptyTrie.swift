public import Primitives

/// The trie without entries.
public enum EmptyTrie {
    /// Keccak-256 of the RLP of the empty string (Yellow Paper, appendix D).
    public static let root = Bytes32(
        w0: 0x56e8_1f17_1bcc_55a6,
        w1: 0xff83_45e6_92c0_f86e,
        w2: 0x5b48_e01b_996c_adc0,
        w3: 0x0162_2fb5_e363_b421
    )
}
