import ArgumentParser
import InputFiles
import Scenario
import TextOutput

/// Scenario files that a command names.
enum ScenarioFiles {
    /// The path that stands for standard input.
    static let standardInput = "-"
    /// Ends of the names of scenario files.
    static let suffixes = [".yaml", ".yml"]

    /// What a path, or a file of a folder that it leads to, comes to.
    struct Entry {
        /// The file; the path itself where that leads to none.
        let file: String
        /// The scenario, or why there is none.
        let content: Result<ScenarioDocument, ScenarioFileError>
    }

    /// Reads the files of some paths one after the other, in order.
    ///
    /// A folder stands for its direct `*.yaml` and `*.yml` files, sorted by name, and `-` for standard input. A path
    /// that leads nowhere stops none of the others.
    ///
    /// - Parameters:
    ///   - paths: Files, folders, or `-`.
    ///   - settings: Values in the place of each file's.
    /// - Returns: What each file comes to, read when it is asked for.
    static func read(_ paths: [String], with settings: [ScenarioSetting] = []) -> some Sequence<Entry> {
        paths.lazy.flatMap { files(of: $0) }.map { file in
            switch file {
            case .success(let path): Entry(file: path, content: read(path, with: settings))
            case .failure(let error): Entry(file: error.path, content: .failure(.unusable(error)))
            }
        }
    }

    /// The files that a path stands for; what is passed over is told on standard error.
    private static func files(of path: String) -> [Result<String, InputFileError>] {
        guard path != standardInput else { return [.success(path)] }
        do {
            let found = try InputPaths([path], InputPaths.FolderRule(suffixes: suffixes, descends: false))
            InputPaths.tellPassedOver(found.passedOver)
            return found.files.map { .success($0) }
        } catch {
            return [.failure(error)]
        }
    }

    /// Reads and checks a file, or standard input.
    static func read(
        _ path: String,
        with settings: [ScenarioSetting] = []
    ) -> Result<ScenarioDocument, ScenarioFileError> {
        do {
            let limit = SourceText.maximumByteCount
            if path == standardInput {
                let name = "standard input"
                let bytes = try InputFile.readStandardInput(as: name, upTo: limit)
                return .success(try ScenarioDocument(name: name, bytes: bytes, settings: settings))
            }
            let bytes = try InputFile.read(path, upTo: limit)
            return .success(try ScenarioDocument(name: path, bytes: bytes, files: .beside(path), settings: settings))
        } catch let error as ScenarioError {
            return .failure(.refused(error))
        } catch let error as InputFileError {
            return .failure(.unusable(error))
        } catch {
            return .failure(.unusable(InputFileError(path, .unreadable(reason: "\(error)"))))
        }
    }
}

/// Why a scenario file cannot be run.
enum ScenarioFileError: Error {
    /// The file cannot be read.
    case unusable(InputFileError)
    /// The file is not a scenario.
    case refused(ScenarioError)

    /// Text for standard error, ending in a line break.
    var text: String {
        switch self {
        case .unusable: "rollupsim: \(message)\n"
        case .refused(let error): error.rendered
        }
    }

    /// What is wrong, without what makes it a diagnostic of this program.
    var message: String {
        switch self {
        case .unusable(let error): "\(error)".printable
        case .refused(let error): String(error.rendered.dropLast(error.rendered.hasSuffix("\n") ? 1 : 0))
        }
    }

    /// What a document tells of the file.
    func record(of file: String) -> FileRecord {
        switch self {
        case .unusable: FileRecord(file: file, unreadable: message)
        case .refused(let error): FileRecord(file: file, error)
        }
    }
}
