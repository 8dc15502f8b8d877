import EVM
import Foundation
import StateTransition
import Synchronization

/// A stretch of cases, each run here and by an oracle, the outcomes compared.
///
/// What a case is and what is counted depends on the generator and the case's index alone, never on the number of
/// workers.
package struct Campaign: Sendable {
    /// Makes the cases.
    package var generator: CaseGenerator
    /// Starts an oracle; each worker has its own.
    package var makeOracle: @Sendable () throws(OracleError) -> any Oracle
    /// What the oracle tells about the status of a transaction.
    package var detail: OutcomeText.StatusDetail
    /// Oracles at work at the same time.
    package var workerCount: Int
    /// Cases that a worker asks about at once.
    package var batchSize: UInt64
    /// No further batches are begun once so many differences are there.
    package var findingLimit: Int
    /// Cases tried at most to make a finding smaller.
    package var shrinkingLimit: Int

    /// Every case whose index is a multiple of this is traced too: for coverage, and since tracing takes another way
    /// through the interpreter that must lead to the same outcome.
    static let tracingInterval: UInt64 = 8

    /// A campaign that by default begins no further batches after 5 differences, and shrinks each in at most 3000
    /// attempts.
    package init(
        generator: CaseGenerator,
        detail: OutcomeText.StatusDetail,
        workerCount: Int,
        batchSize: UInt64,
        findingLimit: Int = 5,
        shrinkingLimit: Int = 3000,
        makeOracle: @escaping @Sendable () throws(OracleError) -> any Oracle
    ) {
        self.generator = generator
        self.detail = detail
        self.workerCount = workerCount
        self.batchSize = batchSize
        self.findingLimit = findingLimit
        self.shrinkingLimit = shrinkingLimit
        self.makeOracle = makeOracle
    }

    /// Runs the cases of a range.
    ///
    /// - Parameters:
    ///   - range: Indices of the cases.
    ///   - onProgress: Told after each batch how far the range is done without a gap, and what came of that part.
    /// - Returns: The report on the range, or on its beginning when differences ended the campaign.
    /// - Throws: `OracleError` when an oracle gives no answers.
    package func run(
        _ range: Range<UInt64>,
        onProgress: @escaping @Sendable (_ nextIndex: UInt64, CampaignReport) -> Void
    ) throws(OracleError) -> CampaignReport {
        let ledger = Mutex(Ledger(range: range, batchSize: batchSize, findingLimit: findingLimit))
        DispatchQueue.concurrentPerform(iterations: workerCount) { _ in
            do throws(OracleError) {
                let oracle = try makeOracle()
                while let batch = ledger.withLock({ $0.nextBatch() }) {
                    let report = try run(batch, oracle: oracle)
                    ledger.withLock { ledger in
                        ledger.enter(report, of: batch)
                        onProgress(ledger.nextIndex, ledger.report)
                    }
                }
            } catch {
                ledger.withLock { $0.failure = error }
            }
        }
        let (report, failure) = ledger.withLock { ($0.wholeReport, $0.failure) }
        if let failure { throw failure }
        return report
    }

    private func run(_ batch: Range<UInt64>, oracle: any Oracle) throws(OracleError) -> CampaignReport {
        let cases = batch.map { generator.fuzzCase(at: $0) }
        var report = CampaignReport()
        var outcomes: [CaseOutcome] = []
        let answers = try oracle.answers(to: cases) {
            outcomes = cases.map { CaseExecution.run($0, tracer: NoTracer()).outcome }
        }
        for (offset, fuzzCase) in cases.enumerated() {
            let index = batch.lowerBound + UInt64(offset)
            var verdict = Verdict(outcomes[offset], of: fuzzCase, answer: answers[offset], detail: detail)
            if index % Campaign.tracingInterval == 0, case .agreed = verdict {
                verdict = tracedVerdict(fuzzCase, outcomes[offset], verdict, &report.coverage)
            }
            report.add(verdict)
            if case .difference(let difference) = verdict {
                report.findings.append(try finding(index, fuzzCase, difference, oracle))
            }
        }
        return report
    }

    /// The verdict, changed to a difference when tracing changes the outcome.
    private func tracedVerdict(
        _ fuzzCase: FuzzCase,
        _ outcome: CaseOutcome,
        _ verdict: Verdict,
        _ coverage: inout Coverage
    ) -> Verdict {
        let (traced, tracer) = CaseExecution.run(fuzzCase, tracer: CoverageTracer(fork: fuzzCase.fork))
        coverage.add(fuzzCase, outcome: traced, tracer: tracer)
        guard
            let line = OutcomeText.line(outcome, detail: detail),
            let tracedLine = OutcomeText.line(traced, detail: detail),
            line != tracedLine
        else { return verdict }
        return .difference(Difference(ours: "traced: " + tracedLine, theirs: line))
    }

    private func finding(
        _ index: UInt64,
        _ fuzzCase: FuzzCase,
        _ difference: Difference,
        _ oracle: any Oracle
    ) throws(OracleError) -> CampaignReport.Finding {
        var shrinker = Shrinker(attemptLimit: shrinkingLimit)
        let shrunk = try shrinker.shrink(fuzzCase) { (candidate) throws(OracleError) -> Bool in
            try compare(candidate, oracle) != nil
        }
        let remaining = try compare(shrunk, oracle) ?? difference
        return CampaignReport.Finding(
            index: index,
            text: difference.text,
            stateTest: shrunk.stateTest(
                name: "\(generator.fork.name)-\(generator.seed)-\(index)",
                expected: remaining,
                comment: "seed \(generator.seed), case \(index); as generated the sides differ in:\n\(difference.text)"
            ),
            codeByteCount: shrunk.accounts.reduce(shrunk.transaction.data.count) { $0 + $1.code.count }
        )
    }

    /// The difference on a case, if there is one.
    private func compare(_ fuzzCase: FuzzCase, _ oracle: any Oracle) throws(OracleError) -> Difference? {
        guard let answer = try oracle.answers(to: [fuzzCase], meanwhile: {}).first else { return nil }
        let outcome = CaseExecution.run(fuzzCase, tracer: NoTracer()).outcome
        let verdict = Verdict(outcome, of: fuzzCase, answer: answer, detail: detail)
        guard case .difference(let difference) = verdict else { return nil }
        return difference
    }
}
