import Foundation
import Testing

/// `rollupsim rosette` and `rollupsim compare`.
@Suite struct RosetteCommandTests {
    private static let presets = URL(fileURLWithPath: Program.scenarios).deletingLastPathComponent()
        .appendingPathComponent("presets").path

    @Test func presetByNameAndByPathPrintTheSame() throws {
        let named = try Program.run("rosette", "op-stack")
        #expect(named.exitCode == 0 && named.errors.isEmpty)
        #expect(named.output == (try Program.run("rosette", "\(Self.presets)/op-stack.yaml").output))
        #expect(named.words.hasPrefix("ROSETTE op_stack (op-stack) Stage: 0 (simulated) blocking: "))
        #expect(named.words.contains("published of OP Mainnet as of 2024-06-10: 2 differences"))
        #expect(named.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func everyRollupOfAScenarioHasARosette() throws {
        let outcome = try Program.run("rosette", "\(Program.scenarios)/rosette-knobs.yaml", "--json")
        #expect(outcome.exitCode == 0)
        let records = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
        #expect(
            records?.map { $0["rollup"] as? String } == [
                "base", "hurried", "slow_owner", "owned", "council", "guarded", "native", "proved", "trusting",
                "closed",
                "stopped",
            ]
        )
        #expect(records?.allSatisfy { ($0["slices"] as? [Any])?.count == 5 } == true)
    }

    @Test func comparisonHasSixRowsAndAColumnForEach() throws {
        let outcome = try Program.run("compare", "native-reexec", "op-stack", "--json")
        #expect(outcome.exitCode == 0)
        let table = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        let rollups = try #require(table?["rollups"] as? [[String: Any]])
        #expect(rollups.map { $0["name"] as? String } == ["native-reexec", "op-stack"])
        #expect(rollups.allSatisfy { ($0["answers"] as? [Any])?.count == 6 })
    }

    @Test func comparisonOfAllPresetsHasSixRowsAndSaysWhatIsNotModelled() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.presets).filter { $0.hasSuffix(".yaml") }
        let names = files.map { String($0.dropLast(5)) }.sorted()
        #expect(names.count >= 13)
        let outcome = try Program.run(["compare"] + names)
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
        for question in ["sequencing", "verification", "finality", "upgrades", "bridge trust", "coordination"] {
            #expect(outcome.output.contains("\n\(question) "), "\(question)")
        }
        for name in names { #expect(outcome.output.contains(name.split(separator: "-")[0]), "\(name)") }
        #expect(outcome.words.contains("- arbitrum-bold, not modelled: Assertions are about many blocks"))
        #expect(outcome.words.contains("SIMULATED"))
    }

    @Test func columnsOfOneNameAreToldApart() throws {
        let file = "\(Program.scenarios)/rosette-knobs.yaml"
        let outcome = try Program.run("compare", "native-proof", "native-proof", file, "--json")
        #expect(outcome.exitCode == 0)
        let table = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        let rollups = try #require(table?["rollups"] as? [[String: Any]])
        let names = rollups.compactMap { $0["name"] as? String }
        #expect(names.count == 13 && Set(names).count == 13)
        #expect(names[0] == "native-proof of native-proof, column 1" && names[2] == "base")
    }

    @Test func aPresetOfSeveralProofSystemsSaysWhichAreSimulated() throws {
        let outcome = try Program.run("rosette", "taiko-pre-2026-07")
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty)
        #expect(outcome.words.hasPrefix("ROSETTE taiko_pre_2026_07 (taiko-pre-2026-07) Stage: none (simulated)"))
        #expect(outcome.words.contains("sgx_geth (SIMULATED, a signature of enclave) and sgx_reth"))
        #expect(outcome.words.contains("not modelled: One of the two proofs has to be of an enclave"))
    }

    @Test(arguments: [
        (["rosette", "scroll"], "no enforced mode"),
        (["rosette", "no-such-preset"], "presets are arbitrum-bold,"),
        (["compare", "native-reexec", "no-such-preset"], "no such file or folder"),
        (["rosette", "-"], "standard input:1:"),
        (["compare"], "Missing expected argument"),
    ])
    func whatIsNoSubjectIsWrongUsage(_ arguments: [String], _ words: String) throws {
        let outcome = try Program.run(arguments, input: "format: rollupsim-preset/1\nname: x\n")
        #expect(outcome.exitCode == 2 && outcome.output.isEmpty)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }
}
