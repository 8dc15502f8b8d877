import TextOutput

extension FileReport {
    /// Most lines that a test's failure takes.
    private static let lineLimit = 24

    /// The file's failures, each test's name with its file, and below it a line for each problem; nothing when all
    /// passed.
    public var text: String {
        var lines: [String] = []
        for test in tests {
            guard case .failed(let problems) = test.outcome else { continue }
            lines.append("FAILED \(test.name) (\(file))".printable)
            lines += problems.prefix(Self.lineLimit).map { "  \($0)".printable }
            if problems.count > Self.lineLimit { lines.append("  and \(problems.count - Self.lineLimit) more") }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
