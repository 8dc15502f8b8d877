/// Which tests of the files are run.
public struct TestSelection: Sendable {
    /// Formats that are run; tests of other formats are counted as not covered.
    public let kinds: Set<FixtureKind>
    private let pattern: NamePattern?

    /// Selects the tests that are of one of the formats and whose name matches.
    ///
    /// - Parameters:
    ///   - kinds: Formats that are run.
    ///   - pattern: What names have to contain a match of; nil for all names.
    public init(kinds: Set<FixtureKind>, pattern: NamePattern? = nil) {
        self.kinds = kinds
        self.pattern = pattern
    }

    /// Whether tests of a name are run.
    func selects(_ name: String) -> Bool { pattern?.matches(name) ?? true }
}
