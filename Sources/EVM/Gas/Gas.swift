/// Gas costs and limits of the EVM (Yellow Paper, appendix G, as amended by the EIP named beside each).
public enum Gas {
    // Tiers of the appendix.

    /// JUMPDEST.
    public static let jumpDestination: UInt64 = 1
    /// Tier base: environment reads, POP, PUSH0 (EIP-3855).
    public static let base: UInt64 = 2
    /// Tier verylow: additions, comparisons, stack and memory access.
    public static let veryLow: UInt64 = 3
    /// Tier low: multiplication, division, SIGNEXTEND, CLZ (EIP-7939), SELFBALANCE (EIP-1884).
    public static let low: UInt64 = 5
    /// Tier mid: ADDMOD, MULMOD, JUMP.
    public static let middle: UInt64 = 8
    /// Tier high: JUMPI.
    public static let high: UInt64 = 10
    /// BLOCKHASH.
    public static let blockHash: UInt64 = 20
    /// BLOBHASH (EIP-4844).
    public static let blobHash: UInt64 = 3

    /// EXP, without its exponent.
    public static let exponentiation: UInt64 = 10
    /// EXP, for each byte of the exponent (EIP-160).
    public static let exponentByte: UInt64 = 50
    /// KECCAK256, without its words.
    public static let keccak256: UInt64 = 30
    /// KECCAK256, for each word.
    public static let keccak256Word: UInt64 = 6
    /// CODECOPY and its kin, for each word copied; MCOPY too (EIP-5656).
    public static let copyWord: UInt64 = 3

    // Memory (appendix H.1).

    /// For each word of memory.
    public static let memoryWord: UInt64 = 3
    /// The square of the number of words is divided by this.
    public static let memoryQuadraticDivisor: UInt64 = 512

    // State access (EIP-2929).

    /// First access of an address in a transaction.
    public static let coldAccountAccess: UInt64 = 2600
    /// First access of a storage slot in a transaction.
    public static let coldStorageAccess: UInt64 = 2100
    /// Any later access.
    public static let warmAccess: UInt64 = 100
    /// TLOAD and TSTORE (EIP-1153).
    public static let transientAccess: UInt64 = 100

    // SSTORE (EIP-2200, as changed by EIP-2929 and EIP-3529).

    /// SSTORE needs more than this.
    public static let storageStipendSentry: UInt64 = 2300
    /// From zero to a value.
    public static let storageSet: UInt64 = 20000
    /// From a value to another, with the cold access taken off (5000 - 2100).
    public static let storageReset: UInt64 = 2900
    /// Refund for clearing a slot: `storageReset` and the price of an access list's key (EIP-3529).
    public static let storageClearRefund: UInt64 = 4800

    // Logs.

    /// LOG0 to LOG4.
    public static let log: UInt64 = 375
    /// For each topic.
    public static let logTopic: UInt64 = 375
    /// For each byte of data.
    public static let logByte: UInt64 = 8

    // Calls and creations.

    /// A call that moves value.
    public static let callValue: UInt64 = 9000
    /// Given to the callee when value moves.
    public static let callStipend: UInt64 = 2300
    /// A call or self-destruction that brings a new account into being (EIP-161).
    public static let newAccount: UInt64 = 25000
    /// A caller keeps one part in this many (EIP-150).
    public static let callGasRetentionDivisor: UInt64 = 64
    /// CREATE and CREATE2.
    public static let create: UInt64 = 32000
    /// For each word of init code (EIP-3860).
    public static let initCodeWord: UInt64 = 2
    /// For each byte of deposited code.
    public static let codeDepositByte: UInt64 = 200
    /// SELFDESTRUCT (EIP-150).
    public static let selfDestruct: UInt64 = 5000

    // Limits.

    /// Largest deposited code in bytes (EIP-170).
    public static let maxCodeSize = 24576
    /// Largest init code in bytes (EIP-3860).
    public static let maxInitCodeSize = 2 * maxCodeSize
    /// Items on a stack.
    static let stackLimit = 1024
    /// Calls below the top-level message.
    static let callDepthLimit = 1024
    /// Ancestors that BLOCKHASH sees.
    static let blockHashWindow: UInt64 = 256

    /// Words that hold `byteCount` bytes, rounded up.
    @inlinable
    @inline(__always)
    static func words(_ byteCount: UInt64) -> UInt64 {
        byteCount >> 5 &+ (byteCount & 31 == 0 ? 0 : 1)
    }

    /// All but one 64th of `gas` (EIP-150), what a call or creation may take along.
    @inlinable
    @inline(__always)
    static func callable(_ gas: UInt64) -> UInt64 {
        gas &- gas / callGasRetentionDivisor
    }
}
