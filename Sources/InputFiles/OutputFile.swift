import Foundation
import Glibc

/// A place for a file that a command makes, judged before the work whose result it takes.
package struct OutputFile: Sendable {
    /// The file that is written, which is where links lead.
    package let path: String
    /// The path as it was given, for messages.
    private let givenPath: String

    /// A place where a regular file stands or can be made.
    ///
    /// - Parameter path: A file, a link to one, or a name that is free in a folder; never a device, a pipe or a folder.
    /// - Throws: `OutputFileError`.
    package init(_ path: String) throws(OutputFileError) {
        guard !path.isEmpty else { throw OutputFileError(path, "a file has a name") }
        givenPath = path
        // What is there is replaced as a whole, so that the end of a link has to be known.
        var target = path
        var status = stat()
        for _ in 0..<Self.linkLimit where lstat(target, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK {
            guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: target) else { break }
            target = next.hasPrefix("/") ? next : Self.folder(of: target) + "/" + next
        }
        self.path = target
        if stat(target, &status) == 0 {
            let kind = FileKind(status)
            guard kind == .regular else { throw OutputFileError(path, "is \(kind), not a file") }
        } else if errno != ENOENT || target.hasSuffix("/") {
            throw OutputFileError(path, errno: errno)
        }
        let folder = Self.folder(of: target)
        guard access(folder, W_OK | X_OK) == 0 else {
            throw OutputFileError(path, "no file can be made in \(folder): \(String(cString: strerror(errno)))")
        }
    }

    /// Links that are followed, as many as Linux follows.
    private static let linkLimit = 40

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Whether the file is the one that another path leads to.
    package func isSame(as other: String) -> Bool {
        var (own, its) = (stat(), stat())
        return stat(path, &own) == 0 && stat(other, &its) == 0 && own.st_dev == its.st_dev && own.st_ino == its.st_ino
    }

    /// Whether what is written at another place would end where this file does.
    package func isSame(as other: OutputFile) -> Bool {
        if isSame(as: other.path) { return true }
        guard let own = Self.place(path), let its = Self.place(other.path) else { return false }
        return own == its
    }

    /// The one path to a place, whose folder is there; nil without the folder.
    private static func place(_ path: String) -> String? {
        guard let folder = realpath(folder(of: path), nil) else { return nil }
        defer { free(folder) }
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        return String(cString: folder) + "/" + name
    }

    /// Writes the file, in place of what is there: whoever reads meanwhile sees the old bytes or the new ones.
    ///
    /// - Parameter bytes: Its content.
    /// - Throws: `OutputFileError`; then the old file is still there, and nothing else.
    package func replace(with bytes: [UInt8]) throws(OutputFileError) {
        var name = Array("\(path).XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw OutputFileError(givenPath, errno: errno) }
        // The mode that the user wants new files to have, which `mkstemp` does not ask for.
        let mask = umask(0)
        _ = umask(mask)
        var isDone = fchmod(descriptor, 0o666 & ~mask) == 0 && Self.write(bytes, to: descriptor)
        var problem = errno
        if close(descriptor) != 0 && isDone { (isDone, problem) = (false, errno) }
        if isDone && rename(name, path) != 0 { (isDone, problem) = (false, errno) }
        guard !isDone else { return }
        unlink(name)
        throw OutputFileError(givenPath, errno: problem)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var start = 0
            while start < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return false }
                start += count
            }
            return true
        }
    }
}

/// Why a file or folder cannot be made or removed.
package struct OutputFileError: Error, CustomStringConvertible {
    /// The file or folder.
    package let path: String
    /// The reason.
    package let reason: String

    init(_ path: String, _ reason: String) { (self.path, self.reason) = (path, reason) }

    /// The reason that an error number of the system stands for.
    init(_ path: String, errno: Int32) { self.init(path, String(cString: strerror(errno))) }

    /// Path and reason in one line.
    package var description: String { "\(path): \(reason)" }
}
