import Conformance
import EVM
import Primitives
import StateTransition
import TestSupport

/// Readings of the values that execution-spec-tests files hold.
extension JSON {
    var bytes: [UInt8] { text.flatMap(Hex.decode) ?? [] }
    var word: UInt256 { text.flatMap { UInt256(hex: $0) } ?? .zero }
    var quantity: UInt64 { word.saturatedUInt64 }
    var hash: Bytes32 { text.flatMap { Bytes32(hex: $0) } ?? .zero }
    var address: Address? { text.flatMap { Address(hex: $0) } }
}

/// Networks of the fixtures.
enum FixtureNetwork {
    /// Rules of a network name without transition; nil for forks that are not supported.
    static func rules(_ name: String, schedule: JSON) -> ForkRules? {
        let fork: Fork
        switch name {
        case "Cancun": fork = .cancun
        case "Prague": fork = .prague
        case "Osaka", "BPO1", "BPO2", "BPO3", "BPO4": fork = .osaka
        default: return nil
        }
        let entry = schedule[name]
        guard !entry.isNull else { return ForkRules(fork: fork) }
        return ForkRules(
            fork: fork,
            blobs: BlobParameters(
                target: entry["target"].quantity,
                max: entry["max"].quantity,
                updateFraction: entry["baseFeeUpdateFraction"].quantity
            )
        )
    }

    /// Chain of a blockchain test: one fork, or two with the second from timestamp 15,000 on.
    static func configuration(_ network: String, config: JSON) -> ChainConfiguration? {
        let chainId = config["chainid"].isNull ? 1 : config["chainid"].quantity
        let parts = network.replacing("AtTime15k", with: "").split(separator: "To").map(String.init)
        var activations: [ForkActivation] = []
        for (index, name) in parts.enumerated() {
            guard let rules = rules(name, schedule: config["blobSchedule"]) else { return nil }
            activations.append(ForkActivation(timestamp: index == 0 ? 0 : 15_000, rules: rules))
        }
        return ChainConfiguration(
            chainId: chainId,
            activations: activations,
            depositContract: ChainConfiguration.publicDepositContract
        )
    }
}

/// Outcome of one case of a conformance pack.
enum CaseOutcome: Equatable {
    case passed
    /// The run stopped at a precompile that does not exist yet, or at a fork that is not supported.
    case notCovered(String)
    case failed(String)
}

/// Sum over the cases of a pack.
struct ConformanceTally {
    var passed = 0
    var notCovered: [String: Int] = [:]
    var failures: [String] = []
    /// Parts of generated witnesses that were left out in turn; nil where witnesses are not looked at.
    var witnesses: WitnessCounts?

    mutating func add(_ outcome: CaseOutcome, name: String) {
        switch outcome {
        case .passed: passed += 1
        case .notCovered(let reason): notCovered[reason, default: 0] += 1
        case .failed(let reason): failures.append("\(name): \(reason)")
        }
    }

    var summary: String {
        let gaps = notCovered.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        let counts = "\(passed) passed, \(failures.count) failed, not covered: \(gaps.isEmpty ? "0" : gaps)"
        return witnesses.map { "\(counts); \($0.summary)" } ?? counts
    }
}

/// Runs whole packs, files side by side on all cores.
enum ConformanceRun {
    /// Sums the outcomes of all tests of some files.
    static func tally(
        _ files: [String],
        _ run: @escaping @Sendable (_ test: JSON, _ name: String, _ tally: inout ConformanceTally) throws -> Void
    ) async throws -> ConformanceTally {
        let laneCount = 4
        return try await withThrowingTaskGroup(of: ConformanceTally.self) { group in
            for lane in 0..<laneCount {
                group.addTask {
                    var tally = ConformanceTally()
                    for index in stride(from: lane, to: files.count, by: laneCount) {
                        for (name, test) in try JSONParser.parse(Fixtures.read(files[index])).members {
                            try run(test, name, &tally)
                        }
                    }
                    return tally
                }
            }
            var sum = ConformanceTally()
            for try await part in group {
                sum.passed += part.passed
                sum.failures += part.failures
                sum.notCovered.merge(part.notCovered, uniquingKeysWith: +)
                if let witnesses = part.witnesses {
                    sum.witnesses = sum.witnesses ?? WitnessCounts()
                    sum.witnesses?.add(witnesses)
                }
            }
            return sum
        }
    }
}
