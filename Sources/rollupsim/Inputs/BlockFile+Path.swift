import ArchivedBlocks
import InputFiles

extension BlockFile {
    /// Reads the file at `path`.
    ///
    /// - Throws: The exit code for wrong usage.
    static func read(_ path: String) throws -> BlockFile {
        do {
            return try BlockFile(json: try InputFile.read(path, upTo: byteLimit))
        } catch let error as InputFileError {
            throw Exit.usage("\(error)")
        } catch {
            throw Exit.usage("\(path): \(error)")
        }
    }
}
