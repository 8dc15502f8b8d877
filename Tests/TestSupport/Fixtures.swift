public import Foundation
import Synchronization

/// Public test data, found beside the project and unpacked once into a cache folder.
///
/// The folder is `$ROLLUPSIM_FIXTURES`, or else `../shared/fixtures` from the package's root. Archives are unpacked
/// into `$ROLLUPSIM_FIXTURE_CACHE`, or else `.build/fixtures` in the package's root.
public enum Fixtures {
    /// The folder that holds the unpacked pack.
    ///
    /// Safe under parallel tests and processes: each unpacks into a folder of its own and renames it, and whoever comes
    /// second finds the first one's.
    public static func path(_ pack: FixturePack) throws(FixtureError) -> String {
        // The lock makes the tests of one process wait for a single unpacking.
        let result = unpacked.withLock { unpacked -> Result<String, FixtureError> in
            if let path = unpacked[pack] { return .success(path) }
            do throws(FixtureError) {
                let path = try unpack(pack)
                unpacked[pack] = path
                return .success(path)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// A file or folder that is not in an archive, such as `real-blocks`, or nil when it is absent.
    public static func loose(_ relativePath: String) -> String? {
        let path = folder + "/" + relativePath
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// Whether the pack's archive is there.
    public static func isAvailable(_ pack: FixturePack) -> Bool {
        FileManager.default.fileExists(atPath: archive(of: pack))
    }

    /// All files below `folder` whose names end with `suffix`, in bytewise order of their paths.
    public static func files(in folder: String, suffix: String) -> [String] {
        guard let enumerator = FileManager.default.enumerator(atPath: folder) else { return [] }
        var paths: [String] = []
        for case let relativePath as String in enumerator where relativePath.hasSuffix(suffix) {
            paths.append(folder + "/" + relativePath)
        }
        return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// A file's bytes.
    public static func read(_ path: String) throws(FixtureError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else { throw .absent(path: path) }
        return [UInt8](data)
    }

    /// Where fixtures are looked for.
    public static let folder =
        environment("ROLLUPSIM_FIXTURES") ?? packageRoot.deletingLastPathComponent().path + "/shared/fixtures"

    /// Whether an absent fixture must fail a test instead of skipping it: `ROLLUPSIM_REQUIRE_FIXTURES=1`.
    public static let areRequired = environment("ROLLUPSIM_REQUIRE_FIXTURES") == "1"

    /// The package's root: the source file's own place, with links resolved.
    public static let packageRoot = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let cache =
        environment("ROLLUPSIM_FIXTURE_CACHE") ?? packageRoot.path + "/.build/fixtures"

    private static let unpacked = Mutex<[FixturePack: String]>([:])

    private static func environment(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func archive(of pack: FixturePack) -> String { folder + "/" + pack.name + ".tar.zst" }

    private static func unpack(_ pack: FixturePack) throws(FixtureError) -> String {
        let files = FileManager.default
        let archive = archive(of: pack)
        guard let attributes = try? files.attributesOfItem(atPath: archive),
            let size = attributes[.size] as? Int, let date = attributes[.modificationDate] as? Date
        else { throw .absent(path: archive) }
        // A new version of the archive gets a new folder.
        let target = "\(cache)/\(pack.name)-\(size)-\(Int(date.timeIntervalSince1970))"
        if !files.fileExists(atPath: target) {
            let temporary = "\(cache)/.unpacking-\(UUID().uuidString)"
            defer { try? files.removeItem(atPath: temporary) }
            do {
                try files.createDirectory(atPath: temporary, withIntermediateDirectories: true)
            } catch {
                throw .inputOutput(path: temporary)
            }
            try runTar(archive, into: temporary)
            // Fails when another process was faster, whose folder is as good.
            try? files.moveItem(atPath: temporary, toPath: target)
            guard files.fileExists(atPath: target) else { throw .inputOutput(path: target) }
        }
        return contentRoot(of: target, pack)
    }

    private static func runTar(_ archive: String, into folder: String) throws(FixtureError) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["tar", "--zstd", "-xf", archive, "-C", folder]
        do {
            try process.run()
        } catch {
            throw .unpackingFailed(archive: archive, status: -1)
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw .unpackingFailed(archive: archive, status: process.terminationStatus)
        }
    }

    /// The folder itself, or the one folder in it that carries the pack's name, which some archives have.
    private static func contentRoot(of folder: String, _ pack: FixturePack) -> String {
        let inner = folder + "/" + pack.name
        return FileManager.default.fileExists(atPath: inner) ? inner : folder
    }
}
