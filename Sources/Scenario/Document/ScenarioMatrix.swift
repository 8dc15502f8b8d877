/// The runs that a matrix makes of one scenario: one for each combination of values of some of its keys.
package struct ScenarioMatrix: Sendable {
    /// Most combinations of one file.
    package static let maximumCombinationCount = 64
    /// Most keys of one matrix.
    package static let maximumKeyCount = 8
    /// Most steps that all combinations have together.
    package static let maximumStepCount = 20_000

    /// One combination.
    package struct Variant: Sendable {
        /// Its values, in the order of the keys, as the file has them.
        package let values: [String]
        /// The scenario with these values.
        package let document: ScenarioDocument
    }

    /// The keys, each as its path in the file, such as `rollups.nat.gas_rule`.
    package let keys: [String]
    /// The combinations: the last key changes fastest.
    package let variants: [Variant]

    /// The combination as a label, such as `l1.base_fee: 1 gwei, seed: 2`.
    package func label(of variant: Variant) -> String {
        zip(keys, variant.values).map { "\($0): \($1)" }.joined(separator: ", ")
    }
}

/// A matrix as it stands in a file, before its combinations are read as scenarios.
struct MatrixPlan {
    /// A key and its values.
    struct Key {
        let path: DocumentPath
        let location: SourceLocation
        let values: [DocumentNode]
    }

    /// A value of a combination.
    struct Choice {
        let node: DocumentNode
        var text: String { node.text ?? "" }
    }

    let keys: [Key]
    private let source: SourceText
    private let location: SourceLocation

    /// Reads the `keys` of a document's `matrix`; nil without one.
    ///
    /// - Throws: `ScenarioError`: more combinations than are run, a key that is no path, a value that is no scalar.
    init?(_ root: DocumentNode, of source: SourceText) throws(ScenarioError) {
        guard case .mapping(let entries) = root.content,
            let matrix = entries.first(where: { $0.key == "matrix" }),
            case .mapping(let parts) = matrix.value.content
        else { return nil }
        self.source = source
        self.location = matrix.keyLocation
        func failure(
            _ code: ScenarioDiagnostic.Code,
            _ message: String,
            at place: SourceLocation,
            help: String? = nil
        ) -> ScenarioError {
            let diagnostic = ScenarioDiagnostic(code, message, at: place, help: help)
            return ScenarioError(source: source, diagnostics: [diagnostic])
        }
        guard let list = parts.first(where: { $0.key == "keys" }),
            case .mapping(let named) = list.value.content, !named.isEmpty
        else {
            let help = "such as `keys: {rollups.nat.gas_rule: [v6, flat]}`"
            throw failure(.missingKey, "`matrix` lacks its `keys`", at: matrix.keyLocation, help: help)
        }
        guard named.count <= ScenarioMatrix.maximumKeyCount else {
            let message = "a matrix has at most \(ScenarioMatrix.maximumKeyCount) keys, found \(named.count)"
            throw failure(.outOfRange, message, at: list.keyLocation)
        }
        var keys: [Key] = []
        var count = 1
        for entry in named {
            guard let path = DocumentPath(entry.key) else {
                let message = "`\(entry.key.shortened)` is no path of keys"
                throw failure(.invalidName, message, at: entry.keyLocation, help: "such as `l1.base_fee`")
            }
            guard path.section != "matrix" else {
                throw failure(.invalidName, "a matrix cannot change itself", at: entry.keyLocation)
            }
            guard case .sequence(let values, _) = entry.value.content, !values.isEmpty else {
                let message = "`\(entry.key.shortened)` expects a list of values, found \(entry.value.kind)"
                throw failure(.wrongShape, message, at: entry.value.location)
            }
            for value in values where value.text == nil {
                let message = "a matrix changes single values, found \(value.kind)"
                throw failure(.wrongShape, message, at: value.location)
            }
            let (product, overflow) = count.multipliedReportingOverflow(by: values.count)
            count = overflow ? .max : product
            keys.append(Key(path: path, location: entry.keyLocation, values: values))
        }
        guard count <= ScenarioMatrix.maximumCombinationCount else {
            let most = ScenarioMatrix.maximumCombinationCount
            let message = "`matrix` has \(count) combinations; at most \(most) are run"
            throw failure(.outOfRange, message, at: matrix.keyLocation, help: "leave out keys or values")
        }
        self.keys = keys
    }

