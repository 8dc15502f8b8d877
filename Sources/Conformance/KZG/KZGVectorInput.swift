import Primitives
import Yams

/// Why a case cannot be read.
enum KZGVectorError: Error, Equatable, CustomStringConvertible {
    /// The text is no YAML.
    case syntax(String)
    /// A field is absent.
    case missing(String)
    /// A field is not of the type that the case's format gives it.
    case wrongType(String)

    var description: String {
        switch self {
        case .syntax(let problem): problem
        case .missing(let field): "`\(field)` is missing"
        case .wrongType(let field): "`\(field)` has a wrong type"
        }
    }
}

/// A value that a case expects or a function returns.
enum KZGVectorValue: Equatable {
    /// The rejection of the input.
    case null
    /// A verdict.
    case bool(Bool)
    /// A byte string.
    case bytes([UInt8])
    /// Several values.
    case list([KZGVectorValue])

    static func list(of byteStrings: [[UInt8]]) -> Self { .list(byteStrings.map { .bytes($0) }) }

    /// A line that tells the value, without the whole of a long one.
    var summary: String {
        switch self {
        case .null: "a rejection"
        case .bool(let value): "\(value)"
        case .bytes(let bytes):
            bytes.count <= 48 ? Hex.encode(bytes) : "\(bytes.count) bytes, \(Hex.encode(bytes.prefix(8)))..."
        case .list(let values):
            "[" + values.prefix(2).map(\.summary).joined(separator: ", ") + (values.count > 2 ? ", ...]" : "]")
        }
    }

    /// The value of a node of a case's `output`.
    init(_ node: Node) throws(KZGVectorError) {
        switch node {
        case .sequence(let sequence):
            self = .list(try sequence.map { (node) throws(KZGVectorError) in try KZGVectorValue(node) })
        case .scalar(let scalar):
            if scalar.string.hasPrefix("0x"), let bytes = Hex.decode(scalar.string) {
                self = .bytes(bytes)
            } else if scalar.style == .plain,
                let value = ["null": Self.null, "true": .bool(true), "false": .bool(false)][scalar.string]
            {
                self = value
            } else {
                throw .wrongType("output")
            }
        default:
            throw .wrongType("output")
        }
    }
}

/// The arguments of a case, by name.
struct KZGVectorInput {
    private let arguments: Node.Mapping

    /// The arguments and the expected result of a case.
    static func read(_ yaml: String) throws(KZGVectorError) -> (input: Self, output: KZGVectorValue) {
        let root: Node?
        do {
            root = try Yams.compose(yaml: yaml)
        } catch {
            throw .syntax("\(error)")
        }
        guard let mapping = root?.mapping else { throw .syntax("the case is no mapping") }
        guard let input = mapping["input"] else { throw .missing("input") }
        guard let output = mapping["output"] else { throw .missing("output") }
        guard let arguments = input.mapping else { throw .wrongType("input") }
        return (Self(arguments: arguments), try KZGVectorValue(output))
    }

    /// The argument of a name as a byte string.
    func bytes(_ name: String) throws(KZGVectorError) -> [UInt8] {
        try Self.bytes(try argument(name), name)
    }

    /// A list of byte strings.
    func byteStrings(_ name: String) throws(KZGVectorError) -> [[UInt8]] {
        try list(name).map { (node) throws(KZGVectorError) in try Self.bytes(node, name) }
    }

    /// A list of lists of byte strings.
    func byteStringLists(_ name: String) throws(KZGVectorError) -> [[[UInt8]]] {
        try list(name).map { (node) throws(KZGVectorError) in
            guard let inner = node.sequence else { throw .wrongType(name) }
            return try inner.map { (node) throws(KZGVectorError) in try Self.bytes(node, name) }
        }
    }

    /// A list of unsigned integers.
    func indices(_ name: String) throws(KZGVectorError) -> [UInt64] {
        try list(name).map { (node) throws(KZGVectorError) in
            guard let index = node.scalar.flatMap({ UInt64($0.string) }) else { throw .wrongType(name) }
            return index
        }
    }

    private func argument(_ name: String) throws(KZGVectorError) -> Node {
        guard let node = arguments[name] else { throw .missing(name) }
        return node
    }

    private func list(_ name: String) throws(KZGVectorError) -> [Node] {
        guard let sequence = try argument(name).sequence else { throw .wrongType(name) }
        return Array(sequence)
    }

    private static func bytes(_ node: Node, _ name: String) throws(KZGVectorError) -> [UInt8] {
        guard let text = node.scalar?.string, text.hasPrefix("0x"), let bytes = Hex.decode(text) else {
            throw .wrongType(name)
        }
        return bytes
    }
}
