import Conformance

extension NamePattern {
    /// Reads the value of `--run`.
    ///
    /// - Throws: The exit code for wrong usage.
    init(argument: String) throws {
        do throws(Invalid) {
            try self.init(argument)
        } catch {
            throw Exit.usage("--run: `\(argument)`: \(error)")
        }
    }
}
