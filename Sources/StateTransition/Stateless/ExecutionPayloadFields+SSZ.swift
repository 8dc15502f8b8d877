public import Primitives

/// The fields that payloads and their header forms share: thirteen before the lists of transactions and withdrawals, or
/// before those lists' roots, and two behind them.
extension ExecutionPayloadFields {
    /// The layout of a container of these fields and the two lists.
    ///
    /// - Parameter length: Bytes of each list's form: nil for the list, 32 for its root.
    /// - Returns: The lengths of the fields in bytes, nil where they vary.
    public static func lengths(ofLists length: Int?) -> [Int?] {
        [32, 20, 32, 32, 256, 32, 8, 8, 8, 8, nil, 32, 32, length, length, 8, 8]
    }

    /// Reads the fields, and the lists between them by `lists`.
    ///
    /// - Returns: Both.
    /// - Throws: `SSZError` for a field of another length, and what `lists` throws.
    public static func read<Lists>(
        from reader: inout SSZContainerReader,
        lists: (inout SSZContainerReader) throws(SSZError) -> Lists
    ) throws(SSZError) -> (fields: ExecutionPayloadFields, lists: Lists) {
        let parentHash = try reader.readBytes32()
        let feeRecipient = try reader.readAddress()
        let stateRoot = try reader.readBytes32()
        let receiptsRoot = try reader.readBytes32()
        let bloomBytes = try reader.readField()
        guard let logsBloom = LogsBloom(bloomBytes) else { throw .wrongLength(expected: 256, got: bloomBytes.count) }
        let prevRandao = try reader.readBytes32()
        let blockNumber = try reader.readUInt64()
        let gasLimit = try reader.readUInt64()
        let gasUsed = try reader.readUInt64()
        let timestamp = try reader.readUInt64()
        let extraData = try reader.readByteList(limit: InputLimits.extraDataByteCount)
        let baseFeePerGas = try reader.readUInt256()
        let blockHash = try reader.readBytes32()
        let lists = try lists(&reader)
        let blobGasUsed = try reader.readUInt64()
        let fields = ExecutionPayloadFields(
            parentHash: parentHash,
            feeRecipient: feeRecipient,
            stateRoot: stateRoot,
            receiptsRoot: receiptsRoot,
            logsBloom: logsBloom,
            prevRandao: prevRandao,
            blockNumber: blockNumber,
            gasLimit: gasLimit,
            gasUsed: gasUsed,
            timestamp: timestamp,
            extraData: extraData,
            baseFeePerGas: baseFeePerGas,
            blockHash: blockHash,
            blobGasUsed: blobGasUsed,
            excessBlobGas: try reader.readUInt64()
        )
        return (fields, lists)
    }

    /// Writes the fields, and the lists between them by `lists`.
    public func write(to writer: inout SSZContainerWriter, lists: (inout SSZContainerWriter) -> Void) {
        writer.append(parentHash)
        writer.append(feeRecipient)
        writer.append(stateRoot)
        writer.append(receiptsRoot)
        writer.append(fixed: logsBloom.bytes)
        writer.append(prevRandao)
        writer.append(blockNumber)
        writer.append(gasLimit)
        writer.append(gasUsed)
        writer.append(timestamp)
        writer.append(variable: extraData)
        writer.append(baseFeePerGas)
        writer.append(blockHash)
        lists(&writer)
        writer.append(blobGasUsed)
        writer.append(excessBlobGas)
    }
}
