import Glibc

/// What stands at a path, links followed.
public enum FileKind: Hashable, Sendable {
    /// Bytes with an end.
    case regular
    /// Names of other files.
    case folder
    /// A pipe, with a name (FIFO) or without.
    case pipe
    /// A socket.
    case socket
    /// A device, of characters or blocks.
    case device

    /// Looks at a path.
    ///
    /// - Throws: `InputFileError` when nothing can be reached there.
    package init(at path: String) throws(InputFileError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw InputFileError(path, InputFileError.Problem(errno: errno)) }
        self.init(status)
    }

    init(_ status: stat) {
        self =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .folder
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            default: .device
            }
    }
}

extension FileKind: CustomStringConvertible {
    /// The kind with its article.
    public var description: String {
        switch self {
        case .regular: "a file"
        case .folder: "a folder"
        case .pipe: "a pipe"
        case .socket: "a socket"
        case .device: "a device"
        }
    }
}
