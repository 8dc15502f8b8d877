import EVM
public import Primitives

extension BlockHeader {
    /// Keccak-256 of `encoded`, the block's name.
    public var hash: Bytes32 { Keccak256.hash(encoded) }

    /// RLP list of `fieldCount` fields.
    public var encoded: [UInt8] {
        RLPEncoder.encodeList(reserving: 700) { list in
            list.append(parentHash)
            list.append(ommersHash)
            list.append(feeRecipient)
            list.append(stateRoot)
            list.append(transactionsRoot)
            list.append(receiptsRoot)
            list.append(bytes: logsBloom.bytes)
            list.append(difficulty)
            list.append(number)
            list.append(gasLimit)
            list.append(gasUsed)
            list.append(timestamp)
            list.append(bytes: extraData)
            list.append(prevRandao)
            withUnsafeBytes(of: nonce.bigEndian) { list.append(bytes: $0) }
            list.append(baseFeePerGas)
            list.append(withdrawalsRoot)
            guard hasBlobFields else { return }
            list.append(blobGasUsed)
            list.append(excessBlobGas)
            list.append(parentBeaconBlockRoot)
            if let requestsHash {
                list.append(requestsHash)
            }
        }
    }

    /// Number of fields in the header, by which forks tell their headers apart.
    public var fieldCount: Int {
        guard hasBlobFields else { return 17 }
        return requestsHash == nil ? 20 : 21
    }

    /// Every number of fields that some fork has.
    static let fieldCounts = Fork.allCases.map { $0.headerFieldCount }

    /// Number of fields of the header that stands next, whatever they are.
    static func fieldCount(in items: RLPDecoder) throws(RLPError) -> Int {
        var items = items
        var fields = try items.readList()
        var count = 0
        while !fields.isAtEnd {
            _ = try fields.readRawItem()
            count &+= 1
        }
        return count
    }

    /// Reads a header, strictly.
    ///
    /// - Throws: `RLPError` for anything but the canonical encoding of 17, 20 or 21 fields.
    public init(decoding bytes: [UInt8]) throws(RLPError) {
        var decoder = RLPDecoder(bytes)
        try self.init(from: &decoder)
        try decoder.finish()
    }

    init(from decoder: inout RLPDecoder) throws(RLPError) {
        var list = try decoder.readList()
        self.init(
            parentHash: try list.readBytes32(),
            ommersHash: try list.readBytes32(),
            feeRecipient: try list.readAddress(),
            stateRoot: try list.readBytes32(),
            transactionsRoot: try list.readBytes32(),
            receiptsRoot: try list.readBytes32(),
            logsBloom: try BlockHeader.readLogsBloom(&list),
            difficulty: try list.readUInt256(),
            number: try list.readUInt64(),
            gasLimit: try list.readUInt64(),
            gasUsed: try list.readUInt64(),
            timestamp: try list.readUInt64(),
            extraData: try list.readArray(),
            prevRandao: try list.readBytes32(),
            nonce: try BlockHeader.readNonce(&list),
            baseFeePerGas: try list.readUInt256(),
            withdrawalsRoot: try list.readBytes32(),
            hasBlobFields: !list.isAtEnd
        )
        if hasBlobFields {
            blobGasUsed = try list.readUInt64()
            excessBlobGas = try list.readUInt64()
            parentBeaconBlockRoot = try list.readBytes32()
            if !list.isAtEnd { requestsHash = try list.readBytes32() }
        }
        try list.finish()
    }

    private static func readLogsBloom(_ list: inout RLPDecoder) throws(RLPError) -> LogsBloom {
        let bytes = try list.readBytes()
        guard let bloom = LogsBloom(bytes) else { throw .wrongLength(expected: 256, got: bytes.count) }
        return bloom
    }

    private static func readNonce(_ list: inout RLPDecoder) throws(RLPError) -> UInt64 {
        let bytes = try list.readBytes()
        guard bytes.count == 8 else { throw .wrongLength(expected: 8, got: bytes.count) }
        return bytes.reduce(0) { $0 &<< 8 | UInt64($1) }
    }
}
