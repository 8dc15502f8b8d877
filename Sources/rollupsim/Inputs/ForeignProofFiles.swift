import Conformance
import GasComparison
import InputFiles
import StrictJSON
import TextOutput

/// Deployed verifiers with proofs that they accept, from a folder that the user names.
enum ForeignProofFiles {
    /// Greatest size of a file in bytes.
    private static let byteLimit = 1 << 24

    /// The modes of all files of a folder, by name.
    ///
    /// - Throws: The exit code for wrong usage when the folder holds none, or a file of another kind.
    static func modes(in folder: String) throws -> [VerificationMode] {
        try InputPaths.resolve([folder], InputPaths.FolderRule(suffix: ".json", descends: false)).map { path in
            let name = String(path.split(separator: "/").last?.dropLast(".json".count) ?? "")
            let bytes: [UInt8]
            do throws(InputFileError) {
                bytes = try InputFile.read(path, upTo: byteLimit)
            } catch {
                throw Exit.usage("\(error)")
            }
            do throws(JSONError) {
                let proof = try ForeignProof(name: name, json: bytes)
                return VerificationMode(
                    deployed: "foreign \(proof.name.printable)",
                    code: proof.code,
                    calldata: proof.calldata,
                    output: proof.output
                )
            } catch {
                throw Exit.usage("\(path): \(error)")
            }
        }
    }
}
