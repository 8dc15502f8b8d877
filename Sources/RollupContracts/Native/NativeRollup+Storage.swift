public import Primitives

extension NativeRollup {
    /// Storage slots of the contract.
    public enum Slot {
        /// Number of the newest L2 block.
        public static var headNumber: UInt256 { Layout.headNumber }
        /// Hash of the newest L2 block.
        public static var headHash: UInt256 { Layout.headHash }
        /// Timestamp of the newest L2 block, in seconds.
        public static var headTimestamp: UInt256 { Layout.headTimestamp }
        /// Root of the tree of messages to L2, which L2 proves against its anchor.
        public static var messageRoot: UInt256 { Layout.messageRoot }
        /// Number of messages to L2.
        public static var messageCount: UInt256 { Layout.messageCount }
        /// L1 block number of the newest L2 block's anchor.
        public static var lastAnchor: UInt256 { Layout.lastAnchor }
        /// ETH held for the L2, in wei.
        public static var escrow: UInt256 { Layout.escrow }

        /// State root of an L2 block, while it is among the newest `stateRootRingLength`.
        public static func stateRoot(l2BlockNumber: UInt64) -> UInt256 {
            Layout.stateRootHistory &+ UInt256(l2BlockNumber % stateRootRingLength)
        }

        /// Word of 256 flags that tells, in bit `index % 256`, whether an L2 message has been delivered.
        public static func claimedFlags(index: UInt64) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.claimedFlags, key: Bytes32(UInt256(index >> 8)))
        }
    }
}

/// Where Vyper puts what has no slot of its own.
enum StorageLayout {
    /// Slot of a `HashMap`'s element: keccak256(slot32 ‖ key32).
    static func mappingElement(of slot: UInt256, key: Bytes32) -> UInt256 {
        Keccak256.hash(concatenating: Bytes32(slot), key).uint256
    }
}
