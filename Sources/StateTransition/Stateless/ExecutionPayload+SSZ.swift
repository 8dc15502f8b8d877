import Primitives

extension ExecutionPayload {
    static func layout(_ schema: InputSchema) -> SSZLayout {
        let osaka = ExecutionPayloadFields.lengths(ofLists: nil)
        switch schema {
        case .osaka: return SSZLayout(osaka)
        case .amsterdam: return SSZLayout(osaka + [nil, 8])
        }
    }

    /// Reads a payload of the schema's type.
    init(ssz bytes: ArraySlice<UInt8>, schema: InputSchema) throws(SSZError) {
        var reader = try SSZContainerReader(bytes, layout: Self.layout(schema))
        let (fields, lists) = try ExecutionPayloadFields.read(from: &reader) { (reader) throws(SSZError) in
            let transactions = try SSZ.decodeByteLists(try reader.readField())
            let withdrawals = try SSZ.decodeList(
                try reader.readField(),
                elementByteCount: Withdrawal.sszLayout.fixedByteCount
            ) { (element) throws(SSZError) in try Withdrawal(ssz: element) }
            return (transactions, withdrawals)
        }
        self.fields = fields
        (transactions, withdrawals) = lists
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
        fields.write(to: &writer) { writer in
            writer.append(variable: SSZ.encodeByteLists(transactions))
            writer.append(variable: withdrawals.flatMap { $0.ssz })
        }
        if let amsterdam {
            writer.append(variable: amsterdam.blockAccessList)
            writer.append(amsterdam.slotNumber)
        }
        return writer.bytes
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
