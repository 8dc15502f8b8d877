import ArchivedBlocks
import Foundation

extension BlockFile {
    /// Reads the file at `path`.
    ///
    /// - Throws: The exit code for wrong usage.
    static func read(_ path: String) throws -> BlockFile {
        do throws(BlockFileError) {
            return try BlockFile(json: try bytes(path))
        } catch {
            throw Exit.usage("\(path): \(error)")
        }
    }

    private static func bytes(_ path: String) throws(BlockFileError) -> [UInt8] {
        guard let bytes = readFile(path, upTo: byteLimit + 1) else { throw .unreadable }
        return bytes
    }
}

/// The first bytes of the file at `path`; nil when it cannot be read.
func readFile(_ path: String, upTo limit: Int) -> [UInt8]? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    return (try? handle.read(upToCount: limit)).map { [UInt8]($0) }
}
