/// Event of a contract's ABI.
public struct ABIEvent: Sendable {
    /// Value of an event.
    public struct Field: Sendable {
        /// Name in the contract's source.
        public let name: String
        /// Type of the value.
        public let type: ABIType
        /// True when the value is a topic of the log instead of a part of its data.
        public let isIndexed: Bool

        /// Describes a field.
        public init(name: String, type: ABIType, isIndexed: Bool) {
            self.name = name
            self.type = type
            self.isIndexed = isIndexed
        }
    }

    /// Name without fields.
    public let name: String
    /// Fields in the order of the signature.
    public let fields: [Field]
    /// Hash of the signature: the first topic of the event's logs.
    public let topic: Bytes32

    /// Describes an event; the topic follows from its name and fields.
    public init(name: String, fields: [Field]) {
        self.name = name
        self.fields = fields
        topic = Keccak256.hash(Array((name + ABIType.list(fields.map { $0.type })).utf8))
    }

    /// Values of a log of this event, in the order of the fields.
    ///
    /// An indexed value longer than a word is only its hash in the log, and comes as 32 fixed bytes.
    /// - Throws: `ABIError` when the log is another event's or not canonical.
    public func decode(topics: [Bytes32], data: [UInt8]) throws(ABIError) -> [ABIValue] {
        let indexedCount = fields.reduce(1) { $0 + ($1.isIndexed ? 1 : 0) }
        guard topics.count == indexedCount, topics.first == topic else { throw .wrongTopics }
        let inData = try ABI.decode(data, as: fields.filter { !$0.isIndexed }.map { $0.type })
        var values: [ABIValue] = []
        var topicIndex = 1
        var dataIndex = 0
        for field in fields {
            if !field.isIndexed {
                values.append(inData[dataIndex])
                dataIndex += 1
                continue
            }
            values.append(try ABIEvent.value(of: topics[topicIndex], type: field.type))
            topicIndex += 1
        }
        return values
    }

    private static func value(of topic: Bytes32, type: ABIType) throws(ABIError) -> ABIValue {
        switch type {
        case .uint, .int, .address, .bool, .fixedBytes:
            let values = try ABI.decode(topic.bytes, as: [type])
            return values[0]
        case .bytes, .string, .array, .fixedArray, .tuple:
            return .bytes32(topic)
        }
    }
}
