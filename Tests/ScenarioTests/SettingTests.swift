import Primitives
import Scenario
import ScenarioTestSupport
import Testing

/// Values that are put in the place of a file's from outside.
@Suite struct SettingTests {
    private static let text = """
        format: rollupsim/1
        name: x
        actors: {alice: {l1: 9 ETH}}
        rollups:
          nat: {preset: native-reexec, auto: off}
        steps:
          - group: first
            steps:
              - deposit: {to: nat, amount: 1 ETH}
                by: alice
                id: dep

        """

    private static func document(_ settings: String..., matrix: String = "") throws -> ScenarioDocument {
        let settings = try settings.map { try #require(ScenarioSetting($0), "\($0)") }
        return try ScenarioDocument(name: "x.yaml", bytes: Array((text + matrix).utf8), settings: settings)
    }

    private static func refusal(_ settings: String..., matrix: String = "") -> String? {
        #expect(throws: ScenarioError.self) {
            _ = try ScenarioDocument(
                name: "x.yaml",
                bytes: Array((text + matrix).utf8),
                settings: settings.compactMap { ScenarioSetting($0) }
            )
        }?.rendered
    }

    @Test func valuesTakeTheirPlacesInOrder() throws {
        let document = try Self.document("seed=3", "steps.dep.deposit.amount=2 ETH", "seed=4", "l1.base_fee=7 wei")
        #expect(document.seed == 4)
        #expect(document.l1.baseFee?.wei == 7)
        let deposit = try #require(document.steps[0].verb.substeps.first?.verb as? Deposit)
        #expect("\(deposit.amount.wei)" == "2000000000000000000")
    }

    @Test func listsAndMappingsCanBeSet() throws {
        let document = try Self.document("actors.bob={l1: 1 ETH}", "layers=[proving, bridging]")
        #expect(document.layers == [.proving, .bridging])
        #expect(document.actors.map(\.name) == ["alice", "bob"])
    }

    @Test(
        "What no file can have, a setting cannot bring",
        arguments: [
            (["rollups.nat.gas_rule=cheap"], "5:8: error: `gas_rule` expects one of"),
            (["rollups.nat.auto=on"], "5:38: error:"),
            (["seed=[1]"], "1:1: error: `seed`"),
            (["seed"], nil),
            (["=3"], nil),
            (["rollups..auto=off"], nil),
            (["steps.nobody.by=alice"], "`steps.nobody.by` leads to no place of this scenario"),
            (["rollups.nta.gas_rule=flat"], "`rollups.nta.gas_rule`: no `nta` stands under `rollups`"),
            (["provers.sim.latency=1h"], "`provers.sim.latency`: no `sim` stands under `provers`"),
            (["seed.deep.deeper=1"], "`seed.deep.deeper` leads to no place of this scenario"),
            (["matrix.keys=1"], "a setting cannot change a matrix"),
            (["seed=1\nname: y"], "`1"),
            (["seed=*a"], "1:1: error:"),
            (["seed={"], "1:1: error:"),
        ] as [([String], String?)]
    )
    func refusals(settings: [String], message: String?) throws {
        guard let message else {
            #expect(settings.allSatisfy { ScenarioSetting($0) == nil })
            return
        }
        let settings = settings.compactMap { ScenarioSetting($0) }
        let error = #expect(throws: ScenarioError.self) {
            _ = try ScenarioDocument(name: "x.yaml", bytes: Array(Self.text.utf8), settings: settings)
        }
        let rendered = error?.rendered ?? ""
        #expect(rendered.contains(message), "\(rendered)")
    }

    @Test func whatIsWrongWithASettingNamesIt() throws {
        let refusal = try #require(Self.refusal("rollups.nat.gas_rule=cheap", "seed=3"))
        #expect(refusal.contains("with rollups.nat.gas_rule: cheap, seed: 3"), "\(refusal)")
    }

    @Test func aMatrixKeepsItsKeysAndTakesSettingsOfOthers() throws {
        let matrix = "matrix: {keys: {seed: [1, 2]}}\n"
        let refusal = try #require(Self.refusal("seed=3", matrix: matrix))
        #expect(refusal.contains("`seed` has its values from the matrix, and cannot be set"), "\(refusal)")
        let document = try Self.document("l1.base_fee=7 wei", matrix: matrix)
        let variants = try #require(document.matrix).variants
        #expect(variants.map(\.document.seed) == [1, 2])
        #expect(variants.allSatisfy { $0.document.l1.baseFee?.wei == 7 })
    }
}
