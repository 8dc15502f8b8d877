public import Primitives

/// `SequencedNativeRollup.vy` on L1: a native rollup whose blocks a bonded sequencer hands in, as long as he does.
///
/// Its calldata, events and slots are those of `NativeRollup`, whose code it executes.
public enum SequencedNativeRollup {
    /// Seconds without an L2 block after which anybody can hand one in.
    public static let sequencerTimeout: UInt64 = 7200

    /// Init code of a deployment, whose value is the escrow behind the ETH that the L2 genesis gives to its accounts.
    ///
    /// - Parameters:
    ///   - genesis: The L2 genesis, of which the contract itself keeps hash, state root and timestamp.
    ///   - implementation: A `NativeRollup` that was deployed with the same genesis.
    ///   - sequencer: Who hands in blocks.
    ///   - bond: The `SequencerBond` that answers for him.
    /// - Returns: The init code.
    public static func initCode(
        _ genesis: NativeRollup.Genesis,
        implementation: Address,
        sequencer: Address,
        bond: Address
    ) -> [UInt8] {
        artifact.initCode([
            .address(implementation),
            .address(sequencer),
            .address(bond),
            .bytes32(genesis.blockHash),
            .bytes32(genesis.stateRoot),
            .uint(UInt256(genesis.timestamp)),
        ])
    }

    /// Calldata that asks whether anybody can hand in the next block.
    public static func isOpen() -> [UInt8] { Function.isOpen.encodeCall([]) }

    /// Calldata that asks whether somebody else than the sequencer has handed in a block.
    public static func isOthers(number: UInt64) -> [UInt8] {
        Function.isOthers.encodeCall([.uint(UInt256(number))])
    }

    /// Storage slots of its own.
    public enum Slot {
        /// Time of the L1 block that took the newest L2 block, in seconds.
        public static var advancedAt: UInt256 { Layout.advancedAt }
    }

    /// Reason of a revert that `NativeRollup` does not have.
    public enum Revert: String, Error, CaseIterable, Hashable, Sendable {
        /// Only the sequencer can hand in, as long as he does and enough stands behind him; only he has the bond back.
        case notSequencer = "not sequencer"
        /// The deployment names no sequencer.
        case noSequencer = "no sequencer"
        /// The deployment names no contract whose code is executed, or no bond.
        case noImplementation = "no implementation"
    }
}
