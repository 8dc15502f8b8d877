/// Which tests of the files are run.
public struct TestSelection: Sendable {
    /// Formats that are run; tests of other formats are counted as not covered.
    public let kinds: Set<FixtureKind>
    private let pattern: String?

    /// Why a pattern is none.
    public struct InvalidPattern: Error {
        /// The compiler's words.
        public let reason: String
    }

    /// Joins formats and pattern.
    ///
    /// - Parameters:
    ///   - kinds: Formats that are run.
    ///   - pattern: Regular expression that names have to contain; nil for all names.
    /// - Throws: `InvalidPattern`.
    public init(kinds: Set<FixtureKind>, pattern: String? = nil) throws(InvalidPattern) {
        self.kinds = kinds
        self.pattern = pattern
        guard let pattern else { return }
        do {
            _ = try Regex(pattern)
        } catch {
            throw InvalidPattern(reason: "\(error)")
        }
    }

    /// A test of names for one thread's use, a compiled expression being none that threads may share.
    func makeNameFilter() -> (String) -> Bool {
        guard let pattern, let regex = try? Regex(pattern) else { return { _ in true } }
        return { $0.contains(regex) }
    }
}
