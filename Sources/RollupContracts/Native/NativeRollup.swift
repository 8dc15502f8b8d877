public import Primitives

/// `NativeRollup.vy` on L1: follows one L2 chain by EXECUTE, and holds its ETH in escrow.
///
/// Where the contract reads the payload, and what each entry touches, stands at the entries of the Vyper source.
public enum NativeRollup {
    /// Least gas limit of an L2 block that the contract can be deployed with: the longest message fits in.
    public static let minimumL2GasLimit: UInt64 = 1_000_000

    /// L2 genesis as the contract is deployed with it.
    public struct Genesis: Hashable, Sendable {
        /// Chain id of the L2.
        public var chainId: UInt64
        /// Gas limit of every L2 block: at least 1,000,000.
        public var gasLimit: UInt64
        /// Hash of the genesis header.
        public var blockHash: Bytes32
        /// State root of the genesis.
        public var stateRoot: Bytes32
        /// Timestamp of the genesis, in seconds.
        public var timestamp: UInt64
        /// Account whose `sentMessages` are claimed on L1.
        public var messenger: Address
        /// Hash of the verification key that proofs must be made for; zero to follow the registry (EIP-8357).
        public var verificationKeyHash: Bytes32

        /// The genesis of a rollup whose messenger stands where it always does unless another place is given.
        public init(
            chainId: UInt64,
            gasLimit: UInt64,
            blockHash: Bytes32,
            stateRoot: Bytes32,
            timestamp: UInt64,
            messenger: Address = L2Messenger.address,
            verificationKeyHash: Bytes32 = .zero
        ) {
            self.chainId = chainId
            self.gasLimit = gasLimit
            self.blockHash = blockHash
            self.stateRoot = stateRoot
            self.timestamp = timestamp
            self.messenger = messenger
            self.verificationKeyHash = verificationKeyHash
        }
    }

    /// Init code of a deployment, whose value is the escrow behind the ETH that the L2 genesis gives to its accounts.
    ///
    /// - Parameters:
    ///   - genesis: The L2 genesis.
    ///   - missingCheck: The check that the contract goes without; nil for none, as it should be.
    /// - Returns: Creation code and arguments.
    public static func initCode(_ genesis: Genesis, without missingCheck: MissingCheck? = nil) -> [UInt8] {
        (missingCheck?.artifact ?? artifact).initCode([
            .uint(UInt256(genesis.chainId)),
            .uint(UInt256(genesis.gasLimit)),
            .bytes32(genesis.blockHash),
            .bytes32(genesis.stateRoot),
            .uint(UInt256(genesis.timestamp)),
            .address(genesis.messenger),
            .bytes32(genesis.verificationKeyHash),
        ])
    }

    /// L2 blocks whose state roots messages can be claimed against, the head included.
    public static let stateRootRingLength: UInt64 = 8191

    /// Extra data of an L2 header whose anchor is an L1 block: the block's number in 8 bytes, big-endian.
    ///
    /// The same header's parent beacon block root is the hash of that L1 block.
    public static func extraData(anchorBlockNumber: UInt64) -> [UInt8] {
        Array(UInt256(anchorBlockNumber).bigEndianBytes.suffix(8))
    }

    /// Number of the L1 block that a header's extra data names; nil unless it is 8 bytes long.
    public static func anchorBlockNumber(extraData: [UInt8]) -> UInt64? {
        guard extraData.count == 8 else { return nil }
        return extraData.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
}
