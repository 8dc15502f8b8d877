import Glibc

/// The files that a command's paths stand for: a file itself, a folder the wanted files in it.
package struct InputPaths: Sendable {
    /// Which files of a folder are wanted; names that begin with a dot never are, as the indexes of fixture releases.
    package struct FolderRule: Sendable {
        let suffixes: [String]
        let descends: Bool

        /// Files whose names end with a suffix.
        ///
        /// - Parameters:
        ///   - suffix: Such as `.json`; empty for all files.
        ///   - descends: Whether the folders below count too.
        package init(suffix: String, descends: Bool) {
            self.init(suffixes: [suffix], descends: descends)
        }

        /// Files whose names end with one of some suffixes.
        ///
        /// - Parameters:
        ///   - suffixes: Such as `.yaml` and `.yml`, the usual one first; an empty one for all files.
        ///   - descends: Whether the folders below count too.
        package init(suffixes: [String], descends: Bool) {
            self.suffixes = suffixes
            self.descends = descends
        }

        func wants(_ name: [UInt8]) -> Bool {
            suffixes.contains { name.suffix($0.utf8.count).elementsEqual($0.utf8) }
        }

        var description: String {
            suffixes.contains("") ? "readable" : suffixes.map { "*\($0)" }.joined(separator: " or ")
        }
    }

    /// The files of the paths in order, those of a folder in bytewise order.
    package private(set) var files: [String] = []
    /// What was left out, in the order of the paths.
    package private(set) var passedOver: [PassedOver] = []

    /// Looks paths up.
    ///
    /// - Throws: `InputFileError` for the first path that nothing is at, that is neither file nor folder, whose folder
    ///   cannot be listed, holds something that cannot be looked at or named, or holds no wanted file.
    package init(_ paths: [String], _ rule: FolderRule) throws(InputFileError) {
        for path in paths { try add(path, rule) }
    }

    private mutating func add(_ path: String, _ rule: FolderRule) throws(InputFileError) {
        let kind = try FileKind(at: path)
        switch kind {
        case .regular: files.append(path)
        case .folder:
            let walk = try FolderWalk(path, rule)
            passedOver += walk.passedOver
            guard !walk.files.isEmpty else {
                throw InputFileError(path, .noFile(wanted: rule.description, passedOver: walk.passedOver))
            }
            files += walk.files
        case .pipe, .socket, .device: throw InputFileError(path, .notRegular(kind))
        }
    }
}

/// A walk through a folder that ends whatever links there are: each folder is entered once.
private struct FolderWalk {
    private struct Identity: Hashable {
        var device: UInt64
        var number: UInt64
    }

    private(set) var files: [String] = []
    private(set) var passedOver: [PassedOver] = []
    private var entered: Set<Identity> = []
    private let rule: InputPaths.FolderRule

    init(_ folder: String, _ rule: InputPaths.FolderRule) throws(InputFileError) {
        self.rule = rule
        // Links wait until all that stands in the folder itself has its own path.
        var folders = [folder]
        var links: [String] = []
        while let next = folders.popLast() ?? (links.isEmpty ? nil : links.removeFirst()) {
            try list(next, &folders, &links)
        }
        files.sort(by: Self.precedes)
        passedOver.sort { Self.precedes($0.path, $1.path) }
    }

    private mutating func list(
        _ folder: String,
        _ folders: inout [String],
        _ links: inout [String]
    ) throws(InputFileError) {
        var status = stat()
        guard stat(folder, &status) == 0 else { throw InputFileError(folder, InputFileError.Problem(errno: errno)) }
        let identity = Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
        guard entered.insert(identity).inserted else { return }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        for name in try Self.names(in: folder) where rule.descends || rule.wants(name) {
            try add(name, at: prefix, &folders, &links)
        }
    }

    private mutating func add(
        _ name: [UInt8],
        at prefix: String,
        _ folders: inout [String],
        _ links: inout [String]
    ) throws(InputFileError) {
        let path = prefix + String(decoding: name, as: UTF8.self)
        var status = stat()
        guard stat(Array(prefix.utf8CString.dropLast()) + name.map(CChar.init(bitPattern:)) + [0], &status) == 0 else {
            let reason = errno
            // Whatever else hides what stands here may hide a failing test.
            guard Self.leadsToNothing.contains(reason) else {
                throw InputFileError(path, InputFileError.Problem(errno: reason))
            }
            return passedOver.append(PassedOver(path: path, kind: nil))
        }
        let kind = FileKind(status)
        guard kind == .folder ? rule.descends : rule.wants(name) else { return }
        switch kind {
        case .regular:
            try Self.requireText(name, path)
            files.append(path)
        case .folder:
            try Self.requireText(name, path)
            if Self.isLink(path) { links.append(path) } else { folders.append(path) }
        case .pipe, .socket, .device: passedOver.append(PassedOver(path: path, kind: kind))
        }
    }

    /// Paths are text everywhere else, and one made of a repaired name would lead to nothing.
    private static func requireText(_ name: [UInt8], _ path: String) throws(InputFileError) {
        guard String(validating: name, as: UTF8.self) != nil else {
            throw InputFileError(path, .unreadable(reason: "its name is no UTF-8"))
        }
    }

    /// What the system says of a link whose target is not there, or that leads back to itself.
    private static let leadsToNothing: Set = [ENOENT, ENOTDIR, ELOOP]

    /// The names in a folder, bytewise in order and without the hidden ones.
    private static func names(in folder: String) throws(InputFileError) -> [[UInt8]] {
        guard let stream = opendir(folder) else { throw InputFileError(folder, InputFileError.Problem(errno: errno)) }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else { break }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name.first != UInt8(ascii: ".") { names.append(name) }
        }
        guard errno == 0 else { throw InputFileError(folder, InputFileError.Problem(errno: errno)) }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    private static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
}
