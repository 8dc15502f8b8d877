import EVM
public import L1Sim
public import Primitives
import RollupContracts
import StateTransition

/// A node that computes the outcome of every claim about a block as soon as it stands on L1, final or not, and keeps
/// those that are false.
///
/// It reads the claims of dispute games and of rollups that proof systems decide about. What the other designs settle,
/// a `Follower` recomputes.
public struct RootWatcher: Sendable {
    /// A claim that is false.
    public struct Finding: Sendable {
        /// The L1 block that holds it.
        public let l1BlockNumber: UInt64
        /// What tells it from all other claims: its game's address, or its id.
        public let claim: String
        /// Height of the L2 block that it is about.
        public let l2BlockNumber: UInt64
        /// What is wrong with it; nil when it stands on a block that nobody has claimed truly.
        public let reason: Follower.Divergence.Reason?
    }

    /// The false claims in the order of L1.
    public private(set) var findings: [Finding] = []
    private let configuration: RollupConfiguration
    private let rollup: Address
    private let start: UInt64
    private let origin: L2Chain
    /// The chain up to each derived block, by its hash.
    private var chains: [Bytes32: L2Chain]
    /// How far L1 is read.
    private var cursor: L1Cursor

    /// A watcher of a rollup whose contract is `rollup`, which reads L1 from block `start`.
    public init(genesis: RollupGenesis, rollup: Address, start: UInt64) {
        configuration = genesis.configuration
        self.rollup = rollup
        self.start = start
        origin = L2Chain(genesis: genesis)
        chains = [origin.headHash: origin]
        cursor = L1Cursor(start: start)
    }

    /// Reads L1 up to its head; all of it anew where L1 has gone on from an earlier block than was read.
    ///
    /// - Throws: `ActorError` when L1's own data is malformed; what proposers do wrong is a finding.
    public mutating func follow(_ l1: L1Chain) throws(ActorError) {
        if cursor.stepBack(on: l1) {
            findings = []
            chains = [origin.headHash: origin]
            cursor = L1Cursor(start: start)
        }
        while cursor.nextBlock <= l1.head.number {
            guard let stored = l1.block(number: cursor.nextBlock) else { throw .unknownL1Block(cursor.nextBlock) }
            for record in stored.records where record.succeeded {
                for log in record.logs { try read(log, of: record) }
            }
            cursor.pass(stored)
        }
    }

    private mutating func read(_ log: Log, of record: TransactionRecord) throws(ActorError) {
        switch configuration.settlement {
        case .dispute(_, let contracts) where log.address == contracts.factory:
            guard let game = try FollowedGame(log, of: contracts.factory, in: record) else { return }
            let name = game.creation.game.hex
            try judge(game.claim, game.transactions, name, number: game.creation.number, in: record)
        case .multiProof where log.address == rollup:
            let event: MultiProofPortal.ClaimEvent?
            do throws(ABIError) {
                event = try MultiProofPortal.ClaimEvent(topics: log.topics, data: log.data)
            } catch {
                throw .foreignLog(address: log.address)
            }
            guard case .proposed(let id, let number, _) = event else { return }
            let followed = FollowedClaim(id: id, of: rollup, in: record)
            try judge(followed.claim, followed.transactions, id.hex, number: number, in: record)
        case .dispute, .multiProof, .execute, .optimistic: return
        }
    }

    private mutating func judge(
        _ claim: DisputeClaim?,
        _ transactions: [[UInt8]]?,
        _ name: String,
        number: UInt64,
        in record: TransactionRecord
    ) throws(ActorError) {
        var reason: Follower.Divergence.Reason? = .noMessage
        if let claim {
            switch try chains.judge(claim, transactions, of: configuration) {
            case .isTrue: return
            case .isFalse(let why): reason = why
            case .isOrphan: reason = nil
            }
        }
        findings.append(
            Finding(l1BlockNumber: record.blockNumber, claim: name, l2BlockNumber: number, reason: reason)
        )
    }
}
