package import GuestProofs
package import InputFiles
import Primitives

/// Proofs that were made before, in a folder, by what they are of.
///
/// The folder is not trusted: what is found is a proof only when it is of the very key and output that are asked for,
/// and the verifier accepts it (docs/decisions/0044-proof-files-and-cache.md).
package struct ProofCache: Sendable {
    /// The folder; it is made when the first proof comes.
    package let folder: String

    /// Domain of the files' names: these ASCII bytes.
    package static let nameTag = "rollupsim/proof-cache/1"
    private static let suffix = ".proof"
    /// How the names end that the proofs of other systems and their keys have.
    package static let otherSuffixes = [".groth16-proof", ".groth16-insecure-key"]

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
    package init(folder: String) {
        self.folder = folder
    }

    /// The folder that is used when nobody names one: `rollupsim/proofs` in `XDG_CACHE_HOME`, or in `.cache` of the
    /// user's home.
    ///
    /// - Parameter environment: The process's variables.
    /// - Returns: Nil without a home.
    package static func defaultFolder(_ environment: [String: String]) -> String? {
        func folder(_ name: String) -> String? {
            // The specification of the variables has relative paths ignored.
            environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        let caches = folder("XDG_CACHE_HOME") ?? folder("HOME").map { $0 + "/.cache" }
        return caches.map { $0 + "/rollupsim/proofs" }
    }

    /// The file of a run: Keccak-256 of `nameTag`, the key's hash and the input.
    package func file(_ key: GuestKey, input: [UInt8]) -> String {
        var hasher = Keccak256Hasher()
        hasher.update(Array(Self.nameTag.utf8))
        hasher.update(key.hash.bytes)
        hasher.update(input)
        return folder + "/" + hasher.finalize().hex.dropFirst(2) + Self.suffix
    }

    /// The proof of a run.
    ///
    /// - Parameters:
    ///   - key: The program's key.
    ///   - input: What the program reads.
    ///   - publicValues: What the program puts out on the input.
    ///   - verifier: Judges what is found.
    /// - Returns: A proof that the verifier accepts, or why there is none.
    package func proof(
        _ key: GuestKey,
        input: [UInt8],
        publicValues: [UInt8],
        verifier: GuestVerifier
    ) -> Finding {
        let path = file(key, input: input)
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

    /// Makes the folder where it is not there: what cannot keep proofs should say so before they are made.
    ///
    /// - Throws: `OutputFileError`.
    package func prepare() throws(OutputFileError) { try OutputFolder.make(folder) }

    /// Keeps a proof, in place of what is there.
    ///
    /// - Throws: `OutputFileError`.
    package func store(_ proof: GuestProof, _ key: GuestKey, input: [UInt8]) throws(OutputFileError) {
        try prepare()
        try OutputFile(file(key, input: input)).replace(with: proof.encoded)
    }

    /// What another proof system keeps under a name, unjudged.
    ///
    /// - Parameters:
    ///   - name: 64 hexadecimal digits and one of `otherSuffixes`.
    ///   - limit: Most bytes that are read.
    /// - Returns: Nil where there is no such file.
    /// - Throws: `InputFileError` for one that cannot be read, or is too large.
    package func bytes(named name: String, upTo limit: Int) throws(InputFileError) -> [UInt8]? {
        do throws(InputFileError) {
            return try InputFile.read(path(of: name), upTo: limit)
        } catch {
            guard error.problem == .absent else { throw error }
            return nil
        }
    }

    /// Keeps what another proof system asks for, in place of what is there.
    ///
    /// - Throws: `OutputFileError`.
    package func store(_ bytes: [UInt8], named name: String) throws(OutputFileError) {
        try prepare()
        try OutputFile(path(of: name)).replace(with: bytes)
    }

    /// The path of a file by its name.
    package func path(of name: String) -> String { folder + "/" + name }

    /// Removes all proofs and keys of the folder and nothing else.
    ///
    /// - Returns: How many there were.
    /// - Throws: `OutputFileError`.
    package func clear() throws(OutputFileError) -> Int {
        try OutputFolder.removeFiles(in: folder, where: Self.isKept)
    }

    /// Whether a name is one of a kept file: 64 hexadecimal digits and a suffix.
    private static func isKept(_ name: String) -> Bool {
        ([suffix] + otherSuffixes).contains { suffix in
            name.hasSuffix(suffix) && name.count == 64 + suffix.count
                && name.dropLast(suffix.count).allSatisfy { $0.isHexDigit && !$0.isUppercase }
        }
    }
}
