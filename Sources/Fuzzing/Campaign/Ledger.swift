/// Gives out the batches of a campaign, and gathers what comes back.
struct Ledger {
    private let range: Range<UInt64>
    private let batchSize: UInt64
    private let findingLimit: Int
    /// First index that has not been given out.
    private var nextToGive: UInt64
    /// Finished batches that are not next to the finished part yet, by where they begin.
    private var waiting: [UInt64: (end: UInt64, report: CampaignReport)] = [:]

    /// First index of which it is not known that all before are done.
    private(set) var nextIndex: UInt64
    /// Report on the indices before that.
    private(set) var report = CampaignReport()
    /// Why a worker gave up.
    var failure: OracleError?

    init(range: Range<UInt64>, batchSize: UInt64, findingLimit: Int) {
        self.range = range
        self.batchSize = max(1, batchSize)
        self.findingLimit = findingLimit
        nextToGive = range.lowerBound
        nextIndex = range.lowerBound
    }

    mutating func nextBatch() -> Range<UInt64>? {
        guard failure == nil, wholeReport.findings.count < findingLimit, nextToGive < range.upperBound else {
            return nil
        }
        let end = nextToGive + min(batchSize, range.upperBound - nextToGive)
        defer { nextToGive = end }
        return nextToGive..<end
    }

    mutating func enter(_ batchReport: CampaignReport, of batch: Range<UInt64>) {
        waiting[batch.lowerBound] = (batch.upperBound, batchReport)
        while let next = waiting.removeValue(forKey: nextIndex) {
            report.merge(next.report)
            nextIndex = next.end
        }
    }

    /// Report on all that has come back.
    var wholeReport: CampaignReport {
        waiting.values.reduce(into: report) { $0.merge($1.report) }
    }
}
