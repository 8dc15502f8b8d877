public import Primitives

/// `SiblingTreasury.vy` on L1: keeps one bond a proposer, and knows which claims contradict each other.
public enum SiblingTreasury {
    /// What distinguishes one treasury from another: fixed at deployment.
    public struct Rules: Hashable, Sendable {
        /// Wei that stand behind all claims of a proposer.
        public var bond: UInt256
        /// Seconds in which a claim can be contradicted.
        public var maxClockDuration: UInt64
        /// Who may claim a parent's first child before everybody else; zero for nobody.
        public var vanguard: Address
        /// For how many seconds.
        public var vanguardAdvantage: UInt64

        /// Rules as they are to be deployed; the contract checks them.
        public init(
            bond: UInt256,
            maxClockDuration: UInt64,
            vanguard: Address = .zero,
            vanguardAdvantage: UInt64 = 0
        ) {
            self.bond = bond
            self.maxClockDuration = maxClockDuration
            self.vanguard = vanguard
            self.vanguardAdvantage = vanguardAdvantage
        }
    }

    /// Init code of a treasury, whose bonds are in the vault.
    public static func initCode(_ rules: Rules, factory: Address, rollup: Address, vault: Address) -> [UInt8] {
        artifact.initCode([
            .address(factory),
            .address(rollup),
            .address(vault),
            .uint(rules.bond),
            .uint(UInt256(rules.maxClockDuration)),
            .address(rules.vanguard),
            .uint(UInt256(rules.vanguardAdvantage)),
        ])
    }

    /// Storage slots of the treasury.
    public enum Slot {
        /// Whether a proposer has a bond here: zero or one.
        public static func hasBond(_ proposer: Address) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.hasBond, key: Bytes32(proposer.uint256))
        }
        /// Whether a proposer has been shown to have lied: zero or one.
        public static func isEliminated(_ proposer: Address) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.isEliminated, key: Bytes32(proposer.uint256))
        }
    }
}
