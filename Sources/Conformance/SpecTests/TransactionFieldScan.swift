import Primitives
import StateTransition

/// Finds the field at which a transaction's bytes stop being its canonical encoding.
///
/// `Transaction(decoding:)` decides whether they are; this reads the same fields in the same order, for the name of the
/// one that is wrong.
struct TransactionFieldScan {
    /// Fields, by the words that exception names have for them.
    enum Field: String {
        case chainId = "CHAINID"
        case nonce = "NONCE"
        case gasPrice = "GASPRICE"
        case maxPriorityFee = "PRIORITY"
        case maxFee = "BASEFEE"
        case gasLimit = "GASLIMIT"
        case to = "TO"
        case value = "VALUE"
        case data = "DATA"
        case accessList = "ACCESS_LIST"
        case maxBlobFee = "BLOB_FEE"
        case blobHashes = "BLOB_HASHES"
        case authorizationList = "AUTHORIZATION_LIST"
        case v = "V"
        case r = "R"
        case s = "S"
    }

    /// Where the bytes are wrong.
    enum Place: Equatable {
        /// At the list around all fields, or behind it.
        case header
        /// In a field.
        case field(Field)
        /// The fields end before the last one.
        case missing
        /// Something follows the last field.
        case behindFields
    }

    /// The first place that is wrong.
    let faultyField: Place

    /// Reads the fields of a transaction that `Transaction(decoding:)` refuses.
    init(_ bytes: [UInt8]) {
        let isLegacy = (bytes.first ?? 0) >= 0xc0
        var decoder = RLPDecoder(isLegacy ? bytes[...] : bytes.dropFirst())
        guard var list = try? decoder.readList(), decoder.isAtEnd else {
            faultyField = .header
            return
        }
        for field in Self.fields(isLegacy ? .legacy : bytes.first.flatMap(TransactionType.init(rawValue:)) ?? .legacy) {
            if list.isAtEnd {
                faultyField = .missing
                return
            }
            guard (try? Self.read(field, &list)) != nil else {
                faultyField = .field(field)
                return
            }
        }
        faultyField = .behindFields
    }

    private static func fields(_ type: TransactionType) -> [Field] {
        let body: [Field] = [.gasLimit, .to, .value, .data]
        let signature: [Field] = [.v, .r, .s]
        return switch type {
        case .legacy: [.nonce, .gasPrice] + body + signature
        case .accessList: [.chainId, .nonce, .gasPrice] + body + [.accessList] + signature
        // No vector holds a proof-carrying transaction, whose last fields have no names there.
        case .dynamicFee, .proofCarrying:
            [.chainId, .nonce, .maxPriorityFee, .maxFee] + body + [.accessList] + signature
        case .blob:
            [.chainId, .nonce, .maxPriorityFee, .maxFee] + body + [.accessList, .maxBlobFee, .blobHashes] + signature
        case .setCode:
            [.chainId, .nonce, .maxPriorityFee, .maxFee] + body + [.accessList, .authorizationList] + signature
        }
    }

    private static func read(_ field: Field, _ list: inout RLPDecoder) throws(RLPError) {
        switch field {
        case .chainId, .nonce, .gasLimit: _ = try list.readUInt64()
        case .gasPrice, .maxPriorityFee, .maxFee, .value, .maxBlobFee, .v, .r, .s: _ = try list.readUInt256()
        case .to:
            let bytes = try list.readBytes()
            guard bytes.isEmpty || bytes.count == 20 else { throw .wrongLength(expected: 20, got: bytes.count) }
        case .data: _ = try list.readBytes()
        case .accessList:
            var entries = try list.readList()
            while !entries.isAtEnd {
                var entry = try entries.readList()
                _ = try entry.readAddress()
                var keys = try entry.readList()
                while !keys.isAtEnd { _ = try keys.readBytes32() }
                try entry.finish()
            }
        case .blobHashes:
            var hashes = try list.readList()
            while !hashes.isAtEnd { _ = try hashes.readBytes32() }
        case .authorizationList: _ = try list.readList()
        }
    }
}
