public import Primitives

/// `EscapableRollup.vy` on L1: `ContractVerifiedRollup` with a way out, and with a committee that attests data if it
/// has one.
///
/// What it shares with the rollup without a way out, its calls, events and slots, is that of `ContractVerifiedRollup`.
public enum EscapableRollup {
    /// What the rollup is deployed with beside what the one without a way out is.
    public struct Hatch: Hashable, Sendable {
        /// Addresses of the committee's members in ascending order; none with data on L1.
        public var members: [Address]
        /// Signatures that a batch needs; zero without a committee.
        public var threshold: Int
        /// Seconds in which an exit must be answered: 1 to `maxGracePeriod`.
        public var gracePeriod: UInt64
        /// `AccountHash`.
        public var accountHash: Address
        /// `EdDSAVerifier`.
        public var signatures: Address

        /// A way out with these parts; the contract's constructor refuses what is out of range.
        public init(
            members: [Address],
            threshold: Int,
            gracePeriod: UInt64,
            accountHash: Address,
            signatures: Address
        ) {
            self.members = members
            self.threshold = threshold
            self.gracePeriod = gracePeriod
            self.accountHash = accountHash
            self.signatures = signatures
        }
    }

    /// Longest time in which an exit must be answered, in seconds: a year.
    public static let maxGracePeriod: UInt64 = 31_536_000
    /// Seconds between cancelling a deposit and having it, in which a batch can still take it.
    public static let depositCancelDelay: UInt64 = 172_800
    /// Demands that an L1 block takes without the premium.
    public static let maxRequestsPerBlock = 10
    /// Most members of a committee.
    public static let maxMemberCount = 16
    /// Levels of the ledger's tree of accounts.
    public static let treeDepth = 16

    /// Init code of a deployment, whose value is the escrow behind the balances of the first accounts.
    public static func initCode(_ genesis: ContractVerifiedRollup.Genesis, _ hatch: Hatch) -> [UInt8] {
        artifact.initCode([
            .address(genesis.verifier),
            .bytes32(genesis.keyHash),
            .address(genesis.sequencer),
            .uint(UInt256(UInt64(clamping: genesis.capacity))),
            .uint(UInt256(UInt64(clamping: genesis.depositCapacity))),
            .uint(genesis.root),
            .array(genesis.accounts.map { .tuple([.address($0.owner), .uint($0.keyHash)]) }),
            .array(hatch.members.map { .address($0) }),
            .uint(UInt256(UInt64(clamping: hatch.threshold))),
            .uint(UInt256(hatch.gracePeriod)),
            .address(hatch.accountHash),
            .address(hatch.signatures),
        ])
    }

    /// Storage slots that the rollup without a way out does not have.
    public enum Slot {
        /// One once the ledger is frozen.
        public static var isFrozen: UInt256 { Layout.isFrozen }
    }
}
