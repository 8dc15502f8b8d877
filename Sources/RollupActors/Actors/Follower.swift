import EVM
import ExecutePrecompile
public import L1Sim
public import Primitives
import RollupContracts
import StateTransition

/// A second L2 node: derives the rollup from L1's blocks alone and executes it by itself.
///
/// Invariants compare with it, never with the sequencer.
public struct Follower: Sendable {
    /// What the rollup is.
    public let configuration: RollupConfiguration
    /// The rollup's contract on L1.
    public let rollup: Address
    /// The chain as derived so far.
    public internal(set) var chain: L2Chain
    /// How far L1 is read.
    private var cursor: L1Cursor
    /// L2 height after each L1 block that has changed it, oldest first.
    private var heights: [(l1BlockNumber: UInt64, l2Height: UInt64)] = []
    /// First L1 block not yet read.
    public var nextL1Block: UInt64 { cursor.nextBlock }
    /// What L1 accepted and the rules refuse; derivation stops there.
    public internal(set) var divergence: Divergence?
    /// The first block whose data L1's nodes have forgotten before it was read; derivation stops there for ever.
    public private(set) var missingData: MissingData?

    /// First L1 block that was to be read.
    private let start: UInt64
    /// L1 blocks in which claims of the chain were taken back, oldest first.
    private var stepsBack: [UInt64] = []

    /// Dispute games by their addresses, for a rollup that has any.
    var games: [Address: FollowedGame] = [:]
    /// Claims by their ids, for a rollup that proof systems decide about.
    var claims: [Bytes32: FollowedClaim] = [:]

    /// A follower that starts at the rollup's genesis and reads L1 from block `start`.
    public init(genesis: RollupGenesis, rollup: Address, start: UInt64) {
        configuration = genesis.configuration
        self.rollup = rollup
        chain = L2Chain(genesis: genesis)
        cursor = L1Cursor(start: start)
        self.start = start
    }

    /// Reads L1 up to its head, after stepping back to where L1 has gone on from an earlier block than was read.
    ///
    /// - Throws: `ActorError` when L1's own data is malformed; what the rollup's users do wrong is a `divergence`.
    public mutating func follow(_ l1: L1Chain) throws(ActorError) {
        if cursor.stepBack(on: l1) { forget(fromL1Block: nextL1Block) }
        while canGoOn, missingData == nil, nextL1Block <= l1.head.number {
            guard let stored = l1.block(number: nextL1Block) else { throw .unknownL1Block(nextL1Block) }
            if !stored.records.isEmpty { try follow(stored.records, on: l1) }
            if chain.head.number != heights.last?.l2Height ?? 0 { heights.append((stored.number, chain.head.number)) }
            cursor.pass(stored)
        }
    }

    /// Whether there is more to be read: what dispute games have made final can still be taken back.
    private var canGoOn: Bool {
        guard divergence != nil, case .dispute = configuration.settlement else { return divergence == nil }
        return true
    }

    /// Undoes the blocks above a number, which a guardian has taken back, with the divergence that one of them was.
    mutating func stepBack(to number: UInt64, inL1Block l1BlockNumber: UInt64) {
        guard number < chain.head.number || divergence != nil else { return }
        stepsBack.append(l1BlockNumber)
        divergence = nil
        chain.removeBlocks(after: number)
    }

    /// Undoes what was derived from L1 blocks of a number or above; all where L1 takes back what was taken back there.
    private mutating func forget(fromL1Block number: UInt64) {
        if let last = stepsBack.last, last >= number {
            cursor = L1Cursor(start: start)
            stepsBack = []
            return forget(fromL1Block: 0)
        }
        while let last = heights.last, last.l1BlockNumber >= number { heights.removeLast() }
        chain.removeBlocks(after: heights.last?.l2Height ?? 0)
        games = games.filter { $0.value.l1BlockNumber < number }
        if let found = divergence, found.l1BlockNumber >= number { divergence = nil }
        if let found = missingData, found.l1BlockNumber >= number { missingData = nil }
    }

