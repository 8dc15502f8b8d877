import Foundation

/// Files and folders that a command makes.
package enum OutputFile {
    /// Writes a file, in place of what is there: whoever reads meanwhile sees the old bytes or the new ones.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - bytes: Its content.
    /// - Throws: `OutputFileError`; then the old file is still there.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(OutputFileError) {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw OutputFileError(path: path, reason: error.localizedDescription)
        }
    }

    /// Makes a folder, and those that it lies in, where they are not there.
    ///
    /// - Parameter path: The folder.
    /// - Throws: `OutputFileError`.
    package static func makeFolder(_ path: String) throws(OutputFileError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw OutputFileError(path: path, reason: error.localizedDescription)
        }
    }

    /// Removes some files of a folder; one that is not there has none.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - isRemoved: Whether a file of that name goes.
    /// - Returns: How many were removed.
    /// - Throws: `OutputFileError` for what could not be listed or removed.
    package static func removeFiles(
        in folder: String,
        where isRemoved: (String) -> Bool
    ) throws(OutputFileError) -> Int {
        guard FileManager.default.fileExists(atPath: folder) else { return 0 }
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter(isRemoved)
            for name in names { try FileManager.default.removeItem(atPath: folder + "/" + name) }
            return names.count
        } catch {
            throw OutputFileError(path: folder, reason: error.localizedDescription)
        }
    }
}

/// Why a file or folder cannot be made or removed.
package struct OutputFileError: Error, CustomStringConvertible {
    /// The file or folder.
    package let path: String
    /// The system's reason.
    package let reason: String

    /// Path and reason in one line.
    package var description: String { "\(path): \(reason)" }
}
