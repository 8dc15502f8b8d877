public import Primitives
public import StateTransition
public import StrictJSON

/// A public block with its execution witness, as archived in JSON.
///
/// Keys: `name`, `chainId`, `blockNumber`, `blockHash`, `gasUsed`, `transactionCount`, `block` (RLP of header,
/// transactions, ommers and withdrawals), `witness` (`state`, `codes`, `headers`: RLP, oldest to newest),
/// `preStateRoot`, when the witness has no headers `blockHashes` (from the parent back), and optionally `fork`, the
/// name of the chain's fork at the block's time (`Osaka`; steps of blob parameters alone are no forks), which must be
/// the right one. Byte strings are hexadecimal with `0x`.
public struct BlockFile: Sendable {
    /// Name of the block for reports.
    public let name: String
    /// Chain that the block belongs to.
    public let configuration: ChainConfiguration
    /// The block's RLP.
    public let blockRLP: [UInt8]
    /// What execution reads.
    public let witness: ExecutionWitness
    /// State root before the block.
    public let preStateRoot: Bytes32
    /// Hashes of the ancestors from the parent back, where the witness has no headers.
    public let blockHashes: [Bytes32]
    /// What the file says about the block, to be compared with it.
    public let claims: Claims

    /// Facts that the file states beside the block.
    public struct Claims: Hashable, Sendable {
        /// Height.
        public let blockNumber: UInt64
        /// Hash of the header.
        public let blockHash: Bytes32
        /// Gas used.
        public let gasUsed: UInt64
        /// Number of transactions.
        public let transactionCount: Int
        /// Name of the fork whose rules the block is under, such as `Osaka`; nil where the file names none.
        public let fork: String?
    }

    /// Greatest size of a file in bytes; the largest mainnet block with its witness takes a tenth.
    public static let byteLimit = 256 << 20

    /// Reads the file's bytes.
    ///
    /// - Throws: `BlockFileError`, naming the field.
    public init(json bytes: [UInt8]) throws(BlockFileError) {
        let root: JSONValue
        let chainId: UInt64
        do throws(JSONError) {
            root = try JSONDocument(bytes, limits: JSONDocument.Limits(byteCount: UInt32(Self.byteLimit))).root
            chainId = try root["chainId"].wholeNumber
        } catch {
            throw .json(error)
        }
        guard let configuration = Self.configurations.first(where: { $0.chainId == chainId }) else {
            throw .unknownChain(chainId)
        }
        do throws(JSONError) {
            try self.init(root, configuration)
        } catch {
            throw .json(error)
        }
    }

    private init(_ root: JSONValue, _ configuration: ChainConfiguration) throws(JSONError) {
        self.configuration = configuration
        name = try root["name"].text
        blockRLP = try root["block"].bytes
        witness = try ExecutionWitness(root["witness"])
        preStateRoot = try root["preStateRoot"].bytes32
        var hashes: [Bytes32] = []
        if let list = try root.optional("blockHashes") {
            for hash in try list.elements { hashes.append(try hash.bytes32) }
        }
        blockHashes = hashes
        let transactionCount = try root["transactionCount"]
        guard let count = Int(exactly: try transactionCount.wholeNumber) else {
            throw transactionCount.mismatch(expected: "a count")
        }
        claims = Claims(
            blockNumber: try root["blockNumber"].wholeNumber,
            blockHash: try root["blockHash"].bytes32,
            gasUsed: try root["gasUsed"].wholeNumber,
            transactionCount: count,
            fork: try root.optional("fork")?.text
        )
    }

    /// The chains whose rules are known.
    private static let configurations = [ChainConfiguration.mainnet, .hoodi]
}

/// Why a file is not a block with its witness.
public enum BlockFileError: Error, Hashable, Sendable {
    /// It is not JSON, or a field is not what it must be.
    case json(JSONError)
    /// The rules of the chain are not known.
    case unknownChain(UInt64)
}

extension BlockFileError: CustomStringConvertible {
    /// What is wrong and where.
    public var description: String {
        switch self {
        case .json(let error): error.description
        case .unknownChain(let id): "`chainId` \(id) is neither mainnet (1) nor Hoodi (560048)"
        }
    }
}
