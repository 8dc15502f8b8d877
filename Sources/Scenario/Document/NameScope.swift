import ContractABI
package import Primitives

/// An account named in a scenario.
package enum AccountReference: Hashable, Sendable {
    /// A declared actor.
    case actor(String)
    /// An address written out.
    case address(Address)
    /// A contract that a step has deployed.
    case contract(String)
    /// A rollup's contract on L1, or its portal where it has one.
    case rollup(String)

    /// The name of the actor whose account it is; nil for another account.
    var actorName: String? { if case .actor(let name) = self { name } else { nil } }
}

/// What a step can keep under a name with `save`.
package enum SavedKind: String, Hashable, Sendable {
    /// A withdrawal begun on an L2, to be claimed on L1.
    case withdrawal
    /// A contract that was deployed.
    case contract
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
    /// Proof systems of the file, and the names of those that were not read.
    var provers: [String: ProverSection] = [:]
    var unreadProvers: Set<String> = []
    /// Presets that have brought proof systems, by the names of the systems.
    var proversOfPresets: [String: String] = [:]
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
    /// Declared monitors.
    var monitors: Set<String> = []
    /// Contracts that the file brings.
    var contracts: [String: CompiledContract] = [:]
    /// Contracts that steps have deployed by then.
    var deployed: [String: DeployedName] = [:]
    /// The function that each step with an id has called.
    var calls: [String: ContractFunction] = [:]

    /// A contract that a step has deployed, before anything runs.
    struct DeployedName: Sendable {
        /// What its ABI says.
        let interface: ContractInterface
        /// Where it stands.
        let chain: ChainReference
    }

    /// Names that stand for an account whatever the steps do.
    var accounts: Set<String> { actors.union(rollups) }

    /// The account that a name stands for: an actor's, a deployed contract's, or a rollup's contract on L1.
    func account(named name: String) -> AccountReference? {
        if actors.contains(name) { return .actor(name) }
        if deployed[name] != nil { return .contract(name) }
        return rollups.contains(name) ? .rollup(name) : nil
    }

    /// Longest name of an actor, a rollup, a step or a saved value, in characters.
    static let maximumNameLength = 64

    /// Words that expressions need for themselves.
    static let reserved: Set<String> = [
        "l1", "l2", "and", "or", "not", "in", "any", "all", "none", "gas", "true", "false",
    ]

    /// Whether a text can name an actor, a rollup, a step or a saved value.
    static func isName(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, scalars.count <= maximumNameLength, isLetter(first) else { return false }
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
