import Foundation

/// Fixture files on disk.
public enum FixtureFiles {
    /// Greatest size of a file in bytes.
    public static let byteLimit = 1 << 30

    /// Why files cannot be used.
    public enum Failure: Error, Hashable, Sendable {
        /// Nothing is there.
        case absent(path: String)
        /// A folder without a `.json` file in it.
        case empty(path: String)
        /// The file or folder cannot be read.
        case unreadable(path: String)
    }

    /// The files that paths stand for: a file itself, a folder all `*.json` in it and below, in bytewise order.
    ///
    /// Names that begin with a dot are left out, as indexes of fixture releases are.
    /// - Throws: `Failure`.
    public static func resolve(_ paths: [String]) throws(Failure) -> [String] {
        var files: [String] = []
        for path in paths {
            guard let isFolder = isFolder(path) else { throw .absent(path: path) }
            guard isFolder else {
                files.append(path)
                continue
            }
            var found: [String] = []
            try collect(path.hasSuffix("/") ? String(path.dropLast()) : path, depth: 0, into: &found)
            guard !found.isEmpty else { throw .empty(path: path) }
            files += found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
        return files
    }

    /// A file's bytes.
    ///
    /// - Throws: `Failure.unreadable`; a file beyond `byteLimit` is cut off behind it, for the reader to refuse.
    public static func read(_ path: String) throws(Failure) -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else { throw .unreadable(path: path) }
        defer { try? handle.close() }
        guard isFolder(path) == false, let data = try? handle.read(upToCount: byteLimit + 1) else {
            throw .unreadable(path: path)
        }
        return [UInt8](data)
    }

    /// Whether a path is a folder; nil when nothing is there.
    private static func isFolder(_ path: String) -> Bool? {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) ? isFolder.boolValue : nil
    }

    private static func collect(_ folder: String, depth: Int, into files: inout [String]) throws(Failure) {
        // Links may lead in circles.
        guard depth < 32, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw .unreadable(path: folder)
        }
        for name in names where !name.hasPrefix(".") {
            let path = folder + "/" + name
            if isFolder(path) == true {
                try collect(path, depth: depth + 1, into: &files)
            } else if name.hasSuffix(".json") {
                files.append(path)
            }
        }
    }
}

extension FixtureFiles.Failure: CustomStringConvertible {
    /// What cannot be used, in one line.
    public var description: String {
        switch self {
        case .absent(let path): "\(path): no such file or folder"
        case .empty(let path): "\(path): no *.json file in the folder"
        case .unreadable(let path): "\(path): cannot be read"
        }
    }
}
