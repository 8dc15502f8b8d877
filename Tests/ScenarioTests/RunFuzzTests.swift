import HostAccelerators
import Scenario
import TestSupport
import Testing

/// Scenarios put together at random: whatever a file asks for, it never gets an internal error.
@Suite struct RunFuzzTests {
    private static let head = """
        format: rollupsim/1
        name: random
        actors:
          alice: {l1: 50 ETH, l2: {nat: 2 ETH, twin: 2 ETH}}
          bob: {}
          operator: {l1: 50 ETH}
        rollups:
          nat: {preset: native-reexec, advancer: operator, auto: off}
          twin: {preset: native-reexec, advancer: operator, auto: off}
        steps:

        """

    /// Steps of two rollups that read; what they refer to may come from either.
    private struct Steps {
        private var random: SplitMix64
        private var sealed: [String] = []
        private var saved: [String] = []
        private var count = 0

        init(seed: UInt64) { random = SplitMix64(seed: seed) }

        mutating func next() -> String {
            count += 1
            let rollup = pick(["nat", "twin"])
            switch random.next() % 9 {
            case 0:
                return "  - deposit: {to: \(rollup), amount: \(pick(["0 wei", "1 ETH", "60 ETH"]))}\n    by: alice\n"
            case 1:
                saved.append("w\(count)")
                let amount = pick(["1 wei", "0.1 ETH", "5 ETH"])
                return "  - l2_tx: {rollup: \(rollup), withdraw: \(amount)}\n    by: alice\n    save: w\(count)\n"
            case 2, 3:
                sealed.append("s\(count)")
                return "  - seal: {rollup: \(rollup)}\n    id: s\(count)\n"
            case 4 where !sealed.isEmpty, 5 where !sealed.isEmpty:
                let change = pick(["", ", tamper: {prev_randao: flip_bit}", ", gas: 30000", ", pad_witness: 1 KiB"])
                return
                    "  - advance: {rollup: \(rollup), block: \(pick(sealed))\(change)}\n    expect: {\(layer): any}\n"
            case 6 where !saved.isEmpty:
                return """
                      - claim: {rollup: \(rollup), withdrawal: \(pick(saved))}
                        by: operator
                        expect: {\(layer): any}

                    """
            case 7:
                let gas = pick(["21000", "14M", "900M"])
                return "  - l2_tx: {rollup: \(rollup), burn_gas: \(gas)}\n    by: bob\n    expect: {reject: any}\n"
            default:
                return "  - \(pick(["l1_mine: 2blk", "advance_time: 2h", "advance_time: 36525d"]))\n"
            }
        }

        private var layer: String { mutating get { pick(["reject", "revert", "halt"]) } }

        private mutating func pick(_ values: [String]) -> String { values[Int(random.next() % UInt64(values.count))] }
    }

    @Test(arguments: 0..<40)
    func noStepReachesAnInternalError(seed: UInt64) throws {
        var steps = Steps(seed: seed)
        var kept = ""
        var keptCount = 0
        for _ in 0..<16 {
            let step = steps.next()
            // As it is and without its expectation, for a run stops at its first failure and hides what comes after.
            let lines = step.split(separator: "\n").filter { !$0.contains("expect:") }
            for candidate in [step, lines.joined(separator: "\n") + "\n"] {
                let text = Self.head + kept + candidate
                guard let document = try? ScenarioDocument(name: "random.yaml", bytes: Array(text.utf8)) else {
                    continue
                }
                let result = ScenarioRun.run(document)
                if case .fault(let reason) = result.verdict { Issue.record("seed \(seed): \(reason):\n\(text)") }
                guard result.timeline.last?.effect.problems.isEmpty == true, result.verdict.exitCode < 2 else {
                    continue
                }
                kept += candidate
                keptCount += 1
                break
            }
        }
        #expect(keptCount >= 4, "seed \(seed)")
    }
}
