extension SpecTestReport {
    /// The report for machines, to be encoded as JSON.
    public struct Document: Encodable, Sendable {
        /// A kind's tally.
        public struct Kind: Encodable, Sendable {
            /// The kind's name.
            public let kind: String
            /// Cases that were run.
            public let ran: Int
            /// Cases with the expected result.
            public let passed: Int
            /// Cases with another one.
            public let failed: Int
            /// Cases that ask for what is not there.
            public let notCovered: Int
        }

        /// A case that did not pass.
        public struct Case: Encodable, Sendable {
            /// The file it is in.
            public let file: String
            /// What it tests.
            public let kind: String
            /// Its name in the file.
            public let name: String
            /// What was expected and what came, or what is not there.
            public let reason: String
        }

        /// A file that could not be run.
        public struct Problem: Encodable, Sendable {
            /// The file.
            public let file: String
            /// What is wrong with it.
            public let reason: String
        }

        /// Whether every file could be run, some case was, and none failed.
        public let passed: Bool
        /// Kinds that occurred.
        public let kinds: [Kind]
        /// Cases that failed.
        public let failures: [Case]
        /// Cases that are not covered.
        public let notCovered: [Case]
        /// Files that could not be run.
        public let errors: [Problem]
    }

    /// The report for machines.
    public var document: Document {
        var failures: [Document.Case] = []
        var notCovered: [Document.Case] = []
        for (path, result) in cases {
            func entry(_ reason: String) -> Document.Case {
                Document.Case(file: path, kind: result.kind.rawValue, name: result.name, reason: reason)
            }
            switch result.verdict {
            case .passed: break
            case .failed(let reason): failures.append(entry(reason))
            case .notCovered(let reason): notCovered.append(entry(reason))
            }
        }
        return Document(
            passed: failures.isEmpty && errors.isEmpty && total.ran > 0,
            kinds: SpecTestKind.allCases.compactMap { kind in
                let tally = tally(kind)
                guard tally.ran + tally.notCovered > 0 else { return nil }
                return Document.Kind(
                    kind: kind.rawValue,
                    ran: tally.ran,
                    passed: tally.passed,
                    failed: tally.failed,
                    notCovered: tally.notCovered
                )
            },
            failures: failures,
            notCovered: notCovered,
            errors: errors.map { Document.Problem(file: $0.path, reason: "\($0.error)") }
        )
    }
}
