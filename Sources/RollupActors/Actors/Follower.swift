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
    /// The rollup's contract on L1.
    public let rollup: Address
    /// The chain as derived so far.
    public private(set) var chain: L2Chain
    /// First L1 block not yet read.
    public private(set) var nextL1Block: UInt64
    /// What L1 accepted and the rules refuse; derivation stops there.
    public private(set) var divergence: Divergence?
    /// The first block whose data L1's nodes have forgotten before it was read; derivation stops there for ever.
    public private(set) var missingData: MissingData?

    /// A follower that starts at the rollup's genesis and reads L1 from block `start`.
    public init(genesis: RollupGenesis, rollup: Address, start: UInt64) {
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
        for log in record.logs where log.address == rollup {
            guard let addition = try BlockAddition(log) else { continue }
            let reason: Divergence.Reason
            switch Self.data(of: record, rollup: rollup, on: l1) {
            case .failure(let failure):
                reason = failure.reason
            case .success(nil):
                missingData = MissingData(l1BlockNumber: record.blockNumber, l2BlockNumber: addition.number)
                return
            case .success(let request?):
                guard let broken = try adopt(addition, request) else { continue }
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

    /// The L2 block that a transaction has published, in calldata or blobs; nil when its blobs are gone.
    private static func data(
        of record: TransactionRecord,
        rollup: Address,
        on l1: L1Chain
    ) -> Result<NewPayloadRequest?, Unreadable> {
        guard record.transaction.to == rollup,
            let input = NativeRollup.payload(advanceCalldata: record.transaction.data)
        else { return .failure(Unreadable(reason: .notInCalldata)) }
        if let executed = try? StatelessInput(decoding: input) { return .success(executed.newPayloadRequest) }
        switch try? ProofClaim(decoding: input) {
        case nil: return .failure(Unreadable(reason: .undecodable))
        case .calldata(let proved): return .success(proved.request)
        case .blobs(let proved):
            guard case .available(let sidecar) = l1.blobs(of: record.hash) else { return .success(nil) }
            do throws(PayloadBodyError) {
                return .success(proved.request(try PayloadBody(blobs: sidecar.blobs)))
            } catch {
                return .failure(Unreadable(reason: .blobs(error)))
            }
        }
    }

    /// Executes a published block; the reason when it is not what the contract recorded.
    private mutating func adopt(
        _ addition: BlockAddition,
        _ request: NewPayloadRequest
    ) throws(ActorError) -> Divergence.Reason? {
        do {
            try L2Rules().check(request)
        } catch {
            return .forbidden(error)
        }
        do {
            try chain.importBlock(request.block.encoded)
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
}

/// The contract's record of one L2 block.
private struct BlockAddition {
    var number: UInt64
    var blockHash: Bytes32
    var stateRoot: Bytes32

    init?(_ log: Log) throws(ActorError) {
        guard case .blockAdded(let number, let blockHash, let stateRoot, _, _)? = try NativeRollup.Event.decoded(log)
        else { return nil }
        self.number = number
        self.blockHash = blockHash
        self.stateRoot = stateRoot
    }
}
