import Foundation

/// Files that a run of public vectors reads.
struct SpecTestSources {
    /// A file that was named, or found in a folder that was.
    struct Entry {
        let path: String
        /// What reading the folder, or looking at the file, already found wrong.
        var problem: SpecTestError?
    }

    private(set) var entries: [Entry] = []

    /// Finds the files behind paths: a folder stands for all files below it, in bytewise order of their paths.
    ///
    /// Not among them are hidden files, and those that belong to vectors without being any: a trusted setup, and the chain of
    /// recorded JSON-RPC exchanges.
    init(_ paths: [String]) {
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                entries.append(Entry(path: path, problem: .unreadable))
                continue
            }
            guard isFolder.boolValue else {
                entries.append(Entry(path: path))
                continue
            }
            let files = SpecTestSources.files(below: path)
            if files.isEmpty { entries.append(Entry(path: path, problem: .emptyFolder)) }
            entries += SpecTestSources.vectors(among: files).map { Entry(path: $0) }
        }
    }

    private static func files(below folder: String) -> [String] {
        guard let enumerator = FileManager.default.enumerator(atPath: folder) else { return [] }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        var files: [String] = []
        while let relative = enumerator.nextObject() as? String {
            let isHidden = relative.split(separator: "/").contains { $0.hasPrefix(".") }
            let isFile = enumerator.fileAttributes?[.type] as? FileAttributeType == .typeRegular
            if isFile, !isHidden { files.append(prefix + relative) }
        }
        return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func vectors(among files: [String]) -> [String] {
        let exchanges = files.filter { $0.hasSuffix(".io") }
        return files.filter { file in
            let path = file as NSString
            if path.lastPathComponent == trustedSetupName { return false }
            guard exchangeChainNames.contains(path.lastPathComponent) else { return true }
            let folder = path.deletingLastPathComponent + "/"
            return !exchanges.contains { $0.hasPrefix(folder) }
        }
    }

    /// The trusted setup that a case's folder, or one around it, holds.
    static func trustedSetup(beside path: String) -> String? {
        var folder = (path as NSString).deletingLastPathComponent
        // A case is three folders below the setup in c-kzg-4844's layout.
        for _ in 0..<5 {
            let candidate = (folder as NSString).appendingPathComponent(trustedSetupName)
            if FileManager.default.fileExists(atPath: candidate) { return candidate }
            folder = (folder as NSString).deletingLastPathComponent
        }
        return nil
    }

    private static let trustedSetupName = "trusted_setup.txt"
    /// execution-apis' `tests`: the chain that the exchanges are about.
    private static let exchangeChainNames: Set = ["chain.rlp", "genesis.json", "forkenv.json", "headfcu.json"]
}
