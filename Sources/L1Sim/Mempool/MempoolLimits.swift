/// Policy of the pool, as go-ethereum's; none of it is consensus.
public enum MempoolLimits {
    /// Greatest encoded length of a transaction, in bytes (go-ethereum: four slots of 32 KiB).
    public static let transactionByteLimit = 131_072
    /// How far a nonce may lie beyond the account's (go-ethereum's queue of an account).
    public static let futureNonceLimit: UInt64 = 64
    /// By how much a replacement must raise both fees, in percent of the replaced ones.
    public static let replacementBumpPercent: UInt64 = 10
}
