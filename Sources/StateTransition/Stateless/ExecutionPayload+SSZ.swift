import Primitives

extension ExecutionPayload {
    static func layout(_ schema: InputSchema) -> SSZLayout {
        let osaka: [Int?] = [32, 20, 32, 32, 256, 32, 8, 8, 8, 8, nil, 32, 32, nil, nil, 8, 8]
        switch schema {
        case .osaka: return SSZLayout(osaka)
        case .amsterdam: return SSZLayout(osaka + [nil, 8])
        }
    }

    /// Reads a payload of the schema's type.
    init(ssz bytes: ArraySlice<UInt8>, schema: InputSchema) throws(SSZError) {
        var reader = try SSZContainerReader(bytes, layout: Self.layout(schema))
        let parentHash = try reader.readBytes32()
        let feeRecipient = try reader.readAddress()
        let stateRoot = try reader.readBytes32()
        let receiptsRoot = try reader.readBytes32()
        let logsBloom = try reader.readLogsBloom()
        let prevRandao = try reader.readBytes32()
        let blockNumber = try reader.readUInt64()
        let gasLimit = try reader.readUInt64()
        let gasUsed = try reader.readUInt64()
        let timestamp = try reader.readUInt64()
        let extraData = try reader.readByteList(limit: InputLimits.extraDataByteCount)
        let baseFeePerGas = try reader.readUInt256()
        let blockHash = try reader.readBytes32()
        transactions = try SSZ.decodeByteLists(try reader.readField())
        withdrawals = try SSZ.decodeList(
            try reader.readField(),
            elementByteCount: Withdrawal.sszLayout.fixedByteCount
        ) { (element) throws(SSZError) in try Withdrawal(ssz: element) }
        let blobGasUsed = try reader.readUInt64()
        let excessBlobGas = try reader.readUInt64()
        fields = ExecutionPayloadFields(
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
            excessBlobGas: excessBlobGas
        )
        switch schema {
        case .osaka:
            amsterdam = nil
        case .amsterdam:
            let blockAccessList = try reader.readByteList()
            amsterdam = AmsterdamPayloadFields(
                blockAccessList: blockAccessList,
                slotNumber: try reader.readUInt64()
            )
        }
    }

    /// Serialization.
    var ssz: [UInt8] {
        var writer = SSZContainerWriter(layout: Self.layout(schema))
        writer.append(fields.parentHash)
        writer.append(fields.feeRecipient)
        writer.append(fields.stateRoot)
        writer.append(fields.receiptsRoot)
        writer.append(fixed: fields.logsBloom.bytes)
        writer.append(fields.prevRandao)
        writer.append(fields.blockNumber)
        writer.append(fields.gasLimit)
        writer.append(fields.gasUsed)
        writer.append(fields.timestamp)
        writer.append(variable: fields.extraData)
        writer.append(fields.baseFeePerGas)
        writer.append(fields.blockHash)
        writer.append(variable: SSZ.encodeByteLists(transactions))
        writer.append(variable: withdrawals.flatMap { $0.ssz })
        writer.append(fields.blobGasUsed)
        writer.append(fields.excessBlobGas)
        if let amsterdam {
            writer.append(variable: amsterdam.blockAccessList)
            writer.append(amsterdam.slotNumber)
        }
        return writer.bytes
    }
}

extension SSZContainerReader {
    fileprivate mutating func readLogsBloom() throws(SSZError) -> LogsBloom {
        let field = try readField()
        guard let bloom = LogsBloom(field) else { throw .wrongLength(expected: 256, got: field.count) }
        return bloom
    }
}

extension Withdrawal {
    static let sszLayout = SSZLayout([8, 8, 20, 8])

    init(ssz bytes: ArraySlice<UInt8>) throws(SSZError) {
        var reader = try SSZContainerReader(bytes, layout: Self.sszLayout)
        let index = try reader.readUInt64()
        let validatorIndex = try reader.readUInt64()
        let address = try reader.readAddress()
        self.init(
            index: index,
            validatorIndex: validatorIndex,
            address: address,
            amountInGwei: try reader.readUInt64()
        )
    }

    var ssz: [UInt8] {
        var writer = SSZContainerWriter(layout: Self.sszLayout)
        writer.append(index)
        writer.append(validatorIndex)
        writer.append(address)
        writer.append(amountInGwei)
        return writer.bytes
    }

    var sszRoot: Bytes32 {
        SSZ.containerRoot([
            SSZ.chunk(index), SSZ.chunk(validatorIndex), SSZ.chunk(address), SSZ.chunk(amountInGwei),
        ])
    }
}
