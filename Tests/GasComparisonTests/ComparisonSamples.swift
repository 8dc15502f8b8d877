import EVM
import Foundation
import GasComparison
import Scenario
import ScenarioTestSupport
import Testing

/// Comparisons that several tests look at, made once.
///
/// Proofs are attested: what a proof costs depends on the length of its sidecar and on nothing else of it.
enum ComparisonSamples {
    /// Transfers, one of them, a few and a few more.
    static let transfers = Result { try comparison(sizes: [1, 3, 8]) }

    /// A comparison of every native mode.
    static func comparison(
        _ workload: Workload = .transfers,
        sizes: [UInt64],
        forks: [ComparisonRequest.ComparedFork] = [.known(.osaka)],
        l2GasLimit: UInt64 = ComparisonRequest.defaultL2GasLimit,
        proofs: any BlockProofs = AttestedProofs()
    ) throws -> Comparison {
        let request = try #require(
            ComparisonRequest(workload: workload, sizes: sizes, forks: forks, l2GasLimit: l2GasLimit)
        )
        return try Comparison(request, modes: EnforcementMode.allCases.map(NativeMode.init), proofs: proofs)
    }
}

extension Comparison {
    /// The outcome of a native mode at a size, on the first fork.
    func outcome(_ enforcement: EnforcementMode, _ size: UInt64) throws -> GasOutcome {
        let rows = try #require(sections.first?.rows)
        return try #require(rows.first { $0.mode.name == enforcement.rawValue && $0.size == size }).outcome
    }

    /// The only L1 transaction of a mode at a size.
    func part(_ enforcement: EnforcementMode, _ size: UInt64) throws -> GasMeasurement.Part {
        let measurement = try #require(try outcome(enforcement, size).measurement)
        #expect(measurement.parts.count == 1 && measurement.l2TransactionCount == size)
        return try #require(measurement.parts.first)
    }
}
