public import Primitives

/// `UpgradeableVerifier.vy` on L1: decides dispute games by a contract that an owner, or a council, can exchange.
public enum UpgradeableVerifier {
    /// Longest delay between an announcement and its effect, in seconds: 365 days.
    public static let maximumDelay: UInt64 = 31_536_000
    /// Most members of a council.
    public static let maximumMemberCount = 16

    /// Who can exchange the contract in force, and how fast.
    public struct Governance: Hashable, Sendable {
        /// Who exchanges it after the delay.
        public var owner: Address
        /// Seconds between the owner's announcement and its effect; at most `maximumDelay`.
        public var delay: UInt64
        /// Who exchange it at once when enough agree; at most `maximumMemberCount`, all different.
        public var members: [Address]
        /// How many members decide; zero without any.
        public var threshold: UInt64

        /// A governance as it is to be deployed; the contract checks it.
        public init(owner: Address, delay: UInt64, members: [Address], threshold: UInt64) {
            self.owner = owner
            self.delay = delay
            self.members = members
            self.threshold = threshold
        }
    }

    /// Init code of a deployment.
    ///
    /// - Parameters:
    ///   - implementation: The contract in force at the beginning.
    ///   - governance: Who can exchange it.
    /// - Returns: The init code.
    public static func initCode(implementation: Address, governance: Governance) -> [UInt8] {
        artifact.initCode([
            .address(implementation), .address(governance.owner), .uint(UInt256(governance.delay)),
            .array(governance.members.map { .address($0) }), .uint(UInt256(governance.threshold)),
        ])
    }

    /// Calldata with which the owner announces another contract.
    public static func schedule(_ candidate: Address) -> [UInt8] {
        Function.schedule.encodeCall([.address(candidate)])
    }

    /// Calldata with which the owner takes his announcement back.
    public static let cancel = Function.cancel.encodeCall([])

    /// Calldata with which anybody puts what was announced into force, once the delay has passed.
    public static let execute = Function.execute.encodeCall([])

    /// Calldata with which a member of the council agrees to another contract.
    ///
    /// - Parameters:
    ///   - candidate: The contract.
    ///   - round: Upgrades so far, as `Slot.round` has them.
    ///   - announcement: Number of the owner's announcement that he agrees to, and with which his approval ends; nil
    ///     for none.
    /// - Returns: Calldata of `approve`.
    public static func approve(_ candidate: Address, round: UInt64, announcement: UInt64?) -> [UInt8] {
        Function.approve.encodeCall([
            .address(candidate), .uint(UInt256(round)), .uint(UInt256(announcement ?? 0)),
        ])
    }

    /// Seconds in which what is ready can be put into force.
    public static let graceSeconds: UInt64 = 1_209_600

    /// Storage slots of the contract.
    public enum Slot {
        /// Upgrades so far.
        public static var round: UInt256 { Layout.round }
        /// Number of the newest announcement.
        public static var announcement: UInt256 { Layout.announcement }
        /// What the owner has announced; zero for nothing.
        public static var scheduled: UInt256 { Layout.scheduled }
    }
}
