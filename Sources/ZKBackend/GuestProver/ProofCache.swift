package import Foundation
package import GuestProofs
import InputFiles
import Primitives

/// Proofs that were made before, in a folder, by what they are of.
///
/// The folder is not trusted: what is found is a proof only when it is of the very key and output that are asked for and
/// the verifier accepts it (docs/decisions/0044-proof-files-and-cache.md).
package struct ProofCache: Sendable {
    /// The folder; it is made when the first proof comes.
    package let folder: URL

    /// Domain of the files' names: these ASCII bytes.
    package static let nameTag = "rollupsim/proof-cache/1"
    private static let suffix = ".proof"

    /// What is found for a run.
    package enum Finding {
        /// Nothing.
        case nothing
        /// A proof that the verifier accepts.
        case proof(GuestProof)
        /// A file that is not used, for a reason.
        case unusable(path: String, reason: String)
    }

    /// The cache in a folder, which need not exist.
    package init(folder: URL) {
        self.folder = folder
    }

    /// The folder that is used when nobody names one: `rollupsim/proofs` in `XDG_CACHE_HOME`, or in `.cache` of the
    /// user's home.
    ///
    /// - Parameter environment: The process's variables.
    /// - Returns: Nil without a home.
    package static func defaultFolder(_ environment: [String: String]) -> URL? {
        func folder(_ name: String) -> URL? {
            // The specification of the variables has relative paths ignored.
            guard let path = environment[name], path.hasPrefix("/") else { return nil }
            return URL(fileURLWithPath: path, isDirectory: true)
        }
        let caches = folder("XDG_CACHE_HOME") ?? folder("HOME")?.appendingPathComponent(".cache", isDirectory: true)
        return caches?.appendingPathComponent("rollupsim/proofs", isDirectory: true)
    }

    /// The file of a run: Keccak-256 of `nameTag`, the key's hash and the input.
    package func file(_ key: GuestKey, input: [UInt8]) -> URL {
        var hasher = Keccak256Hasher()
        hasher.update(Array(Self.nameTag.utf8))
        hasher.update(key.hash.bytes)
        hasher.update(input)
        let name = hasher.finalize().hex.dropFirst(2) + Self.suffix
        return folder.appendingPathComponent(String(name))
    }

    /// The proof of a run.
    ///
    /// - Parameters:
    ///   - key: The program's key.
    ///   - input: What the program reads.
    ///   - publicValues: What the program puts out on the input.
    ///   - verifier: Judges what is found.
    package func proof(
        _ key: GuestKey,
        input: [UInt8],
        publicValues: [UInt8],
        verifier: GuestVerifier
    ) -> Finding {
        let path = file(key, input: input).path
        func unusable(_ reason: String) -> Finding { .unusable(path: path, reason: reason) }
        let bytes: [UInt8]
        do throws(InputFileError) {
            bytes = try InputFile.read(path, upTo: GuestProof.byteLimit)
        } catch {
            return error.problem == .absent ? .nothing : unusable("\(error.problem)")
        }
        let proof: GuestProof
        do throws(GuestProof.Invalid) {
            proof = try GuestProof(decoding: bytes)
        } catch {
            return unusable("\(error)")
        }
        guard proof.keyHash == key.hash else { return unusable("it is under another key") }
        guard proof.publicValues == publicValues else { return unusable("it is of another run") }
        if let reason = verifier.refusal(key, publicValues: publicValues, proof: proof.proof) {
            return unusable("the verifier refuses it: \(reason)")
        }
        return .proof(proof)
    }

    /// Keeps a proof, in place of what is there; whoever reads meanwhile sees the old file or the new one.
    ///
    /// - Throws: The system's reason why there is no file.
    package func store(_ proof: GuestProof, _ key: GuestKey, input: [UInt8]) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(proof.encoded).write(to: file(key, input: input), options: .atomic)
    }

    /// Removes all proofs of the folder and nothing else.
    ///
    /// - Returns: How many there were.
    /// - Throws: The system's reason why one is still there.
    package func clear() throws -> Int {
        guard FileManager.default.fileExists(atPath: folder.path) else { return 0 }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter(Self.isProof)
        for name in names { try FileManager.default.removeItem(at: folder.appendingPathComponent(name)) }
        return names.count
    }

    /// Whether a name is one that `file` gives: 64 hexadecimal digits and the suffix.
    private static func isProof(_ name: String) -> Bool {
        name.hasSuffix(suffix) && name.count == 64 + suffix.count
            && name.dropLast(suffix.count).allSatisfy { $0.isHexDigit && !$0.isUppercase }
    }
}
