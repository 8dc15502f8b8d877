import EVM
import ExecutePrecompile
import Foundation
import Primitives
import RollupActors
import Scenario
import ScenarioTestSupport
import Testing
import TextOutput

/// Reports for machines: one form, held to its schema.
@Suite struct ReportDocumentTests {
    /// Runs a shipped scenario with everything that reports can show.
    static func run(_ name: String, _ observation: ObservationDepth = .calls) throws -> ScenarioResult {
        let options = SimulationOptions(
            proofs: AttestedProofs(),
            batchProofs: SimulatedBatchProofs(),
            observation: observation
        )
        return ScenarioRun.run(try ScenarioFolder.document(name), options: options)
    }

    private static func problems(_ document: ReportDocument) throws -> [String] {
        try SchemaValidator(JSONTree(yaml: ReportSchema.text)).problems(in: JSONTree(yaml: document.text()))
    }

    @Test(arguments: ScenarioFolder.names)
    func everyRunIsAsTheSchemaSays(_ name: String) throws {
        let result = try Self.run(name)
        #expect(try Self.problems(ReportDocument(.run, [FileRecord(file: name, result)])) == [])
    }

    @Test(arguments: ScenarioFolder.names)
    func everyEventIsAsTheSchemaSays(_ name: String) throws {
        let validator = SchemaValidator(try JSONTree(yaml: ReportSchema.text))
        var lines: [String] = []
        let document = try ScenarioFolder.document(name)
        lines.append(try RunEvent.begin(file: name, document).line())
        var control = RunControl()
        control.onEntry = { entry, names in
            if let line = try? RunEvent.step(file: name, entry, names).line() { lines.append(line) }
        }
        let options = SimulationOptions(
            proofs: AttestedProofs(),
            batchProofs: SimulatedBatchProofs(),
            observation: .state
        )
        let result = ScenarioRun.run(document, options: options, control: control)
        lines.append(try RunEvent.end(FileRecord(file: name, result)).line())
        #expect(lines.count == result.timeline.count + 2)
        for line in lines {
            #expect(line.hasSuffix("\n") && line.dropLast().allSatisfy { $0 != "\n" })
            #expect(try validator.problems(in: JSONTree(yaml: line), definition: "event") == [])
        }
    }

    @Test(arguments: ScenarioFolder.names)
    func observationChangesNothingThatHappens(_ name: String) throws {
        let plain = try Self.run(name, .none)
        let watched = try Self.run(name)
        #expect(plain.traceHash == watched.traceHash)
        #expect(TextReport(plain).text == TextReport(watched).text)
        #expect(plain.beginning == nil && plain.timeline.allSatisfy { $0.changes == nil })
        #expect(watched.beginning != nil && watched.timeline.allSatisfy { $0.changes != nil })
    }

    @Test(arguments: ScenarioFolder.names)
    func gasOfEveryTransactionIsTheSumOfItsParts(_ name: String) throws {
        let transactions = try Self.run(name).timeline.flatMap(\.transactions)
        // This one looks at contracts as they were deployed.
        #expect(!transactions.isEmpty || name == "rosette-knobs.yaml")
        for item in transactions {
            let gas = item.gas
            let sum = gas.intrinsic + gas.calldata + gas.execution + gas.execute + gas.floorTopUp - gas.refund
            #expect(gas.used == sum && gas.used <= gas.limit && gas.intrinsic >= 21_000)
            #expect(gas.floorTopUp == 0 || gas.refund == 0)
            // The split says of EXECUTE what EXECUTE itself noted.
            let charges = item.executions.filter { $0.failure == nil }.compactMap(\.gasCharge)
            #expect(item.failure(AddressBook()) != nil || gas.execute == charges.reduce(0, +))
        }
    }

    @Test func sumOfAStepIsThatOfItsTransaction() throws {
        let entry = try #require(try Self.run("native-happy-path.yaml").timeline.first { $0.id == "adv1" })
        #expect(entry.transactions.map(\.gas.used) == [entry.gasUsed])
        #expect(entry.transactions[0].gas.execute == 15_321_440)
        #expect(entry.transactions[0].executions.map(\.workGas) == [261_372])
    }

