/// One case of a vector file, read and ready to run.
public struct SpecTestCase: Sendable {
    /// What it tests.
    public let kind: SpecTestKind
    /// Its name in the file, which need not be unique.
    public let name: String
    /// Runs it.
    public let run: @Sendable () -> VectorVerdict

    /// Joins a case.
    public init(kind: SpecTestKind, name: String, run: @escaping @Sendable () -> VectorVerdict) {
        self.kind = kind
        self.name = name
        self.run = run
    }
}
