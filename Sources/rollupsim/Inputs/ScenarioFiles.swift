import ArgumentParser
import InputFiles
import Scenario
import TextOutput

/// Scenario files that a command names.
enum ScenarioFiles {
    /// The files of some paths in order: a folder stands for its direct `*.yaml` files, sorted by name.
    ///
    /// - Throws: An exit with the usage code when a path does not exist, or a folder holds no scenario.
    static func resolve(_ paths: [String]) throws -> [String] {
        try InputPaths.resolve(paths, InputPaths.FolderRule(suffix: ".yaml", descends: false))
    }

    /// Reads and checks a file.
    static func read(_ path: String) -> Result<ScenarioDocument, ScenarioFileError> {
        do {
            return .success(
                try ScenarioDocument(name: path, bytes: try InputFile.read(path, upTo: SourceText.maximumByteCount))
            )
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
