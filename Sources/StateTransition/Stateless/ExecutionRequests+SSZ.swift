public import Primitives

/// Container of fixed size that is an element of a progressive list.
protocol FixedSSZElement {
    static var sszLayout: SSZLayout { get }
    init(reading reader: inout SSZContainerReader) throws(SSZError)
    func write(to writer: inout SSZContainerWriter)
    var fieldRoots: [Bytes32] { get }
}

extension FixedSSZElement {
    var ssz: [UInt8] {
        var writer = SSZContainerWriter(layout: Self.sszLayout)
        write(to: &writer)
        return writer.bytes
    }
}

extension SSZ {
    /// Reads a progressive list of containers of fixed size.
    static func decodeElements<Element: FixedSSZElement>(_ bytes: ArraySlice<UInt8>) throws(SSZError) -> [Element] {
        let layout = Element.sszLayout
        return try decodeList(bytes, elementByteCount: layout.fixedByteCount) { (element) throws(SSZError) in
            var reader = try SSZContainerReader(element, layout: layout)
            return try Element(reading: &reader)
        }
    }

    /// Root of a progressive list of containers.
    static func elementsRoot(_ elements: [some FixedSSZElement]) -> Bytes32 {
        progressiveListRoot(elements.map { containerRoot($0.fieldRoots) })
    }
}

extension ExecutionRequests {
    static func layout(_ schema: InputSchema) -> SSZLayout {
        switch schema {
        case .osaka: SSZLayout([nil, nil, nil])
        case .amsterdam: SSZLayout([nil, nil, nil, nil, nil])
        }
    }

    /// Reads requests in the schema's type.
    ///
    /// - Throws: `SSZError`.
    package init(ssz bytes: ArraySlice<UInt8>, schema: InputSchema) throws(SSZError) {
        var reader = try SSZContainerReader(bytes, layout: Self.layout(schema))
        deposits = try SSZ.decodeElements(try reader.readField())
        withdrawals = try SSZ.decodeElements(try reader.readField())
        consolidations = try SSZ.decodeElements(try reader.readField())
        if schema == .amsterdam {
            builderDeposits = try SSZ.decodeElements(try reader.readField())
            builderExits = try SSZ.decodeElements(try reader.readField())
        }
    }

    /// Serialization in the schema's type.
    package func ssz(_ schema: InputSchema) -> [UInt8] {
        var writer = SSZContainerWriter(layout: Self.layout(schema))
        writer.append(variable: deposits.flatMap { $0.ssz })
        writer.append(variable: withdrawals.flatMap { $0.ssz })
        writer.append(variable: consolidations.flatMap { $0.ssz })
        if schema == .amsterdam {
            writer.append(variable: builderDeposits.flatMap { $0.ssz })
            writer.append(variable: builderExits.flatMap { $0.ssz })
        }
        return writer.bytes
    }

    /// Hash tree root of the schema's progressive container: 3 fields for Osaka, 5 for Amsterdam.
    public func root(_ schema: InputSchema) -> Bytes32 {
        var roots = [SSZ.elementsRoot(deposits), SSZ.elementsRoot(withdrawals), SSZ.elementsRoot(consolidations)]
        if schema == .amsterdam {
            roots.append(SSZ.elementsRoot(builderDeposits))
            roots.append(SSZ.elementsRoot(builderExits))
        }
        return SSZ.progressiveContainerRoot(roots)
    }
}

extension DepositRequest: FixedSSZElement {
    static let sszLayout = SSZLayout([48, 32, 8, 96, 8])

    init(reading reader: inout SSZContainerReader) throws(SSZError) {
        pubkey = try reader.readBytes(48)
        withdrawalCredentials = try reader.readBytes32()
        amountInGwei = try reader.readUInt64()
        signature = try reader.readBytes(96)
        index = try reader.readUInt64()
    }

    func write(to writer: inout SSZContainerWriter) {
        writer.append(fixed: pubkey)
        writer.append(withdrawalCredentials)
        writer.append(amountInGwei)
        writer.append(fixed: signature)
        writer.append(index)
    }

    var fieldRoots: [Bytes32] {
        [
            SSZ.byteVectorRoot(pubkey), withdrawalCredentials, SSZ.chunk(amountInGwei),
            SSZ.byteVectorRoot(signature), SSZ.chunk(index),
        ]
    }
}

extension WithdrawalRequest: FixedSSZElement {
    static let sszLayout = SSZLayout([20, 48, 8])

    init(reading reader: inout SSZContainerReader) throws(SSZError) {
        sourceAddress = try reader.readAddress()
        validatorPubkey = try reader.readBytes(48)
        amountInGwei = try reader.readUInt64()
    }

    func write(to writer: inout SSZContainerWriter) {
        writer.append(sourceAddress)
        writer.append(fixed: validatorPubkey)
        writer.append(amountInGwei)
    }

    var fieldRoots: [Bytes32] {
        [SSZ.chunk(sourceAddress), SSZ.byteVectorRoot(validatorPubkey), SSZ.chunk(amountInGwei)]
    }
}

extension ConsolidationRequest: FixedSSZElement {
    static let sszLayout = SSZLayout([20, 48, 48])

    init(reading reader: inout SSZContainerReader) throws(SSZError) {
        sourceAddress = try reader.readAddress()
        sourcePubkey = try reader.readBytes(48)
        targetPubkey = try reader.readBytes(48)
    }

    func write(to writer: inout SSZContainerWriter) {
        writer.append(sourceAddress)
        writer.append(fixed: sourcePubkey)
        writer.append(fixed: targetPubkey)
    }

    var fieldRoots: [Bytes32] {
        [SSZ.chunk(sourceAddress), SSZ.byteVectorRoot(sourcePubkey), SSZ.byteVectorRoot(targetPubkey)]
    }
}

extension BuilderDepositRequest: FixedSSZElement {
    static let sszLayout = SSZLayout([48, 32, 8, 96])

    init(reading reader: inout SSZContainerReader) throws(SSZError) {
        pubkey = try reader.readBytes(48)
        withdrawalCredentials = try reader.readBytes32()
        amountInGwei = try reader.readUInt64()
        signature = try reader.readBytes(96)
    }

    func write(to writer: inout SSZContainerWriter) {
        writer.append(fixed: pubkey)
        writer.append(withdrawalCredentials)
        writer.append(amountInGwei)
        writer.append(fixed: signature)
    }

    var fieldRoots: [Bytes32] {
        [
            SSZ.byteVectorRoot(pubkey), withdrawalCredentials, SSZ.chunk(amountInGwei),
            SSZ.byteVectorRoot(signature),
        ]
    }
}

extension BuilderExitRequest: FixedSSZElement {
    static let sszLayout = SSZLayout([20, 48])

    init(reading reader: inout SSZContainerReader) throws(SSZError) {
        sourceAddress = try reader.readAddress()
        pubkey = try reader.readBytes(48)
    }

    func write(to writer: inout SSZContainerWriter) {
        writer.append(sourceAddress)
        writer.append(fixed: pubkey)
    }

    var fieldRoots: [Bytes32] { [SSZ.chunk(sourceAddress), SSZ.byteVectorRoot(pubkey)] }
}
