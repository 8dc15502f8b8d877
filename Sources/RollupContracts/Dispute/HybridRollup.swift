public import Primitives

/// `HybridRollup.vy` on L1: believes what dispute games have decided about an L2 chain, and holds its ETH in escrow.
///
/// Sending messages, claiming them, and the slots of the head are as in `NativeRollup`, whose calldata and events
/// therefore serve both (a test compares the ABIs). The head is the anchor of the games.
public enum HybridRollup {
    /// The contract as it is deployed.
    public struct Genesis: Hashable, Sendable {
        /// Hash of the genesis header.
        public var blockHash: Bytes32
        /// State root of the genesis.
        public var stateRoot: Bytes32
        /// Timestamp of the genesis, in seconds.
        public var timestamp: UInt64
        /// Account whose `sentMessages` are claimed on L1.
        public var messenger: Address
        /// Whose games are believed.
        public var factory: Address
        /// Who can blacklist and retire games, set the respected type, and pause.
        public var guardian: Address
        /// Seconds between a game's resolution and its finality.
        public var airGap: UInt64
        /// The type of games that count.
        public var gameType: UInt64

        /// The genesis of a rollup whose messenger stands where it always does unless another place is given.
        public init(
            blockHash: Bytes32,
            stateRoot: Bytes32,
            timestamp: UInt64,
            messenger: Address = L2Messenger.address,
            factory: Address,
            guardian: Address,
            airGap: UInt64,
            gameType: UInt64 = ZKDisputeGame.type
        ) {
            self.blockHash = blockHash
            self.stateRoot = stateRoot
            self.timestamp = timestamp
            self.messenger = messenger
            self.factory = factory
            self.guardian = guardian
            self.airGap = airGap
            self.gameType = gameType
        }
    }

    /// Seconds after which a pause ends by itself.
    public static let pauseSeconds: UInt64 = 7_884_000

    /// Init code of a deployment, whose value is the escrow behind the ETH that the L2 genesis gives to its accounts.
    public static func initCode(_ genesis: Genesis) -> [UInt8] {
        artifact.initCode([
            .bytes32(genesis.blockHash),
            .bytes32(genesis.stateRoot),
            .uint(UInt256(genesis.timestamp)),
            .address(genesis.messenger),
            .address(genesis.factory),
            .address(genesis.guardian),
            .uint(UInt256(genesis.airGap)),
            .uint(UInt256(genesis.gameType)),
        ])
    }

    /// Calldata that has a game's claim taken over if it is valid.
    public static func adopt(_ game: Address) -> [UInt8] { Function.adopt.encodeCall([.address(game)]) }

    /// Calldata that gives a claim whose game is won the place behind its parent, if that is free.
    public static func recordWinner(_ game: Address) -> [UInt8] { Function.recordWinner.encodeCall([.address(game)]) }

    /// Calldata with which the guardian takes a game's claim and its payouts back.
    public static func blacklist(_ game: Address) -> [UInt8] { Function.blacklist.encodeCall([.address(game)]) }

    /// Calldata with which the guardian retires all games that exist.
    public static let retire = Function.retire.encodeCall([])

    /// Calldata with which the guardian sets the type of games that count from now on.
    public static func setRespectedGameType(_ type: UInt64) -> [UInt8] {
        Function.setRespectedGameType.encodeCall([.uint(UInt256(type))])
    }

    /// Calldata with which the guardian stops closing and claiming.
    public static let pause = Function.pause.encodeCall([])

    /// Calldata with which the guardian ends a pause.
    public static let unpause = Function.unpause.encodeCall([])

    /// What the head has become: a claim more, or fewer when one of the chain has been taken back.
    public struct Anchor: Hashable, Sendable {
        /// Number of the block.
        public let number: UInt64
        /// The game whose claim it is; zero for the genesis.
        public let game: Address

        /// Reads a log of the contract; nil for a log of another event.
        ///
        /// - Throws: `ABIError` when the log is not what the contract emits.
        public init?(topics: [Bytes32], data: [UInt8]) throws(ABIError) {
            guard topics.first == EventLayout.anchorUpdated.topic else { return nil }
            let fields = try EventLayout.anchorUpdated.decode(topics: topics, data: data)
            guard let number = fields[0].asUInt64, let game = fields[1].asAddress else { throw .outOfRange(at: 0) }
            (self.number, self.game) = (number, game)
        }
    }

    /// Storage slots of the contract, beside those of `NativeRollup.Slot` that it shares: head, messages, escrow.
    public enum Slot {
        /// Whether the guardian has blacklisted a game: zero or one.
        public static func isBlacklisted(_ game: Address) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.isBlacklisted, key: Bytes32(game.uint256))
        }

        /// Time in seconds; games that were created then or before are retired.
        public static var retirementTime: UInt256 { Layout.retirementTime }

        /// State root of an L2 block up to the head.
        public static func stateRoot(l2BlockNumber: UInt64) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.stateRoots, key: Bytes32(UInt256(l2BlockNumber)))
        }

        /// The game whose claim counts for an L2 block up to the head; above it, what counted once.
        public static func finalGame(l2BlockNumber: UInt64) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.finalGames, key: Bytes32(UInt256(l2BlockNumber)))
        }

        /// The game whose claim has won the place of an L2 block behind its parent, unless it has been taken back.
        public static func winner(l2BlockNumber: UInt64, on parentHash: Bytes32) -> UInt256 {
            let places = StorageLayout.mappingElement(of: Layout.winners, key: Bytes32(UInt256(l2BlockNumber)))
            return StorageLayout.mappingElement(of: places, key: parentHash)
        }
    }
}
