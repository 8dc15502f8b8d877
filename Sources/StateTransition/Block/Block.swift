public import Primitives

/// Block as it travels: header, encoded transactions, withdrawals.
///
/// Transactions stay bytes until they are asked for, since the transactions root covers the bytes and decoding is a
/// phase of its own.
public struct Block: Hashable, Sendable {
    /// The header.
    public var header: BlockHeader
    /// Transactions in order, each as `Transaction.encoded` gives it; not checked yet.
    public var transactions: [[UInt8]]
    /// Withdrawals in order (EIP-4895).
    public var withdrawals: [Withdrawal]

    /// Takes header and body as they are: that their roots agree is for validation to find.
    public init(header: BlockHeader, transactions: [[UInt8]], withdrawals: [Withdrawal] = []) {
        self.header = header
        self.transactions = transactions
        self.withdrawals = withdrawals
    }

    /// Keccak-256 of the header.
    public var hash: Bytes32 { header.hash }

    /// RLP list of header, transactions, no ommers, and withdrawals.
    public var encoded: [UInt8] {
        RLPEncoder.encodeList { list in
            list.appendRaw(header.encoded)
            list.appendList { items in
                for transaction in transactions {
                    if let first = transaction.first, first >= 0xc0 {
                        items.appendRaw(transaction)
                    } else {
                        items.append(bytes: transaction)
                    }
                }
            }
            list.appendList { _ in }
            list.appendList { items in
                for withdrawal in withdrawals {
                    items.appendRaw(withdrawal.encoded)
                }
            }
        }
    }

    /// At least as many bytes as `encoded` has: all fields of a header but two take at most 33, the logs bloom 259, and
    /// no item's own header more than 9.
    package var encodedByteCountBound: Int {
        let header = 1_024 &+ header.extraData.count
        let withdrawals = 64 &* withdrawals.count
        return transactions.reduce(header &+ withdrawals) { $0 &+ $1.count &+ 9 }
    }

    /// Reads a block, strictly; transactions are taken as they are.
    ///
    /// - Throws: `InvalidBlock.undecodable`, `.unknownHeaderFieldCount`, `.ommersNotEmpty`.
    public init(decoding bytes: [UInt8]) throws(InvalidBlock) {
        let hasOmmers: Bool
        let fieldCount: Int
        do throws(RLPError) {
            var decoder = RLPDecoder(bytes)
            let list = try decoder.readList()
            try decoder.finish()
            fieldCount = try BlockHeader.fieldCount(in: list)
        } catch {
            throw .undecodable(error)
        }
        guard BlockHeader.fieldCounts.contains(fieldCount) else { throw .unknownHeaderFieldCount(fieldCount) }
        do throws(RLPError) {
            var decoder = RLPDecoder(bytes)
            var list = try decoder.readList()
            header = try BlockHeader(from: &list)
            transactions = try Block.readTransactions(&list)
            hasOmmers = try !list.readList().isAtEnd
            var items = try list.readList()
            try list.finish()
            withdrawals = []
            while !items.isAtEnd {
                withdrawals.append(try Withdrawal(from: &items))
            }
        } catch {
            throw .undecodable(error)
        }
        if hasOmmers { throw .ommersNotEmpty }
    }

    private static func readTransactions(_ list: inout RLPDecoder) throws(RLPError) -> [[UInt8]] {
        var items = try list.readList()
        var transactions: [[UInt8]] = []
        while !items.isAtEnd {
            if items.nextIsList {
                transactions.append(Array(try items.readRawItem()))
            } else {
                let envelope = try items.readArray()
                // A list inside a string would be read as a legacy transaction, which a block holds as a list only.
                guard let type = envelope.first, type < 0xc0 else { throw .invalidValue }
                transactions.append(envelope)
            }
        }
        return transactions
    }

    /// Reads all transactions.
    ///
    /// - Throws: `InvalidBlock.transaction` with the first that is not canonical.
    public func decodeTransactions() throws(InvalidBlock) -> [Transaction] {
        var decoded: [Transaction] = []
        decoded.reserveCapacity(transactions.count)
        for (index, bytes) in transactions.enumerated() {
            do throws(InvalidTransaction) {
                decoded.append(try Transaction(decoding: bytes))
            } catch {
                throw .transaction(index: index, error)
            }
        }
        return decoded
    }
}
