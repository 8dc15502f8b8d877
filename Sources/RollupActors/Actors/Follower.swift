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
    public private(set) var chain: L2Chain
    /// First L1 block not yet read.
    public private(set) var nextL1Block: UInt64
    /// What L1 accepted and the rules refuse; derivation stops there.
    public private(set) var divergence: Divergence?

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
        while divergence == nil, nextL1Block <= l1.head.number {
            guard let stored = l1.block(number: nextL1Block) else { throw .unknownL1Block(nextL1Block) }
            for record in stored.records where record.succeeded {
                try follow(record)
                if divergence != nil { return }
            }
            nextL1Block += 1
        }
    }

    private mutating func follow(_ record: TransactionRecord) throws(ActorError) {
        for log in record.logs where log.address == rollup {
            guard let addition = try BlockAddition(log, configuration.settlement),
                let reason = try adopt(addition, from: record.transaction)
            else { continue }
            divergence = Divergence(
                l1BlockNumber: record.blockNumber,
                l2BlockNumber: addition.number,
                reason: reason
            )
            return
        }
    }

    /// What an input of EXECUTE claims valid, in either mode; nil when it is none.
    private static func request(in input: [UInt8]) -> NewPayloadRequest? {
        if let proved = try? ProofInput(decoding: input) { return proved.request }
        return (try? StatelessInput(decoding: input))?.newPayloadRequest
    }

    /// Executes the block that a transaction carries; the reason when it is not what the contract recorded.
    private mutating func adopt(
        _ addition: BlockAddition,
        from transaction: Transaction
    ) throws(ActorError) -> Divergence.Reason? {
        guard transaction.to == rollup else { return .notInCalldata }
        do {
            let block: Block
            switch configuration.settlement {
            case .execute:
                guard let input = NativeRollup.payload(advanceCalldata: transaction.data) else { return .notInCalldata }
                guard let request = Self.request(in: input) else { return .undecodable }
                do {
                    try L2Rules().check(request)
                } catch {
                    return .forbidden(error)
                }
                block = request.block
            case .optimistic:
                guard let proposal = OptimisticRollup.proposal(calldata: transaction.data) else { return .undecodable }
                do {
                    try L2Rules().check(transactions: proposal.transactions)
                } catch {
                    return .forbidden(error)
                }
                block = try derivedBlock(proposal)
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
        }
    }
}
