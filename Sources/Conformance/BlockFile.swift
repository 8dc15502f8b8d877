import Foundation
public import Primitives
public import StateTransition

/// A public block with its execution witness, as archived in JSON.
///
/// Keys: `name`, `chainId`, `fork`, `blockNumber`, `blockHash`, `gasUsed`, `transactionCount`, `block` (RLP of header,
/// transactions, ommers and withdrawals), `witness` (`state`, `codes`, `headers`: RLP, oldest to newest), `preStateRoot`,
/// and, when the witness has no headers, `blockHashes` (from the parent back). Byte strings are hexadecimal with `0x`.
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
    }

    /// Greatest size of a file in bytes; the largest mainnet block with its witness takes a tenth.
    public static let byteLimit = 256 << 20

    /// Reads the file's bytes.
    ///
    /// - Throws: `BlockFileError`, naming the field.
    public init(json bytes: [UInt8]) throws(BlockFileError) {
        guard bytes.count <= Self.byteLimit else { throw .tooLarge(limit: Self.byteLimit, got: bytes.count) }
        let fields = try Fields(json: bytes)
        name = fields.name
        configuration = try Self.configuration(chainId: try Self.number(fields.chainId, "chainId"))
        blockRLP = try Self.bytes(fields.block, "block")
        witness = ExecutionWitness(
            state: try Self.byteStrings(fields.witness.state, "witness.state"),
            codes: try Self.byteStrings(fields.witness.codes, "witness.codes"),
            headers: try Self.byteStrings(fields.witness.headers, "witness.headers")
        )
        preStateRoot = try Self.hash(fields.preStateRoot, "preStateRoot")
        var hashes: [Bytes32] = []
        for (index, text) in (fields.blockHashes ?? []).enumerated() {
            hashes.append(try Self.hash(text, "blockHashes[\(index)]"))
        }
        blockHashes = hashes
        claims = Claims(
            blockNumber: try Self.number(fields.blockNumber, "blockNumber"),
            blockHash: try Self.hash(fields.blockHash, "blockHash"),
            gasUsed: try Self.number(fields.gasUsed, "gasUsed"),
            transactionCount: fields.transactionCount
        )
    }

    private static func configuration(chainId: UInt64) throws(BlockFileError) -> ChainConfiguration {
        for configuration in [ChainConfiguration.mainnet, .hoodi] where configuration.chainId == chainId {
            return configuration
        }
        throw .unknownChain(chainId)
    }

    private static func number(_ value: Int64, _ field: String) throws(BlockFileError) -> UInt64 {
        guard let number = UInt64(exactly: value) else { throw .wrongType(field: field, expected: "a number in range") }
        return number
    }

    private static func bytes(_ text: String, _ field: String) throws(BlockFileError) -> [UInt8] {
        guard text.utf8.starts(with: "0x".utf8), let bytes = Hex.decode(text) else {
            throw .notHexadecimal(field: field)
        }
        return bytes
    }

    private static func byteStrings(_ texts: [String], _ field: String) throws(BlockFileError) -> [[UInt8]] {
        var strings: [[UInt8]] = []
        strings.reserveCapacity(texts.count)
        for (index, text) in texts.enumerated() {
            strings.append(try bytes(text, "\(field)[\(index)]"))
        }
        return strings
    }

    private static func hash(_ text: String, _ field: String) throws(BlockFileError) -> Bytes32 {
        let bytes = try bytes(text, field)
        guard let hash = Bytes32(bytes) else { throw .wrongLength(field: field, expected: 32, got: bytes.count) }
        return hash
    }
}

/// Why a file is not a block with its witness.
public enum BlockFileError: Error, Hashable, Sendable {
    /// The file cannot be opened or read.
    case unreadable
    /// More bytes than any block needs.
    case tooLarge(limit: Int, got: Int)
    /// Not JSON.
    case notJSON(reason: String)
    /// A key is missing.
    case missingField(String)
    /// A value has another type than its key asks for.
    case wrongType(field: String, expected: String)
    /// A byte string is not hexadecimal digits behind `0x`.
    case notHexadecimal(field: String)
    /// A byte string of fixed length has another length, in bytes.
    case wrongLength(field: String, expected: Int, got: Int)
    /// The rules of the chain are not known.
    case unknownChain(UInt64)
}

extension BlockFileError: CustomStringConvertible {
    /// What is wrong and where.
    public var description: String {
        switch self {
        case .unreadable: "the file cannot be read"
        case .tooLarge(let limit, let got): "the file has \(got) bytes, the limit is \(limit)"
        case .notJSON(let reason): "not JSON: \(reason)"
        case .missingField(let field): "`\(field)` is missing"
        case .wrongType(let field, let expected): "`\(field)` is not \(expected)"
        case .notHexadecimal(let field): "`\(field)` is not hexadecimal behind 0x"
        case .wrongLength(let field, let expected, let got): "`\(field)` has \(got) bytes instead of \(expected)"
        case .unknownChain(let id): "`chainId` \(id) is neither mainnet (1) nor Hoodi (560048)"
        }
    }
}

/// The file as JSON has it.
private struct Fields: Decodable {
    struct Witness: Decodable {
        var state: [String]
        var codes: [String]
        var headers: [String]
    }

    var name: String
    // Signed, so that a negative number is told from bytes that are not JSON.
    var chainId: Int64
    var blockNumber: Int64
    var blockHash: String
    var gasUsed: Int64
    var transactionCount: Int
    var block: String
    var witness: Witness
    var preStateRoot: String
    var blockHashes: [String]?

    init(json bytes: [UInt8]) throws(BlockFileError) {
        do {
            self = try JSONDecoder().decode(Fields.self, from: Data(bytes))
        } catch let error as DecodingError {
            throw BlockFileError(error)
        } catch {
            throw .notJSON(reason: "unreadable")
        }
    }
}

extension BlockFileError {
    fileprivate init(_ error: DecodingError) {
        func path(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
            var text = ""
            for key in context.codingPath + [last].compactMap({ $0 }) {
                if let index = key.intValue {
                    text += "[\(index)]"
                } else {
                    text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
                }
            }
            return text
        }
        switch error {
        case .keyNotFound(let key, let context):
            self = .missingField(path(context, key))
        case .valueNotFound(let type, let context), .typeMismatch(let type, let context):
            self = .wrongType(field: path(context), expected: Self.plainName(of: type))
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            self = .wrongType(field: path(context), expected: "a number in range")
        case .dataCorrupted(let context):
            self = .notJSON(reason: context.debugDescription)
        @unknown default:
            self = .notJSON(reason: "unreadable")
        }
    }

    private static func plainName(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "text"
        case is Int64.Type, is Int.Type: "a whole number"
        case is [String].Type, is [Any].Type: "a list"
        default: "a mapping"
        }
    }
}
