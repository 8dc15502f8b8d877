import EVM
import Primitives

extension Transaction {
    /// Reads a transaction as it stands in a block, strictly: nothing but the canonical encoding is accepted.
    ///
    /// - Parameter bytes: RLP list of a legacy transaction, or type byte and RLP list (EIP-2718).
    /// - Throws: `InvalidTransaction.empty`, `.unsupportedType`, `.undecodable`, `.creationNotAllowed`, `.wrongChainId`
    ///   for a legacy v that names no chain.
    public init(decoding bytes: [UInt8]) throws(InvalidTransaction) {
        guard let first = bytes.first else { throw .empty }
        if first >= 0xc0 {
            var decoder = RLPDecoder(bytes)
            self = try Transaction.decodeLegacy(&decoder)
            return
        }
        guard let type = TransactionType(rawValue: first), type != .legacy else { throw .unsupportedType(first) }
        var decoder = RLPDecoder(bytes[1...])
        do throws(RLPError) {
            var list = try decoder.readList()
            try decoder.finish()
            self = try Transaction.decodeTyped(type, &list)
            try list.finish()
        } catch {
            throw .undecodable(error)
        }
        if to == nil, type == .blob || type == .setCode || type == .proofCarrying { throw .creationNotAllowed(type) }
    }

    private static func decodeLegacy(_ decoder: inout RLPDecoder) throws(InvalidTransaction) -> Transaction {
        var transaction: Transaction
        let v: UInt256
        do throws(RLPError) {
            var list = try decoder.readList()
            try decoder.finish()
            let nonce = try list.readUInt64()
            let gasPrice = try list.readUInt256()
            transaction = .legacy(
                chainId: nil,
                nonce: nonce,
                gasPrice: gasPrice,
                gasLimit: try list.readUInt64(),
                to: try readRecipient(&list),
                value: try list.readUInt256(),
                data: try list.readArray()
            )
            v = try list.readUInt256()
            transaction.r = try list.readUInt256()
            transaction.s = try list.readUInt256()
            try list.finish()
        } catch {
            throw .undecodable(error)
        }
        if v == 27 || v == 28 {
            transaction.yParity = v == 28 ? 1 : 0
        } else {
            guard v >= 35, let chainId = ((v &- 35) >> 1).asUInt64 else { throw .invalidV(v) }
            transaction.chainId = chainId
            transaction.yParity = (v &- 35).l0 & 1 == 1 ? 1 : 0
        }
        return transaction
    }

    private static func decodeTyped(
        _ type: TransactionType,
        _ list: inout RLPDecoder
    ) throws(RLPError) -> Transaction {
        let chainId = try list.readUInt64()
        let nonce = try list.readUInt64()
        let firstPrice = try list.readUInt256()
        let maxFeePerGas = type == .accessList ? firstPrice : try list.readUInt256()
        var transaction = Transaction(
            type: type,
            chainId: chainId,
            nonce: nonce,
            maxPriorityFeePerGas: firstPrice,
            maxFeePerGas: maxFeePerGas,
            gasLimit: try list.readUInt64(),
            to: try readRecipient(&list),
            value: try list.readUInt256(),
            data: try list.readArray()
        )
        transaction.accessList = try AccessListEntry.decodeList(&list)
        if type == .blob || type == .proofCarrying {
            transaction.maxFeePerBlobGas = try list.readUInt256()
            var hashes = try list.readList()
            while !hashes.isAtEnd {
                transaction.blobVersionedHashes.append(try hashes.readBytes32())
            }
        }
        if type == .setCode {
            transaction.authorizationList = try Authorization.decodeList(&list)
        }
        if type == .proofCarrying {
            transaction.proofs = try TransactionProofs.decode(&list)
        }
        guard let yParity = UInt8(exactly: try list.readUInt64()) else { throw .integerOverflow }
        transaction.yParity = yParity
        transaction.r = try list.readUInt256()
        transaction.s = try list.readUInt256()
        return transaction
    }

    private static func readRecipient(_ list: inout RLPDecoder) throws(RLPError) -> Address? {
        let bytes = try list.readBytes()
        if bytes.isEmpty { return nil }
        guard let address = Address(bytes) else { throw .wrongLength(expected: 20, got: bytes.count) }
        return address
    }
}
