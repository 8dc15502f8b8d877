/// A name under which a scenario can expect a failure.
package struct FailureCode: Hashable, Sendable {
    /// The name, which stays the same in every version.
    package let name: String
    /// What went wrong, in one sentence.
    package let summary: String
    /// Where the rule comes from; nil for one of the chain's own making.
    package let source: String?

    /// A name with its meaning.
    package init(_ name: String, _ summary: String, source: String? = nil) {
        self.name = name
        self.summary = summary
        self.source = source
    }
}

/// The codes of one kind of failure, each in one place.
protocol FailureCodes: CaseIterable, RawRepresentable<String> {
    /// What went wrong, and where the rule comes from; nil for one of the chain's own making.
    var meaning: (summary: String, source: String?) { get }
}

extension FailureCodes {
    /// Every code of the kind.
    static var all: [FailureCode] {
        allCases.map { FailureCode($0.rawValue, $0.meaning.summary, source: $0.meaning.source) }
    }
}
