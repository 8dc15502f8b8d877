import InputFiles

extension InputPaths {
    /// The files that a command's paths stand for; what was passed over is told on standard error.
    ///
    /// - Throws: The exit code for wrong usage.
    static func resolve(_ paths: [String], _ rule: FolderRule) throws -> [String] {
        do {
            let found = try InputPaths(paths, rule)
            tellPassedOver(found.passedOver)
            return found.files
        } catch {
            throw Exit.usage("\(error)")
        }
    }

    /// Tells what is no file and was therefore not read.
    static func tellPassedOver(_ items: [PassedOver]) {
        for item in items { tell("\(item)") }
    }
}
