import Conformance

extension NamePattern {
    /// Reads the value of `--run`.
    ///
    /// - Throws: The exit code for wrong usage.
    init(argument: String) throws {
        do throws(Invalid) {
            try self.init(argument)
        } catch {
            throw Exit.usage("--run: `\(Self.shortened(argument))`: \(error)")
        }
    }

    /// A pattern that is wrong may be of any length; its place is told by number.
    private static func shortened(_ argument: String) -> String {
        argument.count <= shownLimit ? argument : argument.prefix(shownLimit - 1) + "…"
    }

    /// Most characters of a wrong pattern that are shown.
    private static let shownLimit = 80
}
