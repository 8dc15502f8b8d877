import Foundation

/// A folder of files that goes away with its last reference.
final class TemporaryFolder {
    private let url = FileManager.default.temporaryDirectory.appendingPathComponent("rollupsim-\(UUID().uuidString)")

    /// Writes files at paths inside the folder.
    init(_ files: [String: String]) throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        for (path, text) in files {
            let file = url.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
        }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var path: String { url.path }
}
