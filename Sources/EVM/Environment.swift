public import Primitives

/// What a block's header tells the code that runs in it.
public struct BlockEnvironment: Sendable {
    /// NUMBER.
    public var number: UInt64
    /// TIMESTAMP, in seconds.
    public var timestamp: UInt64
    /// COINBASE: who receives the priority fees.
    public var coinbase: Address
    /// GASLIMIT, in gas.
    public var gasLimit: UInt64
    /// BASEFEE, in wei per gas (EIP-3198).
    public var baseFee: UInt256
    /// PREVRANDAO (EIP-4399).
    public var prevRandao: Bytes32
    /// BLOBBASEFEE, in wei per blob gas (EIP-7516).
    public var blobBaseFee: UInt256
    /// CHAINID (EIP-1344).
    public var chainId: UInt64
    /// Hashes of the blocks before, the parent's first; at most 256 are read (BLOCKHASH).
    public var ancestorHashes: [Bytes32]

    /// Takes the block's values, which the EVM trusts: header rules are checked by whoever executes the block.
    public init(
        number: UInt64,
        timestamp: UInt64,
        coinbase: Address,
        gasLimit: UInt64,
        baseFee: UInt256,
        prevRandao: Bytes32,
        blobBaseFee: UInt256,
        chainId: UInt64,
        ancestorHashes: [Bytes32]
    ) {
        self.number = number
        self.timestamp = timestamp
        self.coinbase = coinbase
        self.gasLimit = gasLimit
        self.baseFee = baseFee
        self.prevRandao = prevRandao
        self.blobBaseFee = blobBaseFee
        self.chainId = chainId
        self.ancestorHashes = ancestorHashes
    }
}

/// What a transaction tells the code that runs in it.
public struct TransactionEnvironment: Sendable {
    /// ORIGIN: the sender of the transaction.
    public var origin: Address
    /// GASPRICE: the effective price, in wei per gas.
    public var gasPrice: UInt256
    /// BLOBHASH: versioned hashes of the transaction's blobs (EIP-4844).
    public var blobHashes: [Bytes32]
    /// What precompiles from outside the EVM may rely on: statements that are proved before the transaction may stand
    /// in a block.
    public var proofs: TransactionProofs

    /// Takes the transaction's values, which the EVM trusts; without `blobHashes` and `proofs` it carries neither.
    public init(
        origin: Address,
        gasPrice: UInt256,
        blobHashes: [Bytes32] = [],
        proofs: TransactionProofs = .none
    ) {
        self.origin = origin
        self.gasPrice = gasPrice
        self.blobHashes = blobHashes
        self.proofs = proofs
    }
}
