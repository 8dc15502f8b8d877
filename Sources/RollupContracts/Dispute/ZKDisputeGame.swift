public import Primitives

/// `ZKDisputeGame.vy` on L1: decides about one claim by two clocks, two bonds and a proof.
///
/// Calldata goes to the game's own address, which its factory's log tells. Reasons of reverts are `DisputeRevert`.
public enum ZKDisputeGame {
    /// Type of these games, as the OP Stack numbers it.
    public static let type: UInt64 = 10

    /// Where a game stands.
    public enum Status: UInt64, CaseIterable, Hashable, Sendable {
        /// Nobody has objected, and nobody has proven anything.
        case unchallenged
        /// Somebody has objected, and there is no proof yet.
        case challenged
        /// Proven before anybody objected.
        case unchallengedAndValidProofProvided
        /// Proven after somebody has objected.
        case challengedAndValidProofProvided
        /// Decided.
        case resolved

        /// The name in the OP Stack's specification.
        public var name: String {
            switch self {
            case .unchallenged: "Unchallenged"
            case .challenged: "Challenged"
            case .unchallengedAndValidProofProvided: "UnchallengedAndValidProofProvided"
            case .challengedAndValidProofProvided: "ChallengedAndValidProofProvided"
            case .resolved: "Resolved"
            }
        }
    }

    /// How a game was decided.
    public enum Outcome: UInt64, CaseIterable, Hashable, Sendable {
        /// It is not.
        case inProgress
        /// The claim fell.
        case challengerWins
        /// The claim stands.
        case defenderWins

        /// The name in the OP Stack's specification.
        public var name: String {
            switch self {
            case .inProgress: "IN_PROGRESS"
            case .challengerWins: "CHALLENGER_WINS"
            case .defenderWins: "DEFENDER_WINS"
            }
        }
    }

    /// How the bonds of a game are distributed.
    public enum Mode: UInt64, CaseIterable, Hashable, Sendable {
        /// Open until the game is closed.
        case undecided
        /// By the outcome.
        case normal
        /// Each gets back what he put up.
        case refund
    }

    /// Clocks and bonds of a type of games.
    public struct Rules: Hashable, Sendable {
        /// Seconds in which a claim can be challenged.
        public var maxChallengeDuration: UInt64
        /// Seconds in which a challenged claim can be proven.
        public var maxProveDuration: UInt64
        /// Wei that a proposer puts up.
        public var initBond: UInt256
        /// Wei that a challenger puts up.
        public var challengerBond: UInt256

        /// Rules as they are to be deployed; the contract checks them.
        public init(
            maxChallengeDuration: UInt64,
            maxProveDuration: UInt64,
            initBond: UInt256,
            challengerBond: UInt256
        ) {
            self.maxChallengeDuration = maxChallengeDuration
            self.maxProveDuration = maxProveDuration
            self.initBond = initBond
            self.challengerBond = challengerBond
        }
    }

    /// Init code of the implementation behind all games of a type.
    ///
    /// - Parameters:
    ///   - rules: Clocks and bonds.
    ///   - factory: Who may begin games.
    ///   - rollup: Where the anchor is, and whom the guardian tells what he thinks of a game.
    ///   - vault: Holds the bonds.
    ///   - verifier: Accepts claims for proofs: an `ExecuteVerifier`, or a stand-in.
    ///   - admission: Says which claims can be taken; zero where all can that fit their parent.
    /// - Returns: The init code.
    public static func initCode(
        _ rules: Rules,
        factory: Address,
        rollup: Address,
        vault: Address,
        verifier: Address,
        admission: Address = .zero
    ) -> [UInt8] {
        artifact.initCode([
            .address(factory),
            .address(rollup),
            .address(vault),
            .address(verifier),
            .address(admission),
            .uint(UInt256(rules.maxChallengeDuration)),
            .uint(UInt256(rules.maxProveDuration)),
            .uint(rules.initBond),
            .uint(rules.challengerBond),
        ])
    }

    /// Calldata that objects to the claim; the transaction's value is the challenger's bond.
    public static let challenge = Function.challenge.encodeCall([])

    /// Calldata that proves the claim.
    ///
    /// - Parameter payload: `0x12f1 ‖ SSZ(ProofInput)`, at most `NativeRollup.maxPayloadByteCount` bytes.
    /// - Returns: Calldata of `prove`.
    public static func prove(payload: [UInt8]) -> [UInt8] { Function.prove.encodeCall([.bytes(payload)]) }

    /// Calldata that has the disputed block executed again.
    ///
    /// - Parameter payload: `0x1281 ‖ SSZ(StatelessInput)`, at most `NativeRollup.maxPayloadByteCount` bytes.
    /// - Returns: Calldata of `settle`.
    public static func settle(payload: [UInt8]) -> [UInt8] { Function.settle.encodeCall([.bytes(payload)]) }

    /// Calldata that decides the game.
    public static let resolve = Function.resolve.encodeCall([])

    /// Calldata that decides how the bonds are distributed, and offers the claim to the rollup.
    public static let close = Function.close.encodeCall([])

    /// Calldata that unlocks somebody's share of the bonds at the first call, and pays it at the second.
    public static func claimCredit(recipient: Address) -> [UInt8] {
        Function.claimCredit.encodeCall([.address(recipient)])
    }

    /// Calldata that asks for the wei of the bonds that are somebody's since the resolution.
    public static func credit(of recipient: Address) -> [UInt8] { Function.credit.encodeCall([.address(recipient)]) }

    /// Calldata that asks for the wei of the bonds that are nobody's.
    public static let burned = Function.burned.encodeCall([])

    /// Storage slots of a game.
    public enum Slot {
        /// `Status` of the game.
        public static var status: UInt256 { Layout.status }
        /// `Outcome` of the game.
        public static var outcome: UInt256 { Layout.outcome }
        /// `Mode` of the game.
        public static var mode: UInt256 { Layout.mode }
        /// Last second in which the claim can be challenged or proven.
        public static var deadline: UInt256 { Layout.deadline }
        /// Time of the game's creation, in seconds.
        public static var createdAt: UInt256 { Layout.createdAt }
        /// Time of the game's resolution, in seconds; zero before.
        public static var resolvedAt: UInt256 { Layout.resolvedAt }
        /// Who put up the first bond.
        public static var proposer: UInt256 { Layout.proposer }
        /// Who put up the second bond; zero before.
        public static var challenger: UInt256 { Layout.challenger }
        /// Who proved the claim; zero before.
        public static var prover: UInt256 { Layout.prover }
        /// Claimed state root.
        public static var stateRoot: UInt256 { Layout.claimed &+ 9 }
    }
}
