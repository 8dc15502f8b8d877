/// Runs as a JUnit file, which continuous integration shows: a suite for each scenario, a case for each step.
package enum JUnitReport {
    /// The XML of some files, ending in a line break; the record of each has what came of it, the result its steps.
    ///
    /// A step that a run did not reach is no case. What ends a run without being a step's own failure, such as a
    /// violated invariant, is a case `run`.
    package static func text(_ runs: [(record: FileRecord, result: ScenarioResult?)]) -> String {
        let suites = runs.map { Suite($0.record, $0.result) }
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        text += "<testsuites name=\"rollupsim\"\(counts(suites.flatMap(\.cases)))>\n"
        for suite in suites {
            text += "  <testsuite name=\(quoted(suite.name)) file=\(quoted(suite.file))\(counts(suite.cases))>\n"
            for testCase in suite.cases { text += testCase.xml(suite: suite.name) }
            text += "  </testsuite>\n"
        }
        return text + "</testsuites>\n"
    }

    private struct Suite {
        var name: String
        var file: String
        var cases: [Case] = []

        init(_ record: FileRecord, _ result: ScenarioResult?) {
            file = record.file
            name = result?.document.name ?? record.file
            for entry in result?.timeline ?? [] where !entry.isHeading {
                let title = entry.id.map { " [\($0)]" } ?? ""
                let problem = entry.effect.problems.first
                cases.append(
                    Case(
                        name: "line \(entry.line): \(entry.effect.summary)\(title)",
                        verdict: problem.map { .failure(type: $0.kind.rawValue, "\($0)") } ?? .passed
                    )
                )
            }
            let isTold = cases.contains { if case .passed = $0.verdict { false } else { true } }
            guard !isTold || record.status != .failed else { return }
            let reasons = record.reasons.map(\.text).joined(separator: "\n")
            switch record.status {
            case .passed, .fit: cases.append(Case(name: "run", verdict: .passed))
            case .failed, .invariantViolated, .limitExceeded:
                cases.append(Case(name: "run", verdict: .failure(type: record.status.rawValue, reasons)))
            case .impossible, .refused, .unreadable, .internalError:
                cases.append(Case(name: "run", verdict: .error(type: record.status.rawValue, reasons)))
            }
        }
    }

    private enum Verdict {
        case passed
        case failure(type: String, String)
        case error(type: String, String)
    }

    private struct Case {
        var name: String
        var verdict: Verdict

        func xml(suite: String) -> String {
            let start = "    <testcase classname=\(quoted(suite)) name=\(quoted(name))"
            switch verdict {
            case .passed: return start + "/>\n"
            case .failure(let type, let text):
                return start + ">\n      <failure type=\(quoted(type)) message=\(quoted(text))/>\n    </testcase>\n"
            case .error(let type, let text):
                return start + ">\n      <error type=\(quoted(type)) message=\(quoted(text))/>\n    </testcase>\n"
            }
        }
    }

    private static func counts(_ cases: [Case]) -> String {
        let failures = cases.count { if case .failure = $0.verdict { true } else { false } }
        let errors = cases.count { if case .error = $0.verdict { true } else { false } }
        return " tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
    }

    private static func quoted(_ text: String) -> String { "\"\(text.escapedForMarkup)\"" }
}
