import InputFiles

/// The places where a command writes what it finds, judged together before the work.
struct OutputPlaces {
    private var taken: [(option: String, file: OutputFile)] = []

    /// The place that an option names; nil where it is not given.
    ///
    /// - Throws: The exit code for wrong usage where nothing can be written, or where another option writes already.
    mutating func file(_ path: String?, of option: String) throws -> OutputFile? {
        guard let path else { return nil }
        return try take(path, option)
    }

    /// Places of files in a folder that an option names, which is made where it is not there.
    ///
    /// - Throws: As `file` does.
    mutating func folder(_ path: String?, of option: String, files names: [String]) throws -> [OutputFile]? {
        guard let path else { return nil }
        do throws(OutputFileError) {
            try OutputFolder.make(path)
        } catch {
            throw Exit.usage("\(option): \(error)")
        }
        return try names.map { try take(path + "/" + $0, option) }
    }

    private mutating func take(_ path: String, _ option: String) throws -> OutputFile {
        let file: OutputFile
        do throws(OutputFileError) {
            file = try OutputFile(path)
        } catch {
            throw Exit.usage("\(option): \(error)")
        }
        if let other = taken.first(where: { $0.file.isSame(as: file) }) {
            throw Exit.usage("\(other.option) and \(option) both write \(path): one would replace the other")
        }
        taken.append((option, file))
        return file
    }
}

extension OutputFile {
    /// Writes a file whose place was judged before the work, and tells what came in between.
    ///
    /// - Returns: The exit code for a file that cannot be used, or 0.
    func write(_ text: String) -> Int32 {
        do throws(OutputFileError) {
            try replace(with: Array(text.utf8))
            return 0
        } catch {
            tell("\(error)")
            return Exit.usageError
        }
    }
}