    @Test func sealedTransactionsAreTheBlocks() throws {
        let entry = try #require(try Self.run("native-happy-path.yaml").timeline.first { $0.id == "b2" })
        #expect(entry.transactions.count == 2 && entry.transactions.allSatisfy { $0.chain == .l2("nat") })
        #expect(entry.transactions.map(\.gas.used).reduce(0, +) == entry.gasUsed)
        for item in entry.transactions {
            let tree = try #require(item.callTree)
            #expect(tree.gasUsed == item.gas.execution)
        }
    }

    @Test func changesAreWhatDiffers() throws {
        let result = try Self.run("native-happy-path.yaml")
        let beginning = try #require(result.beginning)
        #expect(beginning.accounts.count == 6 && beginning.rollups.map(\.name) == ["nat"])
        let entry = try #require(result.timeline.first { $0.id == "dep" })
        let changes = try #require(entry.changes)
        // The deposit moves alice's ether into the contract, and nothing on L2.
        #expect(changes.accounts.map(\.name) == ["alice"] && changes.accounts.map(\.chain) == [.l1])
        let before = try #require(beginning.rollups.first?.escrow)
        #expect(changes.rollups.first?.escrow == before &+ UInt256(3_000_000_000_000_000_000))
        let idle = try #require(result.timeline.first { $0.verb == "l2_tx" }?.changes)
        #expect(idle.accounts.isEmpty && idle.rollups.isEmpty)
    }

    @Test func reasonsSayWhatWasExpectedAndWhatCameOfIt() throws {
        let document = try ScenarioFolder.document(
            "native-happy-path.yaml",
            replacing: "    expect: {revert: AlreadyClaimed}\n"
        )
        let result = ScenarioRun.run(document)
        let problem = try #require(result.problems.first)
        #expect(result.problems.count == 1 && problem.kind == .outcome && problem.location?.line == 49)
        #expect(problem.expected == "ok" && problem.outcome?.failures == [.revert: "AlreadyClaimed"])
        #expect(result.verdict == .failed(["\(problem)"]))
        #expect(try Self.problems(ReportDocument(.run, [FileRecord(file: "a", result)])) == [])
    }

    @Test func assertionsAreData() throws {
        let document = try ScenarioFolder.document(
            "native-happy-path.yaml",
            replacing: "escrow(nat) == 2.5 ETH",
            with: "escrow(nat) == 2.4 ETH"
        )
        let result = ScenarioRun.run(document)
        let problem = try #require(result.problems.first)
        #expect(problem.kind == .assertion && problem.subject == "escrow(nat) == 2.4 ETH")
        let text = try ReportDocument(.run, [FileRecord(file: "a", result)]).text()
        #expect(text.contains(#""explanation" : "escrow(nat) is 2.5 ETH""#))
        #expect(try Self.problems(ReportDocument(.run, [FileRecord(file: "a", result)])) == [])
    }

    @Test func printedValuesAreExact() throws {
        let text = """
            format: rollupsim/1
            name: values
            actors: {alice: {l1: 1.5 ETH}}
            steps:
              - print: ["l1.balance(alice)", "1 / 3", "l1.head.hash == l1.head.hash", "elapsed()"]
            """
        let document = try ScenarioDocument(name: "values.yaml", bytes: Array(text.utf8))
        let record = FileRecord(file: "values.yaml", ScenarioRun.run(document))
        let json = try ReportDocument(.run, [record]).text()
        for part in [
            #""baseUnits" : "1500000000000000000""#, #""type" : "amount""#, #""baseUnits" : "1/3""#,
            #""type" : "bool""#, #""type" : "duration""#,
        ] {
            #expect(json.contains(part), "\(part)")
        }
        #expect(try Self.problems(ReportDocument(.run, [record])) == [])
    }

