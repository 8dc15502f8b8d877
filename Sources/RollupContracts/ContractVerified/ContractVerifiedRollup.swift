public import Primitives

/// `ContractVerifiedRollup.vy` on L1: follows a ledger of payments by Groth16 proofs, and holds its ETH in escrow.
///
/// The ledger is not the EVM. What a proof says of a batch is written in docs/payments-circuit.md; what the contract
/// binds of it, at the entries of the Vyper source.
public enum ContractVerifiedRollup {
    /// An account that the ledger begins with.
    public struct GenesisAccount: Hashable, Sendable {
        /// L1 address that withdrawals go to.
        public var owner: Address
        /// Poseidon digest of the key that signs, as an integer.
        public var keyHash: UInt256

        /// An account of an owner and a key.
        public init(owner: Address, keyHash: UInt256) {
            self.owner = owner
            self.keyHash = keyHash
        }
    }

    /// The contract as it is deployed.
    public struct Genesis: Hashable, Sendable {
        /// Groth16 verifier of the circuit.
        public var verifier: Address
        /// Hash of the verifying key that the verifier must have.
        public var keyHash: Bytes32
        /// Whose commitments are taken; zero for everybody's.
        public var sequencer: Address
        /// Places for payments in a batch: 1 to `maxCapacity`.
        public var capacity: Int
        /// Places for deposits in a batch: at most `maxDepositCapacity`.
        public var depositCapacity: Int
        /// State root of the first accounts, an element of BN254's scalar field.
        public var root: UInt256
        /// The first accounts, by place.
        public var accounts: [GenesisAccount]

        /// A contract with these parts; its constructor refuses what is out of range.
        public init(
            verifier: Address,
            keyHash: Bytes32,
            sequencer: Address,
            capacity: Int,
            depositCapacity: Int,
            root: UInt256,
            accounts: [GenesisAccount]
        ) {
            self.verifier = verifier
            self.keyHash = keyHash
            self.sequencer = sequencer
            self.capacity = capacity
            self.depositCapacity = depositCapacity
            self.root = root
            self.accounts = accounts
        }
    }

    /// Most places for payments in a batch.
    public static let maxCapacity = 1024
    /// Most accounts that a ledger can begin with.
    public static let maxGenesisAccountCount = 256
    /// Bytes of a payment in the public data.
    public static let paymentByteCount = 16

    /// Init code of a deployment, whose value is the escrow behind the balances of the first accounts.
    public static func initCode(_ genesis: Genesis) -> [UInt8] {
        artifact.initCode([
            .address(genesis.verifier),
            .bytes32(genesis.keyHash),
            .address(genesis.sequencer),
            .uint(UInt256(UInt64(clamping: genesis.capacity))),
            .uint(UInt256(UInt64(clamping: genesis.depositCapacity))),
            .uint(genesis.root),
            .array(genesis.accounts.map { .tuple([.address($0.owner), .uint($0.keyHash)]) }),
        ])
    }

    /// Storage slots of the contract.
    public enum Slot {
        /// Number of batches whose data was taken.
        public static var committedCount: UInt256 { Layout.committedCount }
        /// Number of batches that were proven.
        public static var provenCount: UInt256 { Layout.provenCount }
        /// Number of batches whose withdrawals can be claimed.
        public static var executedCount: UInt256 { Layout.executedCount }
        /// Root after the newest proven batch.
        public static var provenRoot: UInt256 { Layout.provenRoot }
        /// Root after the newest executed batch.
        public static var stateRoot: UInt256 { Layout.stateRoot }
        /// Number of deposits that were queued.
        public static var depositCount: UInt256 { Layout.depositCount }
        /// Number of deposits that committed batches have taken.
        public static var committedDeposits: UInt256 { Layout.committedDeposits }
        /// Number of accounts.
        public static var accountCount: UInt256 { Layout.accountCount }
        /// ETH held for the ledger, in wei.
        public static var escrow: UInt256 { Layout.escrow }

        /// Root of an executed batch's withdrawals.
        public static func withdrawalsRoot(batch: UInt64) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.withdrawalsRoots, key: Bytes32(UInt256(batch)))
        }
    }
}
