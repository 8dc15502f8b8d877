import Foundation
import RollupActors
import Scenario
import ScenarioTestSupport
import Testing

/// Every check that a rollup can go without has a scenario that exploits its absence, is blocked by its presence, and
/// has an invariant that tells the two apart.
@Suite("Switches that remove one check")
struct UnsafeSwitchTests {
    /// A shipped scenario, and the switches of its rollups.
    private struct Exploit {
        let name: String
        let document: ScenarioDocument
        let switches: Set<UnsafeSwitch>
    }

    private static func exploits() throws -> [Exploit] {
        try ScenarioFolder.names.compactMap { name in
            guard try ScenarioFolder.text(name).contains("unsafe:") else { return nil }
            let document = try ScenarioFolder.document(name)
            let switches = document.rollups.flatMap(\.missingChecks)
            return switches.isEmpty ? nil : Exploit(name: name, document: document, switches: Set(switches))
        }
    }

    private static func run(_ document: ScenarioDocument) -> ScenarioResult {
        let options = SimulationOptions(proofs: AttestedProofs(), batchProofs: SimulatedBatchProofs())
        return ScenarioRun.run(document, options: options)
    }

    private static func violated(_ result: ScenarioResult) -> [Invariant] {
        result.invariants.filter { $0.violation != nil }.map(\.setting.invariant)
    }

    @Test(
        "With the switch the exploit works, and the invariants that the scenario names notice",
        arguments: UnsafeSwitch.allCases
    )
    func exploited(_ choice: UnsafeSwitch) throws {
        let exploits = try Self.exploits().filter { $0.switches.contains(choice) }
        #expect(!exploits.isEmpty, "no scenario shows what `\(choice.rawValue)` does")
        for exploit in exploits {
            let result = Self.run(exploit.document)
            #expect(result.verdict == .passed, "\(exploit.name): \(TextReport(result).text)")
            let announced = exploit.document.invariants.filter { $0.treatment == .expectViolation }.map(\.invariant)
            #expect(!announced.isEmpty, "\(exploit.name)")
            #expect(Self.violated(result) == announced, "\(exploit.name)")
        }
    }

    @Test(
        "Without it the same steps fail where the exploit was, and no invariant is violated",
        arguments: UnsafeSwitch.allCases
    )
    func blocked(_ choice: UnsafeSwitch) throws {
        for exploit in try Self.exploits() where exploit.switches.contains(choice) {
            let safe = try ScenarioFolder.document(
                exploit.name,
                replacing: "unsafe: [\(choice.rawValue)]",
                with: "unsafe: []"
            )
            let result = Self.run(safe)
            #expect(result.verdict.exitCode == 1, "\(exploit.name): \(TextReport(result).text)")
            #expect(Self.violated(result).isEmpty, "\(exploit.name)")
            // It is the attack that fails: a step that was to succeed, of somebody who is no longer believed.
            let problem = try #require(result.problems.first, "\(exploit.name)")
            #expect(problem.expected == "ok", "\(exploit.name): \(problem.description)")
            let last = try #require(result.timeline.last, "\(exploit.name)")
            #expect(last.effect.outcome != .success, "\(exploit.name)")
            #expect(problem.location?.line == last.line, "\(exploit.name)")
        }
    }

    @Test("A scenario has one switch, so that what it shows is that switch's doing")
    func single() throws {
        for exploit in try Self.exploits() { #expect(exploit.switches.count == 1, "\(exploit.name)") }
    }

    private static func refusal(_ rollup: String, _ steps: String = "  - l1_mine: 1blk") throws -> String {
        let text = """
            format: rollupsim/1
            name: x
            actors: {mallory: {l1: 1 ETH}}
            rollups: {nat: {\(rollup), auto: off}, other: {preset: native-reexec, auto: off}}
            steps:
            \(steps)
            """
        let error = try #require(throws: ScenarioError.self, "\(rollup) \(steps)") {
            try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
        }
        return error.rendered
    }

