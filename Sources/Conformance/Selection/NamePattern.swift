/// Regular expression that selects tests by name, matched in time linear in the name.
///
/// Names come from files and may be of any length, so nothing backtracks: all ways to match are followed at once
/// (Thompson, "Regular expression search algorithm", 1968). The syntax is what such a matcher can do, with the usual
/// meaning: characters, `.`, `[a-z]`, `[^a-z]`, `\d \w \s \D \W \S` (ASCII), `^`, `$`, `\b`, `\B`, groups `(…)` and
/// `(?:…)`, `|`, `*`, `+`, `?`, `{n}`, `{n,}`, `{n,m}`, the lazy forms of these, and a backslash before punctuation.
/// Backreferences, looking ahead or behind and named classes (`[:alpha:]`) are refused. Characters are Unicode scalars.
public struct NamePattern: Sendable {
    private let program: NamePatternProgram

    /// Why a text is no pattern.
    public struct Invalid: Error, Hashable, Sendable, CustomStringConvertible {
        /// Characters before the place that is wrong.
        public let offset: Int
        /// What is wrong there.
        public let problem: String

        /// Problem and place in one line.
        public var description: String { "\(problem) at character \(offset + 1)" }
    }

    /// Reads a pattern.
    ///
    /// - Throws: `Invalid`.
    public init(_ text: String) throws(Invalid) {
        program = try NamePatternProgram(NamePatternParser.parse(text))
    }

    /// Whether a part of the name matches.
    ///
    /// - Complexity: O(scalars of the name × characters of the pattern, repetitions written out).
    public func matches(_ name: String) -> Bool {
        program.matchesPart(of: Array(name.unicodeScalars))
    }
}
