import RollupContracts
import Synchronization

/// Files beside a scenario that its contracts come from; whoever reads the scenario's own file provides them.
package struct ContractFiles: Sendable {
    /// Why a file gives nothing, in words that follow its name.
    package struct Failure: Error, Hashable, Sendable {
        /// The words, such as "cannot be read: no such file".
        package let reason: String

        /// A failure with its words.
        package init(_ reason: String) { self.reason = reason }
    }

    /// Bytes of a file in the scenario's folder or below, by its path from there; at most so many are read.
    package var read: @Sendable (_ path: String, _ limit: Int) -> Result<[UInt8], Failure>
    /// What the project's Vyper compiler makes of a source in the scenario's folder: an artifact in JSON.
    package var compile: @Sendable (_ path: String) -> Result<[UInt8], Failure>

    /// Files by two functions, which get paths that name no folder outside.
    package init(
        read: @escaping @Sendable (_ path: String, _ limit: Int) -> Result<[UInt8], Failure>,
        compile: @escaping @Sendable (_ path: String) -> Result<[UInt8], Failure>
    ) {
        self.read = read
        self.compile = compile
    }

    /// No files at all, as for a scenario that stands in no folder.
    package static let none = ContractFiles(
        read: { _, _ in .failure(Failure("cannot be read: the scenario stands in no folder")) },
        compile: { _ in .failure(Failure("cannot be compiled: the scenario stands in no folder")) }
    )

    /// The same files, each read or compiled at most once: a matrix reads its scenario many times.
    var remembering: ContractFiles {
        let memory = Mutex<[String: Result<[UInt8], Failure>]>([:])
        @Sendable func remembered(_ key: String, _ make: () -> Result<[UInt8], Failure>) -> Result<[UInt8], Failure> {
            if let known = memory.withLock({ $0[key] }) { return known }
            let made = make()
            memory.withLock { $0[key] = made }
            return made
        }
        return ContractFiles(
            read: { path, limit in remembered("read \(path)") { read(path, limit) } },
            compile: { path in remembered("compile \(path)") { compile(path) } }
        )
    }

    /// Version of the Vyper compiler that the project's own contracts are made by, as `vyper --version` prints it.
    package static let vyperVersion = String(NativeRollup.artifact.compiler.dropFirst("vyper ".count))

    /// Whether a path stays below the folder that it starts from: relative, and without `..`, `.` and empty parts.
    static func isInside(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return path.utf8.count <= 255 && parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
    }
}
