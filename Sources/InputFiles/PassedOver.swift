/// Something in a folder that is no file and was left out, which its owner would miss.
public struct PassedOver: Hashable, Sendable, CustomStringConvertible {
    /// Where it is.
    public let path: String
    /// What it is; nil for a link that leads nowhere, or in a circle.
    public let kind: FileKind?

    /// Path and reason in one line.
    public var description: String { "\(path): passed over: \(reason)" }

    /// What it is, with its article.
    var reason: String { kind.map { "\($0)" } ?? "a link that leads to no file" }
}
