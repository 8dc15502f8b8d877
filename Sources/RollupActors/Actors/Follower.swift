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
    /// First L1 block not yet read.
    public private(set) var nextL1Block: UInt64
    /// What L1 accepted and the rules refuse; derivation stops there.
    public internal(set) var divergence: Divergence?
    /// The first block whose data L1's nodes have forgotten before it was read; derivation stops there for ever.
    public private(set) var missingData: MissingData?

    /// Dispute games by their addresses, for a rollup that has any.
    var games: [Address: FollowedGame] = [:]

    /// A follower that starts at the rollup's genesis and reads L1 from block `start`.
    public init(genesis: RollupGenesis, rollup: Address, start: UInt64) {
        configuration = genesis.configuration
        self.rollup = rollup
        chain = L2Chain(genesis: genesis)
        nextL1Block = start
    }

    /// Reads L1 up to its head.
    ///
    /// - Throws: `ActorError` when L1's own data is malformed; what the rollup's users do wrong is a `divergence`.
    public mutating func follow(_ l1: L1Chain) throws(ActorError) {
        while divergence == nil, missingData == nil, nextL1Block <= l1.head.number {
            guard let stored = l1.block(number: nextL1Block) else { throw .unknownL1Block(nextL1Block) }
            for record in stored.records where record.succeeded {
                try follow(record, on: l1)
                if divergence != nil || missingData != nil { return }
            }
            nextL1Block += 1
        }
    }

    private mutating func follow(_ record: TransactionRecord, on l1: L1Chain) throws(ActorError) {
        if case .dispute(_, let contracts) = configuration.settlement {
            return try followGames(of: contracts, in: record)
        }
        for log in record.logs where log.address == rollup {
            guard let addition = try BlockAddition(log, configuration.settlement) else { continue }
            let reason: Divergence.Reason
            switch publication(of: record, on: l1) {
            case .failure(let failure):
                reason = failure.reason
            case .success(nil):
                missingData = MissingData(l1BlockNumber: record.blockNumber, l2BlockNumber: addition.number)
                return
            case .success(let publication?):
                guard let broken = try adopt(addition, publication) else { continue }
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

    /// Why a transaction's data is no L2 block.
    private struct Unreadable: Error {
        var reason: Divergence.Reason
    }

    /// What a transaction has published of an L2 block.
    private enum Publication {
        /// What EXECUTE was asked to accept.
        case request(NewPayloadRequest)
        /// What a proposer says.
        case proposal(OptimisticRollup.Proposal)
    }

    /// What a transaction has published of an L2 block, in calldata or blobs; nil when its blobs are gone.
    private func publication(
        of record: TransactionRecord,
        on l1: L1Chain
    ) -> Result<Publication?, Unreadable> {
        guard record.transaction.to == rollup else { return .failure(Unreadable(reason: .notInCalldata)) }
        guard case .execute = configuration.settlement else {
            guard let proposal = OptimisticRollup.proposal(calldata: record.transaction.data) else {
                return .failure(Unreadable(reason: .undecodable))
            }
            return .success(.proposal(proposal))
        }
        guard let input = NativeRollup.payload(advanceCalldata: record.transaction.data) else {
            return .failure(Unreadable(reason: .notInCalldata))
        }
        if let executed = try? StatelessInput(decoding: input) { return .success(.request(executed.newPayloadRequest)) }
        switch try? ProofClaim(decoding: input) {
        case nil: return .failure(Unreadable(reason: .undecodable))
        case .calldata(let proved): return .success(.request(proved.request))
        case .blobs(let proved):
            guard case .available(let sidecar) = l1.blobs(of: record.hash) else { return .success(nil) }
            do throws(PayloadBodyError) {
                return .success(.request(proved.request(try PayloadBody(blobs: sidecar.blobs))))
            } catch {
                return .failure(Unreadable(reason: .blobs(error)))
            }
        }
    }

    /// Executes a published block; the reason when it is not what the contract recorded.
    private mutating func adopt(
        _ addition: BlockAddition,
        _ publication: Publication
    ) throws(ActorError) -> Divergence.Reason? {
        do {
            let block: Block
            do throws(L2RuleViolation) {
                switch publication {
                case .request(let request): try L2Rules().check(request)
                case .proposal(let proposal): try L2Rules().check(transactions: proposal.transactions)
                }
            } catch {
                return .forbidden(error)
            }
            switch publication {
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
        case .dispute:
            // Claims are no blocks yet: `followGames` waits for those that become final.
            return nil
        }
    }
}
