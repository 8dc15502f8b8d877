/// What a campaign has done so far; sums of batches, in whatever order they came.
package struct CampaignReport: Codable, Equatable, Sendable {
    /// Cases made and asked about.
    package var caseCount: UInt64 = 0
    /// Cases on which both sides agree, by what they agree on.
    package var agreements: [String: UInt64] = [:]
    /// Cases that could not be compared, by category.
    package var exclusions: [String: UInt64] = [:]
    /// Differences, by case.
    package var findings: [Finding] = []
    /// What the traced cases did.
    package var coverage = Coverage()

    /// A difference between the sides.
    package struct Finding: Codable, Equatable, Sendable {
        /// Which case of the campaign.
        package var index: UInt64
        /// The words in which the sides differ, on the case as it was generated.
        package var text: String
        /// The shrunk case, as a state test in JSON.
        package var stateTest: String
        /// Bytes of code in the state and calldata of the shrunk case.
        package var codeByteCount: Int
    }

    /// A report on no cases, the neutral element of merging.
    package init() {}

    /// Cases that were compared.
    package var comparedCount: UInt64 { caseCount - exclusions.values.reduce(0, +) }

    mutating func add(_ verdict: Verdict) {
        caseCount += 1
        switch verdict {
        case .agreed(let agreement): agreements[agreement.rawValue, default: 0] += 1
        case .excluded(let reason): exclusions[reason, default: 0] += 1
        case .difference: break
        }
    }

    /// This report and another one on other cases of the same campaign.
    package func merging(_ other: CampaignReport) -> CampaignReport {
        var sum = self
        sum.merge(other)
        return sum
    }

    mutating func merge(_ other: CampaignReport) {
        caseCount += other.caseCount
        agreements.merge(other.agreements, uniquingKeysWith: +)
        exclusions.merge(other.exclusions, uniquingKeysWith: +)
        findings = (findings + other.findings).sorted { $0.index < $1.index }
        coverage.merge(other.coverage)
    }
}
