/// Which failures of a layer an author accepts.
package enum FailureMatch: Hashable, Sendable {
    /// Exactly this code or reason.
    case exactly(String)
    /// Any code or reason that contains this text.
    case containing(String)
    /// Any failure.
    case any

    /// Whether a failure's code or reason is accepted.
    package func accepts(_ failure: String) -> Bool {
        switch self {
        case .exactly(let wanted): failure == wanted
        case .containing(let part): failure.contains(part)
        case .any: true
        }
    }

    /// Reads an exact name, `~"part"` or the plain word `any`.
    init?(_ node: DocumentNode, layer: OutcomeLayer, context: ReadingContext) {
        guard case .scalar(let text, let isPlain) = node.content, !text.isEmpty else {
            let message = "`\(layer.rawValue)` expects a name, `~\"part\"` or `any`, found \(node.kind)"
            context.report(.wrongShape, message, at: node.location)
            return nil
        }
        if isPlain, text == "any" {
            self = .any
        } else if isPlain, text.hasPrefix("~") {
            let part = text.dropFirst()
            guard part.count > 2, part.hasPrefix("\""), part.hasSuffix("\"") else {
                let help = "write `~\"part\"`"
                context.report(.invalidValue, "the text behind `~` must be quoted", at: node.location, help: help)
                return nil
            }
            self = .containing(String(part.dropFirst().dropLast()))
        } else {
            if let codes = layer.codes, !codes.contains(text) {
                let message = "no step fails with `\(layer.rawValue): \(text.shortened)`"
                let nearest = Suggestion.nearest(to: text, among: codes).map { "did you mean `\($0)`?" }
                let help = nearest ?? "write `any`, or one of: " + Set(codes).sorted().joined(separator: ", ")
                context.report(.unknownCode, message, at: node.location, help: help)
                return nil
            }
            self = .exactly(text)
        }
    }
}

extension FailureMatch: CustomStringConvertible {
    /// The match as an author writes it.
    package var description: String {
        switch self {
        case .exactly(let name): name
        case .containing(let part): "~\"\(part)\""
        case .any: "any"
        }
    }
}
