import Foundation
import Glibc

/// The files that a command's paths stand for: a file itself, a folder the wanted files in it.
package struct InputPaths: Sendable {
    /// Which files of a folder are wanted; names that begin with a dot never are, as the indexes of fixture releases.
    package struct FolderRule: Sendable {
        let suffix: String
        let descends: Bool

        /// Files whose names end with a suffix.
        ///
        /// - Parameters:
        ///   - suffix: Such as `.json`; empty for all files.
        ///   - descends: Whether the folders below count too.
        package init(suffix: String, descends: Bool) {
            self.suffix = suffix
            self.descends = descends
        }

        func wants(_ name: String) -> Bool { name.hasSuffix(suffix) }

        var description: String { suffix.isEmpty ? "readable" : "*\(suffix)" }
    }

    /// Something with a wanted name that is no file and was left out, which its owner would miss.
    package struct PassedOver: Hashable, Sendable, CustomStringConvertible {
        /// Where it is.
        package let path: String
        /// What it is; nil for a link that leads nowhere, or in a circle.
        package let kind: FileKind?

        /// Path and reason in one line.
        package var description: String {
            "\(path): passed over: \(kind.map { "\($0)" } ?? "a link that leads to no file")"
        }
    }

    /// The files of the paths in order, those of a folder in bytewise order.
    package private(set) var files: [String] = []
    /// What was left out, in the order of the paths.
    package private(set) var passedOver: [PassedOver] = []

    /// Looks paths up.
    ///
    /// - Throws: `InputFileError` for the first path that nothing is at, that is neither file nor folder, whose folder
    ///   cannot be listed, or holds no wanted file.
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
            guard !walk.files.isEmpty else { throw InputFileError(path, .noFile(wanted: rule.description)) }
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
    private(set) var passedOver: [InputPaths.PassedOver] = []
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
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw InputFileError(folder, .unreadable(reason: "the folder cannot be listed"))
        }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        for name in names.sorted(by: Self.precedes) where !name.hasPrefix(".") {
            let path = prefix + name
            switch try? FileKind(at: path) {
            case .regular?: if rule.wants(name) { files.append(path) }
            case .folder?:
                guard rule.descends else { continue }
                if Self.isLink(path) { links.append(path) } else { folders.append(path) }
            case let other:
                if rule.wants(name) { passedOver.append(InputPaths.PassedOver(path: path, kind: other)) }
            }
        }
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    private static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
}
