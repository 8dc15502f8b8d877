public import Primitives

/// `OptimisticRollup.vy` on L1: takes a proposer's word for an L2 chain after a window, and holds its ETH in escrow.
///
/// Nothing on L1 checks a proposal, and nobody can stop a wrong one. Sending messages, claiming them, and the slots of
/// the head are as in `NativeRollup`, whose calldata and events therefore serve both (a test compares the ABIs).
public enum OptimisticRollup {
    /// The contract as it is deployed.
    public struct Genesis: Hashable, Sendable {
        /// Hash of the genesis header.
        public var blockHash: Bytes32
        /// State root of the genesis.
        public var stateRoot: Bytes32
        /// Timestamp of the genesis, in seconds.
        public var timestamp: UInt64
        /// Account whose `sentMessages` are claimed on L1.
        public var messenger: Address
        /// Whose proposals are taken; zero for everybody's.
        public var proposer: Address
        /// Seconds between a proposal and its finality.
        public var challengeWindow: UInt64
        /// Whether the transactions of L2 blocks are in blobs, and not in calldata.
        public var usesBlobs: Bool

        /// The genesis of a rollup whose messenger stands where it always does unless another place is given.
        public init(
            blockHash: Bytes32,
            stateRoot: Bytes32,
            timestamp: UInt64,
            messenger: Address = L2Messenger.address,
            proposer: Address,
            challengeWindow: UInt64,
            usesBlobs: Bool = false
        ) {
            self.blockHash = blockHash
            self.stateRoot = stateRoot
            self.timestamp = timestamp
            self.messenger = messenger
            self.proposer = proposer
            self.challengeWindow = challengeWindow
            self.usesBlobs = usesBlobs
        }
    }

    /// Longest window that the contract can be deployed with, in seconds: 365 days.
    public static let maximumChallengeWindow: UInt64 = 31_536_000

    /// Most blobs of one proposal.
    public static let maxBlobCount = 6

    /// Bytes of transactions, as the RLP list that they are posted as, which the contract accepts in one proposal.
    public static let maxBatchByteCount = 131_072

    /// Init code of a deployment, whose value is the escrow behind the ETH that the L2 genesis gives to its accounts.
    public static func initCode(_ genesis: Genesis) -> [UInt8] {
        artifact.initCode([
            .bytes32(genesis.blockHash),
            .bytes32(genesis.stateRoot),
            .uint(UInt256(genesis.timestamp)),
            .address(genesis.messenger),
            .address(genesis.proposer),
            .uint(UInt256(genesis.challengeWindow)),
            .bool(genesis.usesBlobs),
        ])
    }

    /// Storage slots of the contract, beside those of `NativeRollup.Slot` that it shares: head, messages, escrow.
    public enum Slot {
        /// Number of the newest final L2 block.
        public static var finalNumber: UInt256 { Layout.finalNumber }

        /// State root of a proposed L2 block; the genesis counts as proposed.
        public static func stateRoot(l2BlockNumber: UInt64) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.proposals, key: Bytes32(UInt256(l2BlockNumber)))
        }

        /// Time in seconds of the L1 block that took the proposal of an L2 block.
        public static func proposalTime(l2BlockNumber: UInt64) -> UInt256 {
            stateRoot(l2BlockNumber: l2BlockNumber) &+ 1
        }

        /// What the contract keeps of an L2 block's blobs; zero of a block in calldata.
        public static func blobBatchHash(l2BlockNumber: UInt64) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.blobBatchHashes, key: Bytes32(UInt256(l2BlockNumber)))
        }
    }
}
