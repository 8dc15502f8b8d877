package import Primitives

/// An account named in a scenario.
package enum AccountReference: Hashable, Sendable {
    /// A declared actor.
    case actor(String)
    /// An address written out.
    case address(Address)
}

/// What a step can keep under a name with `save`.
package enum SavedKind: String, Hashable, Sendable {
    /// A withdrawal begun on an L2, to be claimed on L1.
    case withdrawal
}

/// The names that are in scope at one place of a scenario.
struct NameScope: Sendable {
    /// A step's verb and place.
    struct StepName: Sendable {
        let verb: String
        /// The rollup that the step is about; nil for none.
        let rollup: String?
        let location: SourceLocation
    }

    /// Declared actors.
    var actors: Set<String> = []
    /// Declared rollups.
    var rollups: Set<String> = []
    /// The L1 of the file.
    var l1: L1Section?
    /// The declared rollups that were read without a problem.
    var rollupSections: [String: RollupSection] = [:]
    /// Rollups by the chain id that the file gives them.
    var chainIDs: [UInt64: String] = [:]
    /// Steps that have run by then.
    var steps: [String: StepName] = [:]
    /// Steps of the whole file, so that a name used too early can be told from an unknown one.
    var allSteps: [String: SourceLocation] = [:]
    /// Saved values.
    var saves: [String: SavedKind] = [:]

    /// Words that expressions need for themselves.
    static let reserved: Set<String> = [
        "l1", "l2", "and", "or", "not", "in", "any", "all", "none", "gas", "true", "false",
    ]

    /// Whether a text can name an actor, a rollup, a step or a saved value.
    static func isName(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, scalars.count <= 64, isLetter(first) else { return false }
        return scalars.allSatisfy { isLetter($0) || ("0"..."9").contains($0) }
    }

    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
    }

    /// Why a step cannot be referred to: it is unknown, comes later, or leaves nothing of the kind behind.
    func problem(withStep name: String, making product: StepProduct?) -> (
        code: ScenarioDiagnostic.Code, message: String, help: String?
    )? {
        let verbs = product.map(VerbRegistry.names(making:))
        guard let step = steps[name] else {
            if let later = allSteps[name] {
                return (.unknownStep, "step `\(name)` has not run yet: it is defined at line \(later.line)", nil)
            }
            let candidates = steps.filter { verbs?.contains($0.value.verb) ?? true }.keys
            return (.unknownStep, "no step has the id `\(name)`", Suggestion.help(for: name, among: candidates))
        }
        guard let verbs, !verbs.contains(step.verb) else { return nil }
        let wanted = verbs.map { "`\($0)`" }.joined(separator: " or ")
        return (.wrongStepKind, "step `\(name)` is a `\(step.verb)` step, but a \(wanted) step is needed", nil)
    }
}