    @Test(
        "A switch that removes nothing of a design's, or a second one of a contract's, is refused where it stands",
        arguments: [
            ("preset: optimistic, unsafe: [unbound_outputs]", "means nothing to the preset optimistic"),
            ("preset: native-proof, unsafe: [allow_withdrawals]", "L1 does not execute its blocks"),
            ("preset: native-proof, unsafe: [unbounded_timestamp]", "L1 does not execute its blocks"),
            ("preset: zk-dispute-game, unsafe: [repeated_claims]", "L1 does not execute its blocks"),
            ("preset: native-reexec, unsafe: [repeated_claims], portal: {}", "its portal keeps escrow and messages"),
            ("preset: native-reexec, unsafe: [unbound_outputs, unbound_chain]", "`unbound_outputs` is another"),
            ("preset: native-reexec, unsafe: [unbound_chain, unbound_chain]", "stands here already"),
            ("preset: native-reexec, unsafe: [unbound_output]", "unbound_outputs"),
        ]
    )
    func misplaced(_ rollup: String, _ reason: String) throws {
        let text = try Self.refusal(rollup)
        #expect(text.contains("x.yaml:4:") && text.contains(reason), "\(text)")
    }

    @Test(
        "A forged block that is not told whole is refused where it stands",
        arguments: [
            ("forge_block: {rollup: nat}", "`lie`"),
            ("forge_block: {rollup: nat, lie: everything}", "everything"),
            ("forge_block: {rollup: nat, lie: chain}", "`lie: chain` needs `replay`"),
            ("forge_block: {rollup: nat, lie: withdrawals}", "`lie: withdrawals` needs `amount`"),
            ("forge_block: {rollup: nat, lie: anchor}", "`lie: anchor` needs `amount`"),
            ("forge_block: {rollup: nat, lie: outputs, amount: 1 ETH}", "`amount` means nothing beside `lie: outputs`"),
            (
                "forge_block: {rollup: nat, lie: timestamp, replay: b1}",
                "`replay` means nothing beside `lie: timestamp`"
            ),
            ("forge_block: {rollup: nat, lie: chain, replay: b9}", "no step has the id `b9`"),
            ("forge_block: {rollup: nat, lie: withdrawals, amount: 1 wei}", "counts whole gwei"),
            ("forge_block: {rollup: nowhere, lie: outputs}", "nowhere"),
            ("forge_block: {rollup: nat, lie: outputs, gas: 1M}", "unknown key `gas`"),
        ]
    )
    func forgeries(_ step: String, _ reason: String) throws {
        let steps = "  - {seal: {rollup: other}, id: b1}\n  - \(step)\n    by: mallory"
        let text = try Self.refusal("preset: native-reexec", steps)
        #expect(text.contains("x.yaml:7:") && text.contains(reason), "\(text)")
    }

    @Test("Nobody forges blocks without a name, of a rollup that L1 does not execute, or keeps what is not there")
    func forgers() throws {
        let nobody = try Self.refusal("preset: native-reexec", "  - forge_block: {rollup: nat, lie: outputs}")
        #expect(nobody.contains("`by`"), "\(nobody)")
        let steps = "  - forge_block: {rollup: nat, lie: outputs}\n    by: mallory"
        let proved = try Self.refusal("preset: native-proof", steps)
        #expect(proved.contains("`forge_block` means nothing to `nat`"), "\(proved)")
        let saved = "  - forge_block: {rollup: nat, lie: timestamp}\n    by: mallory\n    save: w"
        let nothing = try Self.refusal("preset: native-reexec", saved)
        #expect(nothing.contains("a `forge_block` with `lie: outputs`"), "\(nothing)")
    }

    @Test("A rollup's own block is no lie about its chain, and a proof is of a block of the withdrawal's rollup")
    func runtime() throws {
        for (step, reason) in [
            ("forge_block: {rollup: nat, lie: chain, replay: n1}", "there is no lie in it"),
            ("claim: {rollup: nat, withdrawal: w, block: o1}", "`o1` has sealed no block of `nat`"),
        ] {
            let text = """
                format: rollupsim/1
                name: x
                actors: {mallory: {l1: 1 ETH, l2: {nat: 2 ETH}}}
                rollups: {nat: {preset: native-reexec, auto: off}, other: {preset: native-reexec, auto: off}}
                defaults: {by: mallory}
                steps:
                  - {l2_tx: {rollup: nat, withdraw: 1 ETH}, save: w}
                  - {seal: {rollup: nat}, id: n1}
                  - {seal: {rollup: other}, id: o1}
                  - \(step)
                """
            let result = Self.run(try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8)))
            #expect(result.verdict.exitCode == 2, "\(TextReport(result).text)")
            #expect(result.problems.first?.description.contains(reason) == true, "\(result.problems)")
        }
    }
}