    @Test func refusedAndUnreadableFilesHaveTheirReasons() throws {
        let refusal = try #require(
            ScenarioSamples.refusal(of: "format: rollupsim/1\nname: x\nstep: []\n")
        )
        let document = ReportDocument(
            .check,
            [FileRecord(file: "a.yaml", refusal), FileRecord(file: "b.yaml", unreadable: "b.yaml: no such file")]
        )
        #expect(try Self.problems(document) == [])
        let text = try document.text()
        #expect(text.contains(#""help" : "did you mean `steps`?""#) && text.contains(#""subject" : "unknownKey""#))
        #expect(text.contains(#""line" : 3"#) && !text.contains("^"))
    }

    @Test func everyMemberOfTheSchemaIsInSomeReport() throws {
        var texts: [String] = []
        for name in ScenarioFolder.names {
            let result = try Self.run(name)
            texts.append(try ReportDocument(.run, [FileRecord(file: name, result)]).text())
            let events = try [
                RunEvent.begin(file: name, result.document).line(), RunEvent.end(FileRecord(file: name, result)).line(),
            ]
            texts += events
            if let entry = result.timeline.first {
                texts.append(try RunEvent.step(file: name, entry, result.names).line())
            }
        }
        let failing = try ScenarioFolder.document(
            "native-happy-path.yaml",
            replacing: "    expect: {revert: AlreadyClaimed}\n",
            with: "    assert: escrow(nat) == 0 ETH\n"
        )
        texts.append(try ReportDocument(.run, [FileRecord(file: "a", ScenarioRun.run(failing))]).text())
        let printing =
            "format: rollupsim/1\nname: x\nactors: {alice: {l1: 1 ETH}}\nsteps: [{print: l1.balance(alice)}]\n"
        let printed = try ScenarioDocument(name: "x", bytes: Array(printing.utf8))
        texts.append(try ReportDocument(.run, [FileRecord(file: "a", ScenarioRun.run(printed))]).text())
        let load = try ScenarioFolder.document("native-load.yaml")
        let matrix = try #require(load.matrix)
        let table = MatrixTable(matrix, of: "a", results: matrix.variants.map { ScenarioRun.run($0.document) })
        texts.append(try ReportDocument(.run, [], matrices: [table]).text())
        texts.append(try RunEvent.matrix(table).line())
        let refusal = try #require(ScenarioSamples.refusal(of: "format: rollupsim/1\nname: x\nstep: []\n"))
        texts.append(try ReportDocument(.check, [FileRecord(file: "a", refusal)]).text())

        var used: Set<String> = []
        for text in texts { Self.collectKeys(try JSONSerialization.jsonObject(with: Data(text.utf8)), into: &used) }
        let schema = try JSONSerialization.jsonObject(with: Data(ReportSchema.text.utf8))
        // A violated invariant needs a world that is broken on purpose.
        let unused = Self.properties(schema).subtracting(used).subtracting(["violation"])
        #expect(unused == [])
    }

    private static func collectKeys(_ value: Any, into keys: inout Set<String>) {
        if let object = value as? [String: Any] {
            keys.formUnion(object.keys)
            for member in object.values { collectKeys(member, into: &keys) }
        } else if let list = value as? [Any] {
            for item in list { collectKeys(item, into: &keys) }
        }
    }

    /// Names of members that a schema allows anywhere.
    private static func properties(_ schema: Any) -> Set<String> {
        if let object = schema as? [String: Any] {
            let own = (object["properties"] as? [String: Any])?.keys.map { String($0) } ?? []
            return object.values.reduce(into: Set(own)) { $0.formUnion(properties($1)) }
        }
        return (schema as? [Any] ?? []).reduce(into: []) { $0.formUnion(properties($1)) }
    }

    @Test func validatorRefusesWhatTheSchemaDoesNot() throws {
        let validator = SchemaValidator(try JSONTree(yaml: ReportSchema.text))
        let right = #"{"format": "rollupsim-report/1", "command": "run", "runs": []}"#
        #expect(try validator.problems(in: JSONTree(yaml: right)) == [])
        for (part, other) in [
            ("report/1", "report/2"), (#""run""#, #""walk""#), ("[]", "{}"), ("[]", "[{}]"),
            (#""runs": []"#, #""run": []"#),
        ] {
            let wrong = right.replacingOccurrences(of: part, with: other)
            #expect(try !validator.problems(in: JSONTree(yaml: wrong)).isEmpty, "\(wrong)")
        }
    }
}
