import Primitives

extension StatelessInputError: CustomStringConvertible {
    /// What is wrong with the bytes, in one line.
    public var description: String {
        switch self {
        case .missingSchema: "input is shorter than the 2 bytes of its schema"
        case .unknownSchema(let schema): "unknown input schema \(Hex.encode(InputSchema.bytes(of: schema)))"
        case .malformed(let error): "malformed input: \(error.description)"
        case .requests(let error): error.description
        }
    }
}
