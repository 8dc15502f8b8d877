import Foundation
import InputFiles
import Scenario

extension ContractFiles {
    /// Files in the folder of a scenario and below, and Vyper sources there.
    ///
    /// - Parameter scenario: Path of the scenario's own file.
    /// - Returns: The files, none of them read yet.
    static func beside(_ scenario: String) -> ContractFiles {
        let folder = URL(fileURLWithPath: scenario).deletingLastPathComponent().resolvingSymlinksInPath().path
        return ContractFiles(
            read: { path, limit in
                place(path, in: folder).flatMap { file in
                    do throws(InputFileError) {
                        return .success(try InputFile.read(file, upTo: limit))
                    } catch {
                        return .failure(Failure("cannot be used: \(error.problem)"))
                    }
                }
            },
            compile: { path in place(path, in: folder).flatMap { VyperCompiler.compile($0, in: folder) } }
        )
    }

    /// A file's path with links followed; a link may not lead out of the folder.
    private static func place(_ path: String, in folder: String) -> Result<String, Failure> {
        let file = URL(fileURLWithPath: folder).appendingPathComponent(path).resolvingSymlinksInPath().path
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        guard file.hasPrefix(prefix) else { return .failure(Failure("leads out of the scenario's folder")) }
        return .success(file)
    }
}
