/// A scalar that takes one word of a closed set.
protocol ChoiceField: ScalarField, CaseIterable, RawRepresentable<String> {
    /// Words of the whole language that this version does not support yet.
    static var planned: [String] { get }
    /// The page of the documents that says more of the words, such as "docs/blobs.md"; nil for none.
    static var page: String? { get }
    /// What the word means, in one sentence without a full stop.
    var summary: String { get }
}

extension ChoiceField {
    static var planned: [String] { [] }

    static var page: String? { nil }

    static var shape: ValueShape { .choice(allCases.map { ValueShape.Choice($0.rawValue, $0.summary, page: page) }) }

    static func read(_ text: String) throws(ScalarProblem) -> Self {
        if let choice = Self(rawValue: text) { return choice }
        if planned.contains(text) { throw ScalarProblem(.notSupportedYet, "does not support `\(text)` yet") }
        let words = allCases.map(\.rawValue)
        let expected = words.map { "`\($0)`" }.joined(separator: ", ")
        let help = Suggestion.nearest(to: text, among: words).map { "did you mean `\($0)`?" }
        let found = text.isEmpty ? "nothing" : "`\(text.shortened)`"
        let form = words.count == 1 ? expected : "one of \(expected)"
        throw ScalarProblem(.invalidValue, "expects \(form), found \(found)", help: help)
    }
}
