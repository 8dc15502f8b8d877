/// What is read of an artifact at most, so that no file can ask for more work or memory than its length.
public enum ContractLimits {
    /// Bytes of an artifact file; what compilers write for one contract is a tenth of it.
    public static let maxArtifactByteCount = 4 << 20
    /// Functions, events, errors and the like of one contract.
    public static let maxEntryCount = 1_024
    /// Parameters of one function, event or error, and fields of one struct.
    public static let maxParameterCount = 64
    /// Arrays and structs in one another; below `ABI.maxDepth`, which the decoder accepts.
    public static let maxTypeDepth = 8
    /// Words that the part of a type takes which is there whatever the value.
    public static let maxStaticWordCount = 4_096
    /// Bytes of a name.
    public static let maxNameByteCount = 128
    /// Bytes of init code, arguments included (EIP-3860 `MAX_INITCODE_SIZE`).
    public static let maxInitCodeByteCount = 49_152
}
