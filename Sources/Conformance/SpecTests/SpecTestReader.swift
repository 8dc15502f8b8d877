import Cryptography
import HostAccelerators
import InputFiles
import StrictJSON

/// Reads vector files of every kind.
struct SpecTestReader: Sendable {
    /// Most bytes of a text; the largest of the public cases has some three megabytes.
    private static let textByteLimit = 1 << 26

    /// Most bytes of a JSON document.
    private static let jsonByteLimit = 1 << 30

    /// Trusted setups by their files' paths, read beforehand.
    let trustedSetups: [String: Result<KZGTrustedSetup, SpecTestError>]
    /// The setup to use instead of one beside the cases.
    let trustedSetupPath: String?

    /// Reads a file's cases.
    ///
    /// - Throws: `SpecTestError` when the file is of no known kind, or not what its kind is.
    func cases(_ path: String) throws(SpecTestError) -> [SpecTestCase] {
        let parts = PathParts(path)
        switch parts.suffix {
        case "io":
            return [
                SpecTestCase(kind: .jsonRPC, name: parts.stem) {
                    .notCovered("JSON-RPC exchanges are not run")
                }
            ]
        case "json":
            return try cases(inJSON: SpecTestReader.read(path, upTo: SpecTestReader.jsonByteLimit), path: path)
        case "yaml", "yml": return [try kzgCase(path)]
        default: throw .unknownKind
        }
    }

    private func cases(inJSON bytes: [UInt8], path: String) throws(SpecTestError) -> [SpecTestCase] {
        let fileName = PathParts(path).name
        let root = try reading { () throws(JSONError) in
            let root = try JSONDocument(bytes).root
            guard root.kind == .array || root.kind == .object else {
                throw root.mismatch(expected: "a list or map of cases")
            }
            return root
        }
        let cases = root.kind == .array ? try list(root, fileName: fileName) : try map(root, fileName: fileName)
        guard let cases else { throw .unknownKind }
        return cases
    }

    /// Files that are a list of cases, the first of which tells the kind; nil when it is unknown.
    private func list(_ root: JSONValue, fileName: String) throws(SpecTestError) -> [SpecTestCase]? {
        let first = try reading { () throws(JSONError) in
            guard let first = try root.elements.first(where: { _ in true }) else {
                throw root.mismatch(expected: "at least one case")
            }
            return first
        }
        if first.has("X"), first.has("Y") { return try OpcodeVectors.cases(root, fileName: fileName) }
        if first.has("Input") { return try PrecompileVectors.cases(root, fileName: fileName) }
        return try reading { () throws(JSONError) in
            guard first.has("input"), try first["input"].has("commitment") else { return nil }
            return try PointEvaluationVectors.cases(root)
        }
    }

    /// Files that map names to cases, the first of which tells the kind; nil when it is unknown.
    private func map(_ root: JSONValue, fileName: String) throws(SpecTestError) -> [SpecTestCase]? {
        try reading { () throws(JSONError) in
            if root.has("testGroups") { return try WycheproofVectors.cases(root) }
            guard let first = try root.members.first(where: { _ in true })?.value else {
                throw root.mismatch(expected: "at least one case")
            }
            if first.has("txbytes") { return try TransactionVectors.cases(root) }
            if first.has("in"), first.has("out") { return try RLPVectors.cases(root) }
            guard first.has("in"), first.has("root") || first.has("tests") else { return nil }
            return try TrieVectors.cases(root, isSecure: fileName.lowercased().contains("secure"))
        }
    }

    private func reading<Result>(_ body: () throws(JSONError) -> Result) throws(SpecTestError) -> Result {
        do {
            return try body()
        } catch {
            throw .malformed(error)
        }
    }

    /// Case of c-kzg-4844: `<function>/<preset>/<case>/data.yaml`.
    private func kzgCase(_ path: String) throws(SpecTestError) -> SpecTestCase {
        let folders = path.split(separator: "/").dropLast().map(String.init)
        guard let function = folders.last(where: { KZGVectorFunction(rawValue: $0) != nil }), let name = folders.last
        else { throw .unknownKind }
        let text = try SpecTestReader.text(path)
        do throws(KZGVectorError) {
            _ = try KZGVectorInput.read(text)
        } catch {
            throw .malformedCase("\(error)")
        }
        guard let setupPath = trustedSetupPath ?? SpecTestSources.trustedSetup(beside: path) else {
            throw .trustedSetup("none is beside the cases; name one with --trusted-setup")
        }
        let setup = try (trustedSetups[setupPath] ?? SpecTestReader.trustedSetup(setupPath)).get()
        return SpecTestCase(kind: .kzg, name: name) {
            KZGVectorCase.run(function: function, yaml: text, setup: setup)
        }
    }

    /// Reads and checks a trusted setup.
    static func trustedSetup(_ path: String) -> Result<KZGTrustedSetup, SpecTestError> {
        do throws(SpecTestError) {
            let text = try text(path)
            do throws(TrustedSetupError) {
                return .success(try KZGTrustedSetup(text: text))
            } catch {
                return .failure(.trustedSetup("\(path): \(error)"))
            }
        } catch {
            return .failure(.trustedSetup("\(path): \(error)"))
        }
    }

    private static func read(_ path: String, upTo limit: Int) throws(SpecTestError) -> [UInt8] {
        do throws(InputFileError) {
            return try InputFile.read(path, upTo: limit)
        } catch {
            throw .file(error.problem)
        }
    }

    private static func text(_ path: String) throws(SpecTestError) -> String {
        let bytes = try read(path, upTo: textByteLimit)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText }
        return text
    }
}
