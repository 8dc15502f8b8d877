/// One case of a vector file, read and ready to run.
public struct SpecTestCase: Sendable {
    /// What it tests.
    public let kind: SpecTestKind
    /// Its name in the file, which need not be unique.
    public let name: String
    /// Runs it.
    public let run: @Sendable () -> VectorVerdict

    /// A case whose files have been read and checked: `run` only computes.
    public init(kind: SpecTestKind, name: String, run: @escaping @Sendable () -> VectorVerdict) {
        self.kind = kind
        self.name = name
        self.run = run
    }
}
