/// How a step must end; anything else is a failure, an unexpected success included.
package struct ExpectedOutcome: Hashable, Sendable {
    /// The accepted failures by layer; empty for `ok`.
    package let failures: [OutcomeLayer: FailureMatch]

    /// `ok`.
    package static let success = ExpectedOutcome(failures: [:])

    init(failures: [OutcomeLayer: FailureMatch]) { self.failures = failures }

    /// Reads `ok` or a mapping from layers, which the verb must be able to fail in.
    init?(_ node: DocumentNode, of verb: String, possible: Set<OutcomeLayer>, context: ReadingContext) {
        switch node.content {
        case .scalar("ok", _):
            self = .success
        case .mapping(let entries) where !entries.isEmpty:
            var failures: [OutcomeLayer: FailureMatch] = [:]
            for entry in entries {
                guard let layer = Self.layer(entry, of: verb, possible: possible, context: context),
                    let match = FailureMatch(entry.value, layer: layer, context: context)
                else { continue }
                failures[layer] = match
            }
            guard failures.count == entries.count else { return nil }
            self.failures = failures
        default:
            let help = "such as `{revert: AlreadyClaimed}`"
            let message = "`expect` is `ok` or a mapping of failures, found \(node.kind)"
            context.report(.wrongShape, message, at: node.location, help: help)
            return nil
        }
    }

    private static func layer(
        _ entry: DocumentNode.Entry,
        of verb: String,
        possible: Set<OutcomeLayer>,
        context: ReadingContext
    ) -> OutcomeLayer? {
        guard let layer = OutcomeLayer(rawValue: entry.key) else {
            let help = Suggestion.help(for: entry.key, among: OutcomeLayer.allCases.map(\.rawValue))
            let message = "unknown key `\(entry.key.shortened)` in `expect`"
            context.report(.unknownKey, message, at: entry.keyLocation, help: help)
            return nil
        }
        guard possible.contains(layer) else {
            let layers = OutcomeLayer.allCases.filter(possible.contains).map(\.rawValue)
            let ends = (["ok"] + layers).joined(separator: ", ")
            let message = "a `\(verb)` step cannot end in `\(layer.rawValue)`"
            context.report(.impossibleOutcome, message, at: entry.keyLocation, help: "it can end in: \(ends)")
            return nil
        }
        return layer
    }

    /// Why an outcome is not the expected one; nil when it is.
    ///
    /// Every expected layer must have failed with an accepted reason, and no other layer may have failed.
    package func mismatch(with outcome: StepOutcome) -> String? {
        for layer in OutcomeLayer.allCases {
            switch (failures[layer], outcome.failures[layer]) {
            case (nil, nil):
                continue
            case (let match?, let failure?):
                if !match.accepts(failure) { return "expected \(self), got \(outcome)" }
            case (_?, nil):
                let success = outcome.failures.isEmpty ? ", and an expected failure that succeeds is a failure" : ""
                return "expected \(self), got \(outcome)\(success)"
            case (nil, _?):
                let named = failures.keys.contains { outcome.failures[$0] != nil }
                let help = named ? "; each layer that fails has to be named" : ""
                return "expected \(self), got \(outcome)\(help)"
            }
        }
        return nil
    }
}

extension ExpectedOutcome: CustomStringConvertible {
    /// The expectation as an author writes it.
    package var description: String {
        let parts = OutcomeLayer.allCases.compactMap { layer in failures[layer].map { "\(layer.rawValue): \($0)" } }
        return parts.isEmpty ? "ok" : "{" + parts.joined(separator: ", ") + "}"
    }
}
