package import InputFiles

/// What became of a run of public vectors.
public struct SpecTestReport: Sendable {
    /// How many cases of a kind ended how.
    public struct Tally: Hashable, Encodable, Sendable {
        /// Cases with the expected result.
        public var passed = 0
        /// Cases with another one.
        public var failed = 0
        /// Cases that ask for what is not there.
        public var notCovered = 0
        /// Cases that were run.
        public var ran: Int { passed + failed }
    }

    /// The files in order.
    public let files: [SpecTestRun.FileResult]

    /// What stands in the folders and is no file.
    package let passedOver: [PassedOver]

    init(files: [SpecTestRun.FileResult], passedOver: [PassedOver]) {
        self.files = files
        self.passedOver = passedOver
    }

    /// Files that could not be run, and why.
    public var errors: [(path: String, error: SpecTestError)] {
        files.compactMap { file in
            guard case .failure(let error) = file.outcome else { return nil }
            return (file.path, error)
        }
    }

    /// Cases in the order of files and cases.
    public var cases: [(path: String, result: SpecTestRun.CaseResult)] {
        files.flatMap { file in
            (try? file.outcome.get())?.map { (file.path, $0) } ?? []
        }
    }

    /// How the cases of a kind ended.
    public func tally(_ kind: SpecTestKind) -> Tally {
        cases.reduce(into: Tally()) { tally, entry in
            if entry.result.kind == kind { tally.add(entry.result.verdict) }
        }
    }

    /// Cases that are not covered, by the reason.
    public var notCovered: [String: Int] {
        cases.reduce(into: [:]) { counts, entry in
            if case .notCovered(let reason) = entry.result.verdict { counts[reason, default: 0] += 1 }
        }
    }

    /// How all cases ended.
    public var total: Tally {
        cases.reduce(into: Tally()) { $0.add($1.result.verdict) }
    }
}

extension SpecTestReport.Tally {
    mutating func add(_ verdict: VectorVerdict) {
        switch verdict {
        case .passed: passed += 1
        case .failed: failed += 1
        case .notCovered: notCovered += 1
        }
    }
}
