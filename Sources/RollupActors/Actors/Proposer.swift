import EVM
public import L1Sim
public import Primitives
public import RollupContracts
public import StateTransition

/// Proposes sealed L2 blocks to an optimistic rollup: one transaction per block, with the block's transactions in it
/// or in its blobs.
public struct Proposer: Sendable {
    /// Who signs and pays.
    public let actor: Actor
    /// The rollup's contract.
    public let rollup: Address

    /// Gas set aside for the contract beside the transaction's intrinsic gas, the longest batch included;
    /// `GasLimitTests` holds what a small one spends below half of it.
    public static let contractGas: UInt64 = 350_000

    /// Gas limit of making blocks final: one slot and an event; `GasLimitTests` holds what it uses below half.
    public static let finalizationGasLimit: UInt64 = 120_000

    /// A proposer that pays L1 gas from the account of `actor`; `rollup` is the contract's address on L1.
    public init(actor: Actor, rollup: Address) {
        self.actor = actor
        self.rollup = rollup
    }

    /// The signed transaction that proposes a block.
    ///
    /// - Parameters:
    ///   - payload: The block as the sequencer has sealed it, or as a liar has changed it; its witness stays at home.
    ///   - blobVersionedHashes: Blobs that go along and hold the block's transactions; none where they are in calldata.
    ///   - gasLimit: Gas limit; nil for what is needed, at most the transaction cap (EIP-7825).
    ///   - chain: L1 as the actor sees it.
    /// - Returns: The transaction, ready to be submitted.
    /// - Throws: `L1Error` when the chain's state cannot be read.
    public func transaction(
        proposing payload: StatelessInput,
        blobVersionedHashes: [Bytes32] = [],
        gasLimit: UInt64? = nil,
        on chain: L1Chain
    ) throws(L1Error) -> Transaction {
        let proposal = OptimisticRollup.Proposal(payload.newPayloadRequest)
        let data =
            blobVersionedHashes.isEmpty
            ? OptimisticRollup.propose(proposal) : OptimisticRollup.proposeInBlobs(proposal)
        var intent = TransactionIntent(to: rollup, data: data, gasLimit: 0, blobVersionedHashes: blobVersionedHashes)
        if let gasLimit {
            intent.gasLimit = gasLimit
        } else {
            let unpriced = try actor.transaction(intent, on: chain)
            let execution = (UInt256(unpriced.intrinsicGas) &+ UInt256(Self.contractGas)).saturatedUInt64
            intent.gasLimit = min(max(execution, unpriced.floorGas(fork: .osaka)), TransactionGas.cap)
        }
        return try actor.transaction(intent, on: chain)
    }

    /// What makes a block final, and all before it.
    public static func finalization(of l2BlockNumber: UInt64, rollup: Address) -> TransactionIntent {
        TransactionIntent(
            to: rollup,
            data: OptimisticRollup.finalize(l2BlockNumber: l2BlockNumber),
            gasLimit: finalizationGasLimit
        )
    }

    /// The newest proposed block that `finalize` would accept in the next L1 block; nil when there is none.
    ///
    /// - Parameters:
    ///   - rollup: The rollup's contract.
    ///   - challengeWindow: Its window in seconds.
    ///   - time: Time in seconds of that L1 block.
    ///   - chain: L1.
    /// - Returns: The block's number.
    /// - Throws: `L1Error` when the contract's storage cannot be read.
    public static func finalizableNumber(
        of rollup: Address,
        challengeWindow: UInt64,
        at time: UInt64,
        on chain: L1Chain
    ) throws(L1Error) -> UInt64? {
        // Times do not fall with the number, so halving finds the last that is old enough.
        let final = try chain.storage(of: rollup, OptimisticRollup.Slot.finalNumber).saturatedUInt64
        var low = final
        var high = try chain.storage(of: rollup, NativeRollup.Slot.headNumber).saturatedUInt64
        while low < high {
            let middle = high - (high - low) / 2
            let slot = OptimisticRollup.Slot.proposalTime(l2BlockNumber: middle)
            let proposed = try chain.storage(of: rollup, slot).saturatedUInt64
            if proposed <= time, time - proposed >= challengeWindow { low = middle } else { high = middle - 1 }
        }
        return low > final ? low : nil
    }
}

extension OptimisticRollup.Proposal {
    /// What a proposer says of a block, honest or not.
    public init(_ request: NewPayloadRequest) {
        let payload = request.executionPayload
        self.init(
            parentHash: payload.fields.parentHash,
            blockHash: payload.fields.blockHash,
            stateRoot: payload.fields.stateRoot,
            timestamp: payload.fields.timestamp,
            // An anchor that is not named in 8 bytes is none: the contract refuses block 0 as too old.
            anchorBlockNumber: NativeRollup.anchorBlockNumber(extraData: payload.fields.extraData) ?? 0,
            anchorHash: request.parentBeaconBlockRoot,
            transactions: payload.transactions
        )
    }
}
