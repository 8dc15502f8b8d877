/// Policy of the pool, as go-ethereum's; none of it is consensus.
public enum MempoolLimits {
    /// Greatest encoded length of a transaction, in bytes (go-ethereum: four slots of 32 KiB).
    public static let transactionByteLimit = 131_072
    /// How far a nonce may lie beyond the account's (go-ethereum's queue of an account).
    public static let futureNonceLimit: UInt64 = 64
    /// Greatest length of a blob transaction with its blobs, in bytes (go-ethereum's pool of blobs).
    public static let blobTransactionByteLimit = 1 << 20
    /// By how much a replacement must raise both fees, in percent of the replaced ones.
    public static let replacementBumpPercent: UInt64 = 10
    /// By how much a replacement with blobs must raise all three fees, in percent: blobs are dear to pass on.
    public static let blobReplacementBumpPercent: UInt64 = 100
    /// Least price of blob gas that an offer must reach, in wei: blob gas is never cheaper (EIP-4844,
    /// `MIN_BASE_FEE_PER_BLOB_GAS`).
    public static let leastBlobFee: UInt64 = 1
}
