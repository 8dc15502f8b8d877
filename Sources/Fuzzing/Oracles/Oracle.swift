/// An independent implementation that is asked about cases.
package protocol Oracle: AnyObject {
    /// Answers a batch, in its order.
    ///
    /// - Parameters:
    ///   - cases: The batch.
    ///   - meanwhile: Called once after the oracle has been asked, for work that goes on beside its own.
    /// - Returns: An answer for each case.
    /// - Throws: `OracleError` when it does not answer as agreed.
    func answers(to cases: [FuzzCase], meanwhile: () -> Void) throws(OracleError) -> [OracleAnswer]
}

/// An oracle's word on a case.
package enum OracleAnswer: Equatable, Sendable {
    /// The outcome, as `OutcomeText` writes it.
    case outcome(String)
    /// The oracle cannot be compared on such a case, and why: a category of the report.
    case excluded(String)
    /// The oracle failed in a way that is no answer.
    case failed(String)

    /// Reads one line of an oracle's program; what has no known form counts as a failure of the oracle.
    package init(line: String) {
        if line.hasPrefix("excluded=") {
            self = .excluded(String(line.dropFirst(9)))
        } else if line == "invalid" || line.hasPrefix("status=") {
            self = .outcome(line)
        } else {
            self = .failed(line)
        }
    }
}

/// Why an oracle gives no answers.
package enum OracleError: Error, Equatable, Sendable {
    /// The program cannot be started.
    case notStarted(program: String)
    /// The program ended, or closed its output, while answers were due.
    case ended(program: String)
}
