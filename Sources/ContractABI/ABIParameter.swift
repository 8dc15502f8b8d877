public import Primitives

/// Named value of a contract's interface: a parameter, a returned value, a field of an event or of a struct.
public struct ABIParameter: Hashable, Sendable {
    /// Name in the contract's source; empty where the source gives none.
    public let name: String
    /// Type of the value.
    public let type: ABIType
    /// Fields of the struct that the type is, or is an array of; empty for every other type.
    public let fields: [ABIParameter]
    /// Whether an event keeps the value as a topic of the log.
    public let isIndexed: Bool

    /// Describes a value; fields and indexing are for structs and events alone.
    public init(name: String, type: ABIType, fields: [ABIParameter] = [], isIndexed: Bool = false) {
        self.name = name
        self.type = type
        self.fields = fields
        self.isIndexed = isIndexed
    }

    /// The same struct fields for one element of the array that this is.
    public func element(of type: ABIType) -> ABIParameter {
        ABIParameter(name: "", type: type, fields: fields)
    }
}
