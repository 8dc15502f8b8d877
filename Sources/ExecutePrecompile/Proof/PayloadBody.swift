public import EVM
public import Primitives

/// The lists of an L2 block as blobs hold them (EIP-8142): 4 bytes of the block access list's length, 4 bytes of the
/// transactions' length, both big-endian, the block access list, and the RLP list of the transactions, each as a byte
/// string.
///
/// The rules of Osaka have no block access lists, so the first length is zero.
public struct PayloadBody: Hashable, Sendable {
    /// The transactions as they stand in the block.
    public var transactions: [[UInt8]]

    /// The lists of a block.
    public init(transactions: [[UInt8]]) {
        self.transactions = transactions
    }

    private static let headerByteCount = 8

    /// The bytes that are packed.
    public var encoded: [UInt8] {
        let list = RLPEncoder.encodeList { list in
            for transaction in transactions { list.append(bytes: transaction) }
        }
        // A payload is far below 4 GiB, so that the high half of its length is zero.
        return UInt256(UInt64(list.count)).bigEndianBytes.suffix(Self.headerByteCount) + list
    }

    /// The blobs that hold the lists.
    public var blobs: [[UInt8]] { BlobData.pack(encoded) }

    /// Reads the lists from blobs, strictly: equal lists are in equal blobs alone.
    ///
    /// - Parameter blobs: Hostile bytes.
    /// - Throws: `PayloadBodyError`.
    public init(blobs: [[UInt8]]) throws(PayloadBodyError) {
        let data: ArraySlice<UInt8>
        let accessListByteCount: Int
        do throws(BlobDataError) {
            let bytes = try BlobData.unpack(blobs)
            guard bytes.count >= Self.headerByteCount else {
                throw .dataTooLong(declared: Self.headerByteCount, available: bytes.count)
            }
            accessListByteCount = Self.length(bytes[..<4])
            // Three numbers below 2^32 and 2^32.
            let byteCount = Self.headerByteCount + accessListByteCount + Self.length(bytes[4..<8])
            data = try BlobData.data(byteCount, of: bytes)
        } catch {
            throw .packing(error)
        }
        guard accessListByteCount == 0 else { throw .unexpectedAccessList(byteCount: accessListByteCount) }
        transactions = []
        do throws(RLPError) {
            var decoder = RLPDecoder(data.dropFirst(Self.headerByteCount))
            var list = try decoder.readList()
            try decoder.finish()
            while !list.isAtEnd { transactions.append(try list.readArray()) }
        } catch {
            throw .transactions(error)
        }
    }

    private static func length(_ bytes: ArraySlice<UInt8>) -> Int {
        Int(bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    }

    /// Hash tree root of the transactions, as a payload's header form names it.
    var transactionsRoot: Bytes32 {
        SSZ.progressiveListRoot(transactions.map { SSZ.progressiveByteListRoot($0) })
    }
}

/// Why blobs do not hold the lists of an L2 block.
public enum PayloadBodyError: Error, Equatable, Sendable {
    /// The blobs hold no packed bytes.
    case packing(BlobDataError)
    /// A block access list, which the rules of Osaka do not have.
    case unexpectedAccessList(byteCount: Int)
    /// The transactions are no RLP list of byte strings.
    case transactions(RLPError)
}

extension PayloadBodyError: CustomStringConvertible {
    /// What is wrong, in one line.
    public var description: String {
        switch self {
        case .packing(let error): error.description
        case .unexpectedAccessList(let count): "a block access list of \(count) bytes, which these rules do not have"
        case .transactions(let error): "the transactions are no list of byte strings: \(error.description)"
        }
    }
}

/// The statement that blobs hold the transactions of a block: what EXECUTE relies on when the input has none.
///
/// EXECUTE never sees a blob, and must answer the same when nobody keeps the blobs any more. So the transaction names
/// the statement as a dependency, and the import of its block checks it, as it checks proofs
/// (docs/decisions/0060-blobs-that-hold-a-payload.md). `[SIM]`
public struct PayloadBlobStatement: Hashable, Sendable {
    /// Hash tree root of the transactions.
    public var transactionsRoot: Bytes32
    /// Versioned hashes of the blobs, in order.
    public var versionedHashes: [Bytes32]
    /// EIP-2718 types that the transactions may have, 0 being the untyped form.
    public var allowedTransactionTypes: [UInt8]

    /// States that the blobs of these hashes hold the transactions of this root, and that they are of these types.
    public init(transactionsRoot: Bytes32, versionedHashes: [Bytes32], allowedTransactionTypes: [UInt8]) {
        self.transactionsRoot = transactionsRoot
        self.versionedHashes = versionedHashes
        self.allowedTransactionTypes = allowedTransactionTypes
    }

    /// Root of the container of both, the hashes as a progressive list.
    public var root: Bytes32 {
        SSZ.containerRoot([transactionsRoot, SSZ.progressiveListRoot(versionedHashes)])
    }

    /// The dependency that names the statement.
    ///
    /// Nothing is proved but by the blobs themselves, so there is no program that a key could name. In its place stand
    /// the allowed types, a bit for each, as they decide what blobs make the statement true: whoever checks it knows no
    /// chain's rules, and EXECUTE, which does, never sees the transactions.
    public var dependency: ProofDependency {
        let types = allowedTransactionTypes.reduce(UInt256.zero) { $0 | UInt256(1) << Int($1) }
        return ProofDependency(
            scheme: ProofScheme.payloadBlobs,
            publicInputRoot: root,
            verificationKeyHash: Bytes32(types)
        )
    }

    /// Why blobs do not make a dependency true; nil when they hold its transactions, of the types that it allows.
    ///
    /// - Parameters:
    ///   - dependency: A dependency of the scheme `ProofScheme.payloadBlobs`.
    ///   - versionedHashes: The hashes of the blobs that the transaction carries.
    ///   - blobs: The blobs, which have these hashes.
    /// - Returns: The reason in one line.
    public static func refusal(
        of dependency: ProofDependency,
        versionedHashes: [Bytes32],
        blobs: [[UInt8]]
    ) -> String? {
        let types = dependency.verificationKeyHash.uint256
        let rules = L2Rules(allowedTransactionTypes: (0...UInt8.max).filter { (types >> Int($0)) & 1 == 1 })
        let body: PayloadBody
        do throws(PayloadBodyError) {
            body = try PayloadBody(blobs: blobs)
        } catch {
            return error.description
        }
        do throws(L2RuleViolation) {
            try rules.check(transactions: body.transactions)
        } catch {
            return error.description
        }
        let statement = Self(
            transactionsRoot: body.transactionsRoot,
            versionedHashes: versionedHashes,
            allowedTransactionTypes: rules.allowedTransactionTypes
        )
        return statement.dependency == dependency ? nil : "the blobs hold other transactions"
    }
}