    /// Every combination, the last key changing fastest.
    var combinations: [[Choice]] {
        keys.reduce([[]]) { partial, key in
            partial.flatMap { begun in key.values.map { begun + [Choice(node: $0)] } }
        }
    }

    /// A combination as a label.
    func label(of combination: [Choice]) -> String {
        zip(keys, combination).map { "\($0.path.name): \($1.text)" }.joined(separator: ", ")
    }

    /// Refuses a matrix that would undo what was set.
    func checkKeys(areNoneOf paths: [DocumentPath]) throws(ScenarioError) {
        guard let key = keys.first(where: { paths.contains($0.path) }) else { return }
        let message = "`\(key.path.name.shortened)` has its values from the matrix, and cannot be set"
        throw ScenarioError(source: source, diagnostics: [ScenarioDiagnostic(.duplicateKey, message, at: key.location)])
    }

    /// Refuses a matrix whose combinations have more steps together than one run may take.
    func checkWork(stepCount: Int) throws(ScenarioError) {
        let combinations = keys.reduce(1) { $0 * $1.values.count }
        guard stepCount * combinations > ScenarioMatrix.maximumStepCount else { return }
        let message =
            "the \(combinations) combinations of `matrix` have \(stepCount) steps each; at most "
            + "\(ScenarioMatrix.maximumStepCount) together are run"
        throw ScenarioError(source: source, diagnostics: [ScenarioDiagnostic(.outOfRange, message, at: location)])
    }

    /// The document with the values of a combination in the places of its keys.
    ///
    /// - Throws: `ScenarioError` when a key stands nowhere, or where something else than a single value stands.
    func root(_ root: DocumentNode, with combination: [Choice]) throws(ScenarioError) -> DocumentNode {
        var changed = root
        for (key, choice) in zip(keys, combination) {
            if let problem = root.problem(with: key.path, at: key.location) {
                throw ScenarioError(source: source, diagnostics: [problem])
            }
            let place = changed.node(at: key.path)
            guard place?.text != nil || place == nil,
                let next = changed.replacing(key.path, with: choice.node, location: key.location)
            else {
                let message = "`\(key.path.name.shortened)` is no single value of this scenario"
                let help = "a path of keys to a value, or to a key that its section may have; steps go by their ids"
                let diagnostic = ScenarioDiagnostic(.unknownKey, message, at: key.location, help: help)
                throw ScenarioError(source: source, diagnostics: [diagnostic])
            }
            changed = next
        }
        return changed
    }

    /// Keys of `matrix`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let keys = Field<DocumentNode>.node(
            "keys",
            "Which keys change, each with its values; a step is found by its `id`.",
            .paths(.list(String.shape)),
            absent: nil,
            range: """
                at most \(ScenarioMatrix.maximumKeyCount) keys and \(ScenarioMatrix.maximumCombinationCount) combinations
                """
        )
        let show = Field<DocumentNode>.node(
            "show",
            "Expressions whose values at the end of each run the table shows.",
            CheckedExpression.shape,
            absent: "the results alone"
        )
    }

    /// Reads `show` in the scope that the steps leave behind.
    static func shown(_ node: DocumentNode?, context: ReadingContext) -> [CheckedExpression] {
        guard let node, var fields = FieldReader(node, Fields.self, owner: "`matrix`", context: context) else {
            return []
        }
        _ = fields.read(\.keys)
        let shown = fields.read(\.show).map {
            CheckedExpression.list($0, key: "show", expecting: nil, context: context)
        }
        fields.finish()
        return shown ?? []
    }
}

extension CheckedExpression {
    /// The value at the end of a run for a table; nil when there is none.
    func shownValue(in environment: any ExpressionEnvironment) -> String? {
        do throws(EvaluationError) {
            return try value(in: environment).description
        } catch {
            return nil
        }
    }
}
