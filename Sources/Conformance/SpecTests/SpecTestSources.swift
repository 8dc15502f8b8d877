import InputFiles

/// Files that a run of public vectors reads.
struct SpecTestSources {
    /// A file that was named, or found in a folder that was.
    struct Entry {
        let path: String
        /// What looking the path up already found wrong.
        var problem: SpecTestError?
    }

    private(set) var entries: [Entry] = []
    /// What stands in folders and is no file.
    private(set) var passedOver: [PassedOver] = []

    /// Finds the files behind paths: a folder stands for all files below it, in bytewise order of their paths.
    ///
    /// Not among them are hidden files, and those that belong to vectors without being any: a trusted setup, and the
    /// chain of recorded JSON-RPC exchanges.
    init(_ paths: [String]) {
        for path in paths {
            do throws(InputFileError) {
                let found = try InputPaths([path], InputPaths.FolderRule(suffix: "", descends: true))
                passedOver += found.passedOver
                // A file that is named is a vector file, whatever its name.
                let files = found.files == [path] ? [path] : SpecTestSources.vectors(among: found.files)
                entries += files.map { Entry(path: $0) }
            } catch {
                entries.append(Entry(path: error.path, problem: .file(error.problem)))
            }
        }
    }

    private static func vectors(among files: [String]) -> [String] {
        let exchanges = files.filter { $0.hasSuffix(".io") }
        return files.filter { file in
            let path = PathParts(file)
            if path.name == trustedSetupName { return false }
            guard exchangeChainNames.contains(path.name) else { return true }
            return !exchanges.contains { $0.hasPrefix(path.folder + "/") }
        }
    }

    /// The trusted setup that a case's folder, or one around it, holds.
    static func trustedSetup(beside path: String) -> String? {
        var folder = PathParts(path).folder
        // A case is three folders below the setup in c-kzg-4844's layout.
        for _ in 0..<5 {
            let candidate =
                folder.isEmpty || folder == "/" ? folder + trustedSetupName : "\(folder)/\(trustedSetupName)"
            if (try? FileKind(at: candidate)) != nil { return candidate }
            guard !folder.isEmpty, folder != "/" else { return nil }
            folder = PathParts(folder).folder
        }
        return nil
    }

    private static let trustedSetupName = "trusted_setup.txt"
    /// execution-apis' `tests`: the chain that the exchanges are about.
    private static let exchangeChainNames: Set = ["chain.rlp", "genesis.json", "forkenv.json", "headfcu.json"]
}
