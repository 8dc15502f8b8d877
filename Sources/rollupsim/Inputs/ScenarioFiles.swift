import ArgumentParser
import Foundation
import Scenario

/// Scenario files that a command names.
enum ScenarioFiles {
    /// The files of some paths in order: a folder stands for its direct `*.yaml` files, sorted by name.
    ///
    /// - Throws: An exit with the usage code when a path does not exist, or a folder holds no scenario.
    static func resolve(_ paths: [String]) throws -> [String] {
        var files: [String] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw Exit.usage("\(path): no such file or folder")
            }
            guard isFolder.boolValue else {
                files.append(path)
                continue
            }
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            let found = names.filter { $0.hasSuffix(".yaml") }.sorted()
            guard !found.isEmpty else { throw Exit.usage("\(path): the folder holds no `*.yaml` file") }
            files += found.map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
        }
        return files
    }

    /// Reads and checks a file.
    static func read(_ path: String) -> Result<ScenarioDocument, ScenarioFileError> {
        guard let handle = FileHandle(forReadingAtPath: path) else { return .failure(.unreadable(path)) }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: SourceText.maximumByteCount + 1) else {
            return .failure(.unreadable(path))
        }
        do {
            return .success(try ScenarioDocument(name: path, bytes: Array(data)))
        } catch {
            return .failure(.refused(error))
        }
    }
}

/// Why a scenario file cannot be run.
enum ScenarioFileError: Error {
    /// The file cannot be read.
    case unreadable(String)
    /// The file is not a scenario.
    case refused(ScenarioError)

    /// Text for standard error, ending in a line break.
    var text: String {
        switch self {
        case .unreadable(let path): "rollupsim: \(path): the file cannot be read\n"
        case .refused(let error): error.rendered
        }
    }
}
