public import Primitives

/// `BondVault.vy` on L1: holds the bonds of all games, and pays them in two steps with a delay between.
public enum BondVault {
    /// Init code of a vault.
    ///
    /// - Parameter delay: Seconds between unlocking and paying; at most 365 days.
    /// - Returns: The init code.
    public static func initCode(delay: UInt64) -> [UInt8] { artifact.initCode([.uint(UInt256(delay))]) }

    /// Storage slots of the vault: what came in equals what it holds, has paid and has burned.
    public enum Slot {
        /// Wei that a game has in the vault.
        public static func balance(of game: Address) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.balanceOf, key: Bytes32(game.uint256))
        }
        /// Wei that came in.
        public static var totalDeposited: UInt256 { Layout.totalDeposited }
        /// Wei that were paid.
        public static var totalPaid: UInt256 { Layout.totalPaid }
        /// Wei that were burned.
        public static var totalBurned: UInt256 { Layout.totalBurned }
    }
}
