public import Primitives

/// `L2Messenger.vy`, predeploy of a native rollup: the L2 end of its messages.
public enum L2Messenger {
    /// Where the genesis of an L2 puts it.
    public static let address = Address(w0: 0x8079_0000, w1: 0, w2: 1)

    /// Calldata that sends a message to L1; the transaction's value is the message's value and fee together.
    ///
    /// - Parameters:
    ///   - to: Receiver on L1.
    ///   - fee: Paid on L1 to whom the claimer names, in wei.
    ///   - data: At most `RollupMessage.maxDataByteCount` bytes.
    /// - Returns: Calldata of `sendMessage`.
    public static func sendMessage(to: Address, fee: UInt256, data: [UInt8]) -> [UInt8] {
        Function.sendMessage.encodeCall([.address(to), .uint(fee), .bytes(data)])
    }

    /// Calldata that withdraws ETH: a message without data.
    public static func withdraw(to: Address, fee: UInt256) -> [UInt8] {
        sendMessage(to: to, fee: fee, data: [])
    }

    /// Calldata that proves the rollup contract's message root as of an anchor.
    ///
    /// - Parameters:
    ///   - anchorTimestamp: Timestamp, in seconds, of an L2 block that has the anchor: at most 8,191 blocks old.
    ///   - header: Encoded L1 header of the anchor.
    ///   - proof: Proof of `NativeRollup.Slot.messageRoot` in that header's state.
    /// - Returns: Calldata of `proveL1MessageRoot`.
    public static func proveL1MessageRoot(
        anchorTimestamp: UInt64,
        header: [UInt8],
        proof: AccountAndStorageProof
    ) -> [UInt8] {
        Function.proveL1MessageRoot.encodeCall([.uint(UInt256(anchorTimestamp)), .bytes(header)] + proof.abiValues)
    }

    /// Calldata that delivers a message of a proven root.
    ///
    /// - Parameters:
    ///   - message: The message of the rollup contract's `MessageSent`.
    ///   - path: The 32 siblings of `MessageTree.path(of:size:)`, for the size at which the proven root was the tree's.
    ///   - feeRecipient: Receives the message's fee.
    /// - Returns: Calldata of `claimL1Message`.
    public static func claimL1Message(
        _ message: RollupMessage,
        path: [Bytes32],
        feeRecipient: Address
    ) -> [UInt8] {
        Function.claimL1Message.encodeCall([
            message.abiValue, .fixedArray(path.map { .bytes32($0) }), .address(feeRecipient),
        ])
    }

    /// Calldata that asks whether an L1 message has been delivered.
    public static func isClaimed(index: UInt64) -> [UInt8] {
        Function.isClaimed.encodeCall([.uint(UInt256(index))])
    }

    /// Storage slots of the contract.
    public enum Slot {
        /// Address of the rollup contract on L1, set by the genesis.
        public static var rollup: UInt256 { Layout.rollup }
        /// Timestamp of the newest anchor that a root was proven for, in seconds.
        public static var anchorTimestamp: UInt256 { Layout.anchorTimestamp }
        /// Number of messages to L1.
        public static var sentMessageCount: UInt256 { Layout.sentMessageCount }

        /// Leaf of a message to L1: keccak256(abi.encode(2)) + index.
        public static func sentMessage(index: UInt64) -> UInt256 {
            Layout.sentMessages &+ UInt256(index)
        }

        /// One if a root of the message tree has been proven.
        public static func provenRoot(_ root: Bytes32) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.provenRoots, key: root)
        }

        /// Word of 256 flags that tells, in bit `index % 256`, whether an L1 message has been delivered.
        public static func claimedFlags(index: UInt64) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.claimedFlags, key: Bytes32(UInt256(index >> 8)))
        }
    }
}
