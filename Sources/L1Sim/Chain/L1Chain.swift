import EVM
public import Primitives
public import StateTransition
import StateTrie

/// A simulated L1: real blocks, transactions, state and EVM, on virtual time.
///
/// A value: a copy is an independent chain that shares its past. The head moves through `importBlock` alone, which sees
/// nothing but bytes; blocks built here take the same way.
public struct L1Chain: Sendable {
    /// What the chain started from.
    public let genesis: L1Genesis
    /// The precompiled contracts besides the fork's own.
    public let extensions: L1Extensions
    /// The chain's time.
    public internal(set) var clock: VirtualClock
    /// Transactions that wait for a block.
    public internal(set) var mempool = Mempool()
    /// Blocks from genesis to head.
    var history: ChainHistory
    /// Every node and code of every state from genesis to head, but for those that `forgetStates` has dropped.
    var database: NodeDatabase
    /// Calls that the protocol makes in the first block from a time on.
    public internal(set) var scheduledCalls: [ScheduledSystemCall] = []
    /// Blocks without transactions since states were forgotten last.
    var emptyBlockCount = 0
    /// Time in seconds of the newest block that a reorganization has dropped; 0 as long as none has.
    var lastUndoneTimestamp: UInt64 = 0
    /// Provisional blocks that were left since their proofs did not come, oldest first.
    public internal(set) var unprovedBlocks: [StoredBlock] = []
    /// Why transactions that were admitted are neither waiting nor included.
    var dropReasons: [Bytes32: DropReason] = [:]

    /// Starts a chain with its genesis block.
    ///
    /// - Throws: `L1Error.unsupportedGenesisTime`; `.state` when the accounts do not make a state.
    public init(_ genesis: L1Genesis, extensions: L1Extensions = .none) throws(L1Error) {
        self.genesis = genesis
        self.extensions = extensions
        clock = VirtualClock(genesisTimestamp: genesis.timestamp, slotSeconds: genesis.slotSeconds)
        database = NodeDatabase()
        let stateRoot: Bytes32
        do throws(StateError) {
            stateRoot = try WorldState.genesisRoot(of: genesis.allAccounts, into: &database)
        } catch {
            throw .state(error)
        }
        let block = Block(header: try genesis.header(stateRoot: stateRoot), transactions: [])
        history = ChainHistory(
            genesis: StoredBlock(
                sidecars: [],
                block: block,
                hash: block.hash,
                slot: 0,
                records: [],
                requests: []
            )
        )
    }

    private init(_ other: L1Chain, extensions: L1Extensions) {
        genesis = other.genesis
        emptyBlockCount = other.emptyBlockCount
        self.extensions = extensions
        clock = other.clock
        mempool = other.mempool
        history = other.history
        database = other.database
        scheduledCalls = other.scheduledCalls
        lastUndoneTimestamp = other.lastUndoneTimestamp
        unprovedBlocks = other.unprovedBlocks
        dropReasons = other.dropReasons
    }

    /// An independent chain with the same past, pool and clock, for what-if runs.
    ///
    /// - Parameter extensions: Contracts of the copy from here on; nil for the same ones.
    /// - Returns: The copy.
    /// - Complexity: O(1): what the chains share is copied when one of them changes it.
    public func fork(extensions: L1Extensions? = nil) -> L1Chain {
        L1Chain(self, extensions: extensions ?? self.extensions)
    }

    /// Chain id, forks and deposit contract.
    public var configuration: ChainConfiguration { genesis.configuration }

    /// Header of the newest block.
    public var head: BlockHeader { history.head.header }

    /// Hash of the newest block.
    public var headHash: Bytes32 { history.head.hash }

    /// The state after the newest block.
    func headState() -> WorldState {
        WorldState(root: head.stateRoot, database: database)
    }

    /// The precompiled contracts of a block at a time in seconds.
    func precompiles(at timestamp: UInt64) throws(BlockFailure) -> PrecompileTable {
        guard let rules = configuration.rules(at: timestamp) else {
            throw .invalid(.unsupportedFork(timestamp: timestamp))
        }
        return extensions.precompiles(for: rules.fork)
    }

    /// The form in which the next block takes proofs of blobs; nil when there is no next block.
    public var nextBlobProofForm: BlobProofForm? {
        nextProposalTime.flatMap { configuration.rules(at: $0) }.map { BlobProofForm($0) }
    }

    /// Price of blob gas in the next block, in wei per unit; nil when there is no next block, or no price.
    public var nextBlobBaseFee: UInt256? {
        guard let time = nextProposalTime, let rules = configuration.rules(at: time),
            let header = try? nextHeader(at: time)
        else { return nil }
        return FeeRules.blobBaseFee(excessBlobGas: header.excessBlobGas, blobs: rules.blobs)
    }
}
