public import Primitives

extension NativeRollup {
    /// A check that a variant of the contract goes without, so that what it is for can be seen: nobody should deploy
    /// one.
    ///
    /// Each is the contract's own source with a difference (`Unsafe/*.diff`); where both take a call, it has the same
    /// encoding, and what both store has the same slots.
    public enum MissingCheck: CaseIterable, Hashable, Sendable {
        /// Block hash and state root may be named apart from the block, and are compared with nothing.
        case outputs
        /// How many messages the block has consumed may be named, and is compared with nothing.
        case messageCount
        /// The chain id is compared with nothing.
        case chain
        /// The anchor's hash is compared with nothing.
        case anchor
        /// A block may be younger than L1.
        case timestamp
        /// A message may be delivered again.
        case repeatedClaim

        /// The variant without the check.
        public var artifact: ContractArtifact {
            switch self {
            case .outputs: NativeRollupUnboundOutputs.artifact
            case .messageCount: NativeRollupUnboundMessageCount.artifact
            case .chain: NativeRollupUnboundChain.artifact
            case .anchor: NativeRollupUnboundAnchor.artifact
            case .timestamp: NativeRollupUnboundedTimestamp.artifact
            case .repeatedClaim: NativeRollupRepeatedClaims.artifact
            }
        }
    }

    /// Calldata of a variant without `MissingCheck.outputs`: appends a block, and stores what is named of it.
    ///
    /// - Parameters:
    ///   - payload: EXECUTE's input.
    ///   - blockHash: Becomes the head's hash.
    ///   - stateRoot: Becomes the block's state root.
    /// - Returns: Calldata that the contract with all its checks has no function for.
    public static func advance(payload: [UInt8], blockHash: Bytes32, stateRoot: Bytes32) -> [UInt8] {
        NativeRollupUnboundOutputs.Function.advance3.encodeCall([
            .bytes(payload), .bytes32(blockHash), .bytes32(stateRoot),
        ])
    }

    /// Calldata of a variant without `MissingCheck.messageCount`: appends a block, and takes messages out of the queue.
    ///
    /// - Parameters:
    ///   - payload: EXECUTE's input.
    ///   - messageCount: How many messages the block is said to have consumed: all that wait.
    /// - Returns: Calldata that the contract with all its checks has no function for.
    public static func advance(payload: [UInt8], messageCount: UInt64) -> [UInt8] {
        NativeRollupUnboundMessageCount.Function.advance2.encodeCall([.bytes(payload), .uint(UInt256(messageCount))])
    }
}

extension NativeRollup.Slot {
    /// Number of messages to L2 that the variant without `MissingCheck.messageCount` takes for consumed.
    public static var consumedCount: UInt256 { NativeRollupUnboundMessageCount.Layout.consumedCount }
}

/// The variant of `NativeRollup.vy` without `NativeRollup.MissingCheck.outputs`.
public enum NativeRollupUnboundOutputs {}

/// The variant of `NativeRollup.vy` without `NativeRollup.MissingCheck.messageCount`.
public enum NativeRollupUnboundMessageCount {}

/// The variant of `NativeRollup.vy` without `NativeRollup.MissingCheck.chain`.
public enum NativeRollupUnboundChain {}

/// The variant of `NativeRollup.vy` without `NativeRollup.MissingCheck.anchor`.
public enum NativeRollupUnboundAnchor {}

/// The variant of `NativeRollup.vy` without `NativeRollup.MissingCheck.timestamp`.
public enum NativeRollupUnboundedTimestamp {}

/// The variant of `NativeRollup.vy` without `NativeRollup.MissingCheck.repeatedClaim`.
public enum NativeRollupRepeatedClaims {}