    /// Reads the transactions of one L1 block.
    private mutating func follow(_ records: [TransactionRecord], on l1: L1Chain) throws(ActorError) {
        var publications = publications()
        for record in records where record.succeeded {
            try follow(record, &publications, on: l1)
            if !canGoOn || missingData != nil { return }
        }
    }

    private mutating func follow(
        _ record: TransactionRecord,
        _ publications: inout ReceivedMessages<Publication>,
        on l1: L1Chain
    ) throws(ActorError) {
        if case .dispute(_, let contracts) = configuration.settlement {
            return try followGames(of: contracts, in: record)
        }
        if case .multiProof = configuration.settlement { return try followClaims(in: record) }
        var additions: [BlockAddition] = []
        for log in record.logs where log.address == rollup {
            if let addition = try BlockAddition(log, configuration.settlement) { additions.append(addition) }
        }
        guard !additions.isEmpty else { return }
        // The contract adds one block for each message that it takes, and lets nobody call it in between.
        var received = try publications.values(of: record, on: l1)[...]
        for addition in additions {
            let reason: Divergence.Reason
            switch received.popFirst().map({ content(of: $0, in: record, on: l1) }) {
            case nil: reason = .noMessage
            case .unreadable(let why): reason = why
            case .missing:
                missingData = MissingData(l1BlockNumber: record.blockNumber, l2BlockNumber: addition.number)
                return
            case .block(let content):
                guard let broken = try adopt(addition, content) else { continue }
                reason = broken
            }
            divergence = Divergence(
                l1BlockNumber: record.blockNumber,
                l2BlockNumber: addition.number,
                reason: reason
            )
            return
        }
    }

    /// Executes a published block; the reason when it is not what the contract recorded.
    private mutating func adopt(
        _ addition: BlockAddition,
        _ content: BlockContent
    ) throws(ActorError) -> Divergence.Reason? {
        do {
            let block: Block
            do throws(L2RuleViolation) {
                switch content {
                case .request(let request):
                    try L2Rules(allowsUnsafeWithdrawals: configuration.allowsUnsafeWithdrawals).check(request)
                case .proposal(let proposal): try L2Rules().check(transactions: proposal.transactions)
                }
            } catch {
                return .forbidden(error)
            }
            switch content {
            case .request(let request): block = request.block
            case .proposal(let proposal): block = try derivedBlock(proposal)
            }
            try chain.importBlock(block.encoded)
        } catch .l2(let failure) {
            return .invalidBlock(failure)
        } catch {
            throw error
        }
        if addition.blockHash != chain.headHash {
            return .otherCommitment(expected: chain.headHash, got: addition.blockHash)
        }
        if addition.stateRoot != chain.head.stateRoot {
            return .otherCommitment(expected: chain.head.stateRoot, got: addition.stateRoot)
        }
        return nil
    }

    /// The block that a proposal's transactions make, whatever the proposer says of it.
    private func derivedBlock(_ proposal: OptimisticRollup.Proposal) throws(ActorError) -> Block {
        let header = try chain.nextHeader(
            of: configuration,
            anchor: proposal.anchorBlockNumber,
            anchorHash: proposal.anchorHash,
            timestamp: proposal.timestamp
        )
        return try chain.block(header, of: proposal.transactions)
    }
}

/// The contract's record of one L2 block.
private struct BlockAddition {
    var number: UInt64
    var blockHash: Bytes32
    var stateRoot: Bytes32

    init?(_ log: Log, _ settlement: RollupSettlement) throws(ActorError) {
        switch settlement {
        case .execute:
            guard
                case .blockAdded(let number, let blockHash, let stateRoot, _, _)? = try NativeRollup.Event.decoded(log)
            else { return nil }
            (self.number, self.blockHash, self.stateRoot) = (number, blockHash, stateRoot)
        case .optimistic:
            guard
                case .blockProposed(let number, let blockHash, let stateRoot, _, _, _)? =
                    try OptimisticRollup.Event.decoded(log)
            else { return nil }
            (self.number, self.blockHash, self.stateRoot) = (number, blockHash, stateRoot)
        case .dispute, .multiProof:
            // Claims are no blocks yet: `followGames` and `followClaims` wait for those that become final.
            return nil
        }
    }
}
