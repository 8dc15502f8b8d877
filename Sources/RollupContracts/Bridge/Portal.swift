public import Primitives

/// `Portal.vy` on L1: the L1 end of a rollup's messages in a contract of its own, with a wait before anything leaves.
///
/// Messages of L2 are proven first and delivered later; a guardian can pause, and take its power from a state root.
/// Sending messages, and the slots and events about them, are as in `NativeRollup`, whose calldata and events therefore
/// serve both (a test compares the ABIs). The L2 genesis names the portal where it else names the rollup's contract.
public enum Portal {
    /// The contract as it is deployed.
    public struct Genesis: Hashable, Sendable {
        /// Contract that holds the L2's state roots, deployed or to be.
        public var rollup: Address
        /// Whether that is an `OptimisticRollup`, whose roots wait for their finality; else it is a `NativeRollup`.
        public var isOptimistic: Bool
        /// Account on L2 whose `sentMessages` are proven.
        public var messenger: Address
        /// State root of the L2 genesis.
        public var trustedRoot: Bytes32
        /// Who may pause, blacklist roots and set the rate limit; zero for nobody.
        public var guardian: Address
        /// Seconds between the proof of a withdrawal and its delivery.
        public var maturity: UInt64
        /// Seconds for which an optimistic root must have been ripe for finality.
        public var finalityDelay: UInt64
        /// Longest pause, and the shortest time between two, in seconds.
        public var pausePeriod: UInt64
        /// Wei that may leave within `ratePeriod`; `UInt256.max` for no limit.
        public var rateLimit: UInt256
        /// Seconds in which what has left leaks out of the limit.
        public var ratePeriod: UInt64
        /// Leaves out the check that the trusted root is not zero, for scenarios that show what it is good for.
        public var hasUnsafeZeroRoot: Bool

        /// The genesis of a portal without limits; set what it should have.
        public init(
            rollup: Address,
            isOptimistic: Bool,
            messenger: Address = L2Messenger.address,
            trustedRoot: Bytes32,
            guardian: Address = .zero,
            maturity: UInt64,
            finalityDelay: UInt64 = 0,
            pausePeriod: UInt64 = 0,
            rateLimit: UInt256 = .max,
            ratePeriod: UInt64 = 1,
            hasUnsafeZeroRoot: Bool = false
        ) {
            self.rollup = rollup
            self.isOptimistic = isOptimistic
            self.messenger = messenger
            self.trustedRoot = trustedRoot
            self.guardian = guardian
            self.maturity = maturity
            self.finalityDelay = finalityDelay
            self.pausePeriod = pausePeriod
            self.rateLimit = rateLimit
            self.ratePeriod = ratePeriod
            self.hasUnsafeZeroRoot = hasUnsafeZeroRoot
        }
    }

    /// Longest of the portal's waits, in seconds: 365 days.
    public static let maximumPeriod: UInt64 = 31_536_000

    /// Init code of a deployment, whose value is the escrow behind the ETH that the L2 genesis gives to its accounts.
    public static func initCode(_ genesis: Genesis) -> [UInt8] {
        artifact.initCode([
            .address(genesis.rollup),
            .bool(genesis.isOptimistic),
            .address(genesis.messenger),
            .bytes32(genesis.trustedRoot),
            .address(genesis.guardian),
            .uint(UInt256(genesis.maturity)),
            .uint(UInt256(genesis.finalityDelay)),
            .uint(UInt256(genesis.pausePeriod)),
            .uint(genesis.rateLimit),
            .uint(UInt256(genesis.ratePeriod)),
            .bool(genesis.hasUnsafeZeroRoot),
        ])
    }

    /// Calldata that shows a state root of the rollup's contract to hold a message; its wait begins.
    ///
    /// - Parameters:
    ///   - message: The message of the messenger's `MessageSent`.
    ///   - l2BlockNumber: Block whose state the proof is for.
    ///   - proof: Proof of `L2Messenger.Slot.sentMessage(index:)` in that state.
    /// - Returns: Calldata of `proveWithdrawal`.
    public static func proveWithdrawal(
        _ message: RollupMessage,
        l2BlockNumber: UInt64,
        proof: AccountAndStorageProof
    ) -> [UInt8] {
        Function.proveWithdrawal.encodeCall(
            [message.abiValue, .uint(UInt256(l2BlockNumber))] + proof.abiValues
        )
    }

    /// Calldata that delivers a message that was proven long enough ago.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - submitter: Who has proven it.
    ///   - feeRecipient: Receives the message's fee.
    /// - Returns: Calldata of `finalizeWithdrawal`.
    public static func finalizeWithdrawal(
        _ message: RollupMessage,
        submitter: Address,
        feeRecipient: Address
    ) -> [UInt8] {
        Function.finalizeWithdrawal.encodeCall([message.abiValue, .address(submitter), .address(feeRecipient)])
    }

    /// Calldata that delivers a final message which its receiver has refused before.
    public static func retryMessage(_ message: RollupMessage, feeRecipient: Address) -> [UInt8] {
        Function.retryMessage.encodeCall([message.abiValue, .address(feeRecipient)])
    }

    /// Calldata of the guardian that stops withdrawals for a while.
    public static func pause() -> [UInt8] { Function.pause.encodeCall([]) }

    /// Calldata of the guardian that ends a pause.
    public static func unpause() -> [UInt8] { Function.unpause.encodeCall([]) }

    /// Calldata of the guardian that takes its power from a state root.
    public static func blacklist(root: Bytes32) -> [UInt8] { Function.blacklist.encodeCall([.bytes32(root)]) }

    /// Calldata of the guardian that sets how much wei may leave within a period.
    public static func setRateLimit(_ limit: UInt256) -> [UInt8] { Function.setRateLimit.encodeCall([.uint(limit)]) }

    /// Calldata of the guardian that names a successor.
    public static func setGuardian(_ guardian: Address) -> [UInt8] {
        Function.setGuardian.encodeCall([.address(guardian)])
    }

    /// Storage slots of the contract, beside those of `NativeRollup.Slot` that it shares: messages and escrow.
    public enum Slot {
        /// Who may pause.
        public static var guardian: UInt256 { Layout.guardian }
        /// Second from which withdrawals go on.
        public static var pausedUntil: UInt256 { Layout.pausedUntil }

        /// One for a final message, told by its leaf, whose receiver has refused it.
        public static func failedMessage(leaf: Bytes32) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.failedMessages, key: leaf)
        }
    }
}
