public import Primitives

/// `DisputeGameFactory.vy` on L1: makes a game for each claim, and knows which contracts are its games.
public enum DisputeGameFactory {
    /// In the place of a parent's index: the anchor of the rollup is the parent.
    public static let anchorIndex: UInt64 = 0xffff_ffff

    /// Bytes of transactions, as the SSZ list that they are posted as, which the contract accepts with one claim.
    public static let maxBatchByteCount = 131_072

    /// Init code of a deployment whose owner can add types of games.
    public static func initCode(owner: Address) -> [UInt8] { artifact.initCode([.address(owner)]) }

    /// Calldata with which the owner adds a type of games.
    public static func setImplementation(_ implementation: Address, ofType type: UInt64) -> [UInt8] {
        Function.setImplementation.encodeCall([.uint(UInt256(type)), .address(implementation)])
    }

    /// Calldata that makes a game; the transaction's value is the proposer's bond.
    ///
    /// - Parameters:
    ///   - claim: What is claimed.
    ///   - type: Type of the game.
    ///   - parentIndex: Index of the game about the block's parent, or `anchorIndex`.
    ///   - batch: The block's encoded transactions as SSZ writes their list; the claim holds its hash.
    /// - Returns: Calldata of `create`.
    public static func create(
        _ claim: DisputeClaim,
        type: UInt64 = ZKDisputeGame.type,
        parentIndex: UInt64,
        batch: [UInt8]
    ) -> [UInt8] {
        Function.create.encodeCall([
            .uint(UInt256(type)), .uint(UInt256(parentIndex)), claim.abiValue,
            .bytes(batch),
        ])
    }

    /// The claim in calldata of `create`.
    ///
    /// - Returns: Nil when the calldata is another function's, or is not canonical.
    public static func claim(calldata: [UInt8]) -> DisputeClaim? {
        guard let fields = try? Function.create.decodeCall(calldata), fields.count == 4 else { return nil }
        return DisputeClaim(fields[2])
    }

    /// The transactions in calldata of `create`.
    ///
    /// - Returns: Nil when the calldata is another function's, is not canonical, or holds no list of transactions.
    public static func transactions(calldata: [UInt8]) -> [[UInt8]]? {
        guard let fields = try? Function.create.decodeCall(calldata), fields.count == 4, let batch = fields[3].asBytes
        else { return nil }
        return try? SSZ.decodeByteLists(batch[...])
    }

    /// A game as the factory's log tells of it.
    public struct Creation: Hashable, Sendable {
        /// Position among all games of the factory.
        public let index: UInt64
        /// Address of the game.
        public let game: Address
        /// Number of the L2 block that the claim is about.
        public let number: UInt64
        /// Who put up the bond.
        public let proposer: Address
        /// The game about the block's parent; zero for the anchor.
        public let parent: Address
        /// Claimed hash of the block.
        public let blockHash: Bytes32
        /// Claimed state root of the block.
        public let stateRoot: Bytes32

        /// Reads a log of the factory; nil when it is another event's.
        ///
        /// - Throws: `ABIError` when the log is not what the contract emits.
        public init?(topics: [Bytes32], data: [UInt8]) throws(ABIError) {
            guard topics.first == EventLayout.gameCreated.topic else { return nil }
            let fields = try EventLayout.gameCreated.decode(topics: topics, data: data)
            guard let number = fields[0].asUInt64, let game = fields[1].asAddress, let proposer = fields[2].asAddress,
                let index = fields[3].asUInt64, let parent = fields[5].asAddress, let blockHash = fields[6].asBytes32,
                let stateRoot = fields[7].asBytes32
            else { throw .outOfRange(at: 0) }
            self.index = index
            self.game = game
            self.number = number
            self.proposer = proposer
            self.parent = parent
            self.blockHash = blockHash
            self.stateRoot = stateRoot
        }
    }
}
