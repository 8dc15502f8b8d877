import EVM
public import L1Sim
public import Primitives
public import RollupContracts
import StateTransition

/// A node of a hybrid rollup that judges every claim: it executes the transactions that L1's calldata gives, and
/// compares what comes of them with what the proposer says.
///
/// It is what a challenger goes by, and it needs nobody's word. There can be many claims about one height; each is
/// judged on the block that it names as its parent.
public struct ClaimWatcher: Sendable {
    /// A game, and what its claim is worth.
    public struct Judgement: Sendable {
        /// What the factory has logged.
        public let creation: DisputeGameFactory.Creation
        /// What is claimed; nil when no calldata of a call of the factory holds it.
        public let claim: DisputeClaim?
        /// Whether it is so.
        public let verdict: Verdict
    }

    /// Whether a claim is so.
    public enum Verdict: Sendable {
        /// The block makes what is claimed.
        case isTrue
        /// It does not, or is no block.
        case isFalse(Follower.Divergence.Reason)
        /// The block is said to stand on one that nobody has claimed truly.
        case isOrphan
    }

    /// What the rollup is.
    public let configuration: RollupConfiguration
    /// Its contracts on L1.
    public let contracts: DisputeContracts
    /// The games in order of their creation.
    public private(set) var judgements: [Judgement] = []
    /// How far L1 is read.
    private var cursor: L1Cursor
    /// The chain up to each derived block, by its hash.
    private var chains: [Bytes32: L2Chain]
    /// The chain that holds the genesis alone.
    private let origin: L2Chain
    /// First L1 block that can hold a claim.
    private let start: UInt64

    /// A watcher that knows the rollup's genesis and reads L1 from block `start`.
    public init(genesis: RollupGenesis, contracts: DisputeContracts, start: UInt64) {
        configuration = genesis.configuration
        self.contracts = contracts
        origin = L2Chain(genesis: genesis)
        chains = [origin.headHash: origin]
        self.start = start
        cursor = L1Cursor(start: start)
    }

    /// The chain whose head is a derived block; nil when no block of this hash has been derived.
    public func chain(endingAt blockHash: Bytes32) -> L2Chain? { chains[blockHash] }

    /// The judgement of a game; nil when it has not been read yet.
    public func judgement(of game: Address) -> Judgement? { judgements.first { $0.creation.game == game } }

    /// Reads L1 up to its head; all of it anew where L1 has gone on from an earlier block than was read.
    ///
    /// - Throws: `ActorError` when L1's own data is malformed; what proposers do wrong is a verdict.
    public mutating func follow(_ l1: L1Chain) throws(ActorError) {
        if cursor.stepBack(on: l1) {
            judgements = []
            chains = [origin.headHash: origin]
            cursor = L1Cursor(start: start)
        }
        while cursor.nextBlock <= l1.head.number {
            guard let stored = l1.block(number: cursor.nextBlock) else { throw .unknownL1Block(cursor.nextBlock) }
            for record in stored.records where record.succeeded { try judge(record) }
            cursor.pass(stored)
        }
    }

    private mutating func judge(_ record: TransactionRecord) throws(ActorError) {
        for log in record.logs where log.address == contracts.factory {
            guard let game = try FollowedGame(log, of: contracts.factory, in: record) else { continue }
            let verdict: Verdict
            if let claim = game.claim {
                verdict = try self.verdict(on: claim, game.transactions)
            } else {
                verdict = .isFalse(.noMessage)
            }
            judgements.append(Judgement(creation: game.creation, claim: game.claim, verdict: verdict))
        }
    }

    private mutating func verdict(on claim: DisputeClaim, _ transactions: [[UInt8]]?) throws(ActorError) -> Verdict {
        try chains.judge(claim, transactions, of: configuration)
    }
}

extension [Bytes32: L2Chain] {
    /// Judges a claim, and keeps the block that its transactions make, whatever is said of it.
    ///
    /// - Parameters:
    ///   - claim: What is claimed.
    ///   - transactions: The claimed block's transactions; nil when what was posted is no list of them.
    ///   - configuration: What the rollup is.
    /// - Returns: What the claim is worth.
    /// - Throws: `ActorError` when the chain cannot be read; what a proposer does wrong is a verdict.
    mutating func judge(
        _ claim: DisputeClaim,
        _ transactions: [[UInt8]]?,
        of configuration: RollupConfiguration
    ) throws(ActorError) -> ClaimWatcher.Verdict {
        guard var chain = self[claim.parentHash], chain.head.number &+ 1 == claim.number else { return .isOrphan }
        let parent = chain.headHash
        let reason = try chain.adopt(claim, transactions, of: configuration)
        if chain.headHash != parent { self[chain.headHash] = chain }
        return reason.map { .isFalse($0) } ?? .isTrue
    }
}
