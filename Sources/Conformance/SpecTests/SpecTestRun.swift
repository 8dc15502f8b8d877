import Cryptography
import Dispatch
import HostAccelerators
import Synchronization

/// Runs files of public vectors.
public struct SpecTestRun: Sendable {
    /// What became of a case that was run.
    public struct CaseResult: Sendable {
        /// What it tests.
        public let kind: SpecTestKind
        /// Its name in the file.
        public let name: String
        /// What became of it.
        public let verdict: VectorVerdict
    }

    /// What became of a file: results in the order of its cases, or why it cannot be run.
    public struct FileResult: Sendable {
        /// The file's path as it was named or found.
        public let path: String
        /// Its results.
        public let outcome: Result<[CaseResult], SpecTestError>
    }

    private let trustedSetupPath: String?
    private let isSelected: @Sendable (String) -> Bool

    /// A run of the cases whose name `isSelected` takes.
    ///
    /// - Parameters:
    ///   - trustedSetup: File of the trusted setup for KZG cases; by default one is looked for beside them.
    ///   - isSelected: Whether to run the cases of a name.
    public init(
        trustedSetup: String? = nil,
        selecting isSelected: @escaping @Sendable (_ caseName: String) -> Bool = { _ in true }
    ) {
        trustedSetupPath = trustedSetup
        self.isSelected = isSelected
    }

    /// Runs the files behind paths, several at a time; the result does not depend on how many.
    ///
    /// - Parameter paths: Files, and folders that stand for all files below them.
    /// - Returns: What became of each file, in the paths' order and bytewise within folders.
    public func callAsFunction(_ paths: [String]) -> SpecTestReport {
        let sources = SpecTestSources(paths)
        let entries = sources.entries
        let reader = SpecTestReader(trustedSetups: trustedSetups(for: entries), trustedSetupPath: trustedSetupPath)
        let outcomes = Mutex([Int: Result<[CaseResult], SpecTestError>]())
        DispatchQueue.concurrentPerform(iterations: entries.count) { index in
            let outcome = run(entries[index], reader)
            outcomes.withLock { $0[index] = outcome }
        }
        let results = outcomes.withLock { $0 }
        return SpecTestReport(
            files: entries.indices.map { index in
                FileResult(path: entries[index].path, outcome: results[index] ?? .success([]))
            },
            passedOver: sources.passedOver
        )
    }

    private func run(
        _ entry: SpecTestSources.Entry,
        _ reader: SpecTestReader
    ) -> Result<[CaseResult], SpecTestError> {
        if let problem = entry.problem { return .failure(problem) }
        do throws(SpecTestError) {
            let cases = try reader.cases(entry.path).filter { isSelected($0.name) }
            return .success(cases.map { CaseResult(kind: $0.kind, name: $0.name, verdict: $0.run()) })
        } catch {
            return .failure(error)
        }
    }

    /// Reads each setup once: checking one takes longer than most cases.
    private func trustedSetups(
        for entries: [SpecTestSources.Entry]
    ) -> [String: Result<KZGTrustedSetup, SpecTestError>] {
        var setups: [String: Result<KZGTrustedSetup, SpecTestError>] = [:]
        for entry in entries where entry.path.hasSuffix(".yaml") || entry.path.hasSuffix(".yml") {
            guard let path = trustedSetupPath ?? SpecTestSources.trustedSetup(beside: entry.path) else { continue }
            if setups[path] == nil { setups[path] = SpecTestReader.trustedSetup(path) }
        }
        return setups
    }
}
