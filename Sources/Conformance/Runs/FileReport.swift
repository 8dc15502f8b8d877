/// What became of a file's tests.
public struct FileReport: Sendable {
    /// The file's path.
    public let file: String
    /// Selected tests in the file's order.
    public internal(set) var tests: [TestReport] = []
    /// Tests whose name was not selected.
    public internal(set) var notSelectedCount = 0
    /// Why the file, or a test in it, cannot be read.
    public internal(set) var errors: [String] = []
}

/// What became of a test.
public struct TestReport: Sendable {
    /// Name.
    public let name: String
    /// Format.
    public let kind: FixtureKind
    /// How it ended.
    public let outcome: TestOutcome
    /// Work that it took.
    public let work: FixtureTest.Work
}
