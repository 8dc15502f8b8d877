public import Primitives
import RollupContracts

/// How L1 comes to accept the blocks of a rollup, which decides its contract.
public enum RollupSettlement: Hashable, Sendable {
    /// EXECUTE checks each block (`NativeRollup.vy`).
    ///
    /// `verificationKeyHash` is the key that proofs must be made for; zero to follow the registry (EIP-8357).
    case execute(verificationKeyHash: Bytes32)
    /// A proposer's word, once a window in seconds has passed (`OptimisticRollup.vy`).
    ///
    /// `proposer` is whose word counts; zero for everybody's. With `usesBlobs` the transactions are in blobs.
    case optimistic(proposer: Address, challengeWindow: UInt64, usesBlobs: Bool = false)
    /// Dispute games about single blocks (`HybridRollup.vy` and its games).
    case dispute(DisputeConfiguration, DisputeContracts)
    /// Several proof systems together (`MultiProofPortal.vy`).
    case multiProof(MultiProofConfiguration, MultiProofContracts)

    /// Slot in which the contract keeps the state root of an L2 block.
    public func stateRootSlot(l2BlockNumber: UInt64) -> UInt256 {
        switch self {
        case .execute: NativeRollup.Slot.stateRoot(l2BlockNumber: l2BlockNumber)
        case .optimistic: OptimisticRollup.Slot.stateRoot(l2BlockNumber: l2BlockNumber)
        case .multiProof: MultiProofPortal.Slot.stateRoot(l2BlockNumber: l2BlockNumber)
        case .dispute: HybridRollup.Slot.stateRoot(l2BlockNumber: l2BlockNumber)
        }
    }

    /// How many L2 blocks, the head included, the contract keeps state roots of; nil for all.
    public var keptStateRootCount: UInt64? {
        switch self {
        case .execute: NativeRollup.stateRootRingLength
        case .optimistic, .dispute, .multiProof: nil
        }
    }

    /// Seconds that a block waits, from its proposal on, before it can be made final; 0 where no block waits, or where
    /// games decide how long.
    public var challengeWindow: UInt64 {
        switch self {
        case .execute, .dispute, .multiProof: 0
        case .optimistic(_, let challengeWindow, _): challengeWindow
        }
    }

    /// Slot of the number of the newest L2 block against whose state root messages can be claimed.
    public var claimableNumberSlot: UInt256 {
        switch self {
        case .execute, .dispute, .multiProof: NativeRollup.Slot.headNumber
        case .optimistic: OptimisticRollup.Slot.finalNumber
        }
    }
}
