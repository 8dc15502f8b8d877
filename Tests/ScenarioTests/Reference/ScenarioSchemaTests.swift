import Scenario
import ScenarioTestSupport
import TestSupport
import Testing
import TextOutput

/// The schema takes what the reader takes, and refuses the structure that the reader refuses.
@Suite struct ScenarioSchemaTests {
    private static let validator = SchemaValidator(ScenarioSchema.document)

    private static func problems(_ text: String) throws -> [String] {
        try validator.problems(in: JSONTree(yaml: text))
    }

    @Test(arguments: ScenarioFolder.names)
    func everyShippedScenarioIsValid(_ name: String) throws {
        #expect(try Self.problems(ScenarioFolder.text(name)) == [])
    }

    @Test func everyFormOfTheLanguageIsValid() throws {
        #expect(try Self.problems(ScenarioSamples.complete) == [])
        #expect(try Self.problems(StartingScenario.text(named: "first")) == [])
        for entry in LanguageReference.entries {
            for example in entry.examples {
                let text: String
                switch entry.kind {
                case .section: text = ExampleFrame.scenario(sections: example)
                case .verb, .modifier: text = ExampleFrame.scenario(steps: example)
                case .code:
                    let step =
                        switch entry.name.prefix(while: { $0 != "." }) {
                        case "unavailable": "- rebuild: {rollup: nat}"
                        case "timeout": "- advance_until: {alert: roots, within: 1h}"
                        default: "- deposit: {to: nat, amount: 1 wei}"
                        }
                    text = ExampleFrame.scenario(steps: "\(step)\n  \(example)")
                case .key, .value, .function, .member, .operator, .quantity, .unit, .layer, .limit: continue
                }
                #expect(try Self.problems(text) == [], "\(entry.name)")
            }
        }
    }

    /// Whatever the reader accepts, the schema accepts: an editor must never mark what runs.
    @Test(arguments: 0..<4)
    func damagedFileThatIsAcceptedIsValid(part: Int) throws {
        let seed = 0x5c4e_2026 &+ UInt64(part)
        var random = SplitMix64(seed: seed)
        let originals = try [ScenarioSamples.complete] + ScenarioFolder.names.map(ScenarioFolder.text)
        var accepted = 0
        for round in 0..<1000 {
            let original = originals.randomElement(using: &random) ?? ScenarioSamples.complete
            let bytes = MutationFuzzTests.damaged(Array(original.utf8), count: 1, &random)
            guard (try? ScenarioDocument(name: "fuzz.yaml", bytes: bytes)) != nil else { continue }
            accepted += 1
            let text = String(decoding: bytes, as: UTF8.self)
            let problems = try Self.problems(text)
            #expect(problems == [], "seed \(seed), round \(round)\n\(text)")
        }
        #expect(accepted > 50)
    }

    /// Refusals that depend on nothing but structure, forms and closed sets of words.
    private static let structural: Set<ScenarioDiagnostic.Code> = [
        .unknownKey, .unsupportedFormat, .wrongUnit, .noVerb, .severalVerbs, .misplacedModifier, .impossibleOutcome,
        .unknownCode,
    ]

    /// Golden refusals whose problem a schema cannot see, each for its reason.
    private static let beyondASchema: [String: String] = [
        "revert on an L2": "which layers can fail depends on the chain where the contract stands",
        "unitInExpression": "what stands in an expression is text",
        "matrix of a key that is nowhere": "a path leads through the rest of the file",
    ]

    @Test func whatTheReaderRefusesForItsStructureIsInvalid() throws {
        var count = 0
        for example in DiagnosticCase.all where Self.structural.contains(example.code) {
            let isValid = try Self.problems(example.text).isEmpty
            #expect(isValid == (Self.beyondASchema[example.name] != nil), "\(example.name)\n\(example.text)")
            count += 1
        }
        #expect(count >= 17)
    }

    @Test(arguments: [
        ("rollups: {nat: {preset: native-reexec, auto: off, gas_rul: v6}}", "/rollups/nat/gas_rul: is not allowed"),
        ("rollups: {nat: {auto: off}}", "/rollups/nat: lacks preset"),
        ("rollups: {nat: {preset: native-reexec}}", "/rollups/nat: lacks auto"),
        ("rollups: {nat: {preset: native-reexec, auto: false}}", "/rollups/nat/auto: is none of the words"),
        (
            "rollups: {nat: {preset: native-reexec, auto: off, chain_id: x}}",
            "/rollups/nat/chain_id: `x` does not match"
        ),
        ("rollups: {nat-1: {preset: native-reexec, auto: off}}", "/rollups/nat-1: `nat-1` does not match"),
        ("actors: [alice]", "/actors: is no object or null"),
        ("actors: {alice: {l1: 10 eth}}", "/actors/alice/l1: `10 eth` does not match"),
        ("actors: {alice: {l1: 10}}", "/actors/alice/l1: is no string"),
        ("l1: {slot: 12}", "/l1/slot: is no string"),
        ("layers: execution", "/layers: is no array"),
        ("sweep: {}", "/sweep: is not allowed"),
        ("report: {gas_table: {blocks: []}}", "/report/gas_table: lacks modes"),
        ("invariants: {escrow_solvency: off}", "/invariants/escrow_solvency: is none of the words"),
    ])
    func wrongSectionIsToldAtItsPlace(section: String, problem: String) throws {
        let found = try Self.problems("format: rollupsim/1\nname: x\nsteps: []\n" + section + "\n")
        #expect(found.count == 1 && found[0].hasPrefix(problem), "\(found)")
    }

    /// One key is wrong, and one problem is told: an editor shows it where it is.
    @Test(arguments: [
        ("{deposit: {to: nat, amuont: 3 ETH, amount: 3 ETH}}", "/steps/0/deposit/amuont: is not allowed"),
        ("{deposit: {to: nat}}", "/steps/0/deposit: lacks amount"),
        ("{deposit: nat}", "/steps/0/deposit: is no object"),
        ("{seal: {rollup: nat}, by: alice}", "/steps/0/by: is not allowed"),
        ("{seal: {rollup: nat}, expect: {revert: any}}", "/steps/0/expect"),
        ("{print: l1.head.number, repeat: 2}", "/steps/0/repeat: is not allowed"),
        ("{assert: 1 == 1, id: x}", "/steps/0/id: is not allowed"),
        ("{group: quiet}", "/steps/0: lacks steps"),
        ("{l1_mine: 3}", "/steps/0/l1_mine: is no string"),
        ("{group: quiet, steps: [{seal: {rolup: nat}}]}", "/steps/0/steps/0/seal/rolup: is not allowed"),
        ("{l1_mine: 1blk, steps: []}", "/steps/0/steps: is not allowed"),
    ])
    func wrongStepIsToldAtItsPlace(step: String, problem: String) throws {
        let found = try Self.problems("format: rollupsim/1\nname: x\nsteps:\n  - \(step)\n")
        #expect(found.count == 1 && found[0].hasPrefix(problem), "\(found)")
    }

    /// A validator that knows no keyword would find nothing wrong.
    @Test func validatorRefusesKeywordsThatItDoesNotKnow() {
        let validator = SchemaValidator(["type": "string", "format": "date"])
        #expect(throws: SchemaValidator.UnknownKeyword.self) { try validator.problems(in: "x") }
    }
}
