import Conformance
import EVM
import Primitives
import TextOutput

/// What `evm run` prints.
struct CodeRunReport {
    private let outcome: CodeRun.Outcome

    init(_ outcome: CodeRun.Outcome) {
        self.outcome = outcome
    }

    /// Why the code did not succeed; nil when it did.
    var error: String? {
        switch outcome.result.status {
        case .success: nil
        case .revert: "execution reverted"
        case .halt(let reason): reason.description
        }
    }

    private var output: String { Hex.encode(outcome.result.output) }

    var text: String {
        var lines = ["output   \(output)", "gasUsed  \(outcome.gasUsed)"]
        if let error { lines.append("error    \(error)") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The report for machines: always these three keys.
    var document: JSONTree {
        [
            "output": .text(output), "gasUsed": .number(outcome.gasUsed),
            "error": error.map { .text($0) } ?? .null,
        ]
    }
}
