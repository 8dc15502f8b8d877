import Foundation
import Glibc

/// A folder that a command keeps files in.
package enum OutputFolder {
    /// Makes a folder, and those that it lies in, where they are not there.
    ///
    /// - Parameter path: The folder.
    /// - Throws: `OutputFileError`, also for a folder in which no file can be made.
    package static func make(_ path: String) throws(OutputFileError) {
        guard !path.isEmpty else { throw OutputFileError(path, "a folder has a name") }
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/" + part
            guard mkdir(made, 0o777) != 0, errno != EEXIST else { continue }
            throw OutputFileError(path, errno: errno)
        }
        try check(path)
    }

    /// Judges a place for a folder, which is made when there is something to keep in it.
    ///
    /// - Parameter path: The folder.
    /// - Throws: `OutputFileError` where it cannot be made, or takes no file.
    package static func judge(_ path: String) throws(OutputFileError) {
        guard !path.isEmpty else { throw OutputFileError(path, "a folder has a name") }
        var nearest = path[...]
        while access(String(nearest), F_OK) != 0, let slash = nearest.lastIndex(of: "/") { nearest = nearest[..<slash] }
        let isThere = access(String(nearest), F_OK) == 0
        try check(isThere ? String(nearest) : path.hasPrefix("/") ? "/" : ".")
    }

    private static func check(_ path: String) throws(OutputFileError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw OutputFileError(path, errno: errno) }
        let kind = FileKind(status)
        guard kind == .folder else { throw OutputFileError(path, "is \(kind), not a folder") }
        guard access(path, R_OK | W_OK | X_OK) == 0 else { throw OutputFileError(path, errno: errno) }
    }

    /// Removes some files of a folder; one that is not there has none.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - isRemoved: Whether a file of that name goes.
    /// - Returns: How many were removed.
    /// - Throws: `OutputFileError` for what is no folder, and for what could not be listed or removed.
    package static func removeFiles(
        in folder: String,
        where isRemoved: (String) -> Bool
    ) throws(OutputFileError) -> Int {
        guard !folder.isEmpty else { throw OutputFileError(folder, "a folder has a name") }
        guard FileManager.default.fileExists(atPath: folder) else { return 0 }
        try check(folder)
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter(isRemoved)
        for name in names where unlink(folder + "/" + name) != 0 {
            throw OutputFileError(folder + "/" + name, errno: errno)
        }
        return names.count
    }
}
