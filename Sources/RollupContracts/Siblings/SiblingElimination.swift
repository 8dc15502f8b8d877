public import Primitives

/// `SiblingElimination.vy` on L1: decides about one claim that only a contradicting sibling disputes.
///
/// Calldata goes to the game's own address, and is that of `ZKDisputeGame` but for `challenge`, which there is none of
/// (a test compares the ABIs). Reasons of reverts are `DisputeRevert`.
public enum SiblingElimination {
    /// Type of these games, as Kailua numbers it.
    public static let type: UInt64 = 1337

    /// Where a game stands.
    public enum Status: UInt64, CaseIterable, Hashable, Sendable {
        /// Nobody claims another answer to its question, and nobody has proven it.
        case uncontradicted
        /// Somebody claims another answer to its question.
        case contradicted
        /// Proven, so that whoever contradicts it has lied.
        case validityProven
        /// Its proposer, or its claim, has been shown to be false.
        case eliminated
        /// Decided.
        case resolved

        /// The name in scenarios.
        public var name: String {
            switch self {
            case .uncontradicted: "Uncontradicted"
            case .contradicted: "Contradicted"
            case .validityProven: "ValidityProven"
            case .eliminated: "Eliminated"
            case .resolved: "Resolved"
            }
        }
    }

    /// Init code of the implementation behind all games of a type.
    ///
    /// - Parameters:
    ///   - factory: Who may begin games.
    ///   - rollup: Where the anchor is, and whom the guardian tells what he thinks of a game.
    ///   - treasury: Keeps the bonds, and knows which claims contradict each other.
    ///   - verifier: Accepts claims for proofs: an `ExecuteVerifier`, or a stand-in.
    /// - Returns: The init code.
    public static func initCode(factory: Address, rollup: Address, treasury: Address, verifier: Address) -> [UInt8] {
        artifact.initCode([.address(factory), .address(rollup), .address(treasury), .address(verifier)])
    }

    /// Calldata that asks where a game stands.
    public static let status = Function.status.encodeCall([])

    /// Storage slots of a game.
    public enum Slot {
        /// `ZKDisputeGame.Outcome` of the game.
        public static var outcome: UInt256 { Layout.outcome }
    }
}
