import Glibc

/// Why a path that a command was given cannot be used.
public struct InputFileError: Error, Hashable, Sendable {
    /// What is wrong with a path.
    public enum Problem: Hashable, Sendable {
        /// Nothing is there.
        case absent
        /// The file or folder cannot be opened or read; the reason is the system's.
        case unreadable(reason: String)
        /// The file holds no byte.
        case empty
        /// The file holds more bytes than are read.
        case tooLarge(limit: Int)
        /// It is no regular file.
        case notRegular(FileKind)
        /// The folder holds no file of the wanted kind, told in words such as `*.json`, but what was passed over.
        case noFile(wanted: String, passedOver: [PassedOver])
    }

    /// The path as it was given or found.
    public var path: String
    /// What is wrong with it.
    public var problem: Problem

    /// An error about one path, as it was given or as it was found in a given folder.
    public init(_ path: String, _ problem: Problem) {
        self.path = path
        self.problem = problem
    }
}

extension InputFileError.Problem {
    /// The problem that an error number of the system stands for.
    init(errno: Int32) {
        self = errno == ENOENT || errno == ENOTDIR ? .absent : .unreadable(reason: String(cString: strerror(errno)))
    }
}

extension InputFileError: CustomStringConvertible {
    /// Path and problem in one line.
    public var description: String { "\(path): \(problem)" }
}

extension InputFileError.Problem: CustomStringConvertible {
    /// What is wrong, in one line.
    public var description: String {
        switch self {
        case .absent: "no such file or folder"
        case .unreadable(let reason): "cannot be read: \(reason)"
        case .empty: "the file is empty"
        case .tooLarge(let limit): "the file has more than \(limit) bytes"
        case .notRegular(let kind): "is \(kind), not a file"
        case .noFile(let wanted, let passedOver): "no \(wanted) file in the folder" + Self.list(passedOver)
        }
    }

    /// Most that is listed of what was passed over.
    private static let listLimit = 5

    private static func list(_ passedOver: [PassedOver]) -> String {
        guard !passedOver.isEmpty else { return "" }
        let listed = passedOver.prefix(listLimit).map { "\($0.path) (\($0.reason))" }.joined(separator: ", ")
        let rest = passedOver.count - listLimit
        return "; passed over: " + listed + (rest > 0 ? ", and \(rest) more" : "")
    }
}
