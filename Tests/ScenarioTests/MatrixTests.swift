import Primitives
import Scenario
import ScenarioTestSupport
import Testing
import TextOutput

/// One run for each combination of values of a scenario's keys.
@Suite struct MatrixTests {
    private static func document(_ matrix: String) throws -> ScenarioDocument {
        try ScenarioSamples.read(
            ScenarioSamples.head + """
                  - deposit: {to: nat, amount: 1 ETH}
                    by: alice
                    id: dep
                  - group: more
                    steps:
                      - deposit: {to: nat, amount: 1 ETH}
                        by: alice
                        id: inner

                """ + matrix
        )
    }

    @Test func everyCombinationIsReadWithItsValuesAndTheLastKeyChangesFastest() throws {
        let document = try Self.document(
            "matrix:\n  keys: {seed: [1, 2], steps.inner.deposit.amount: [2 ETH, 3 ETH], l1.base_fee: [7 wei]}\n"
        )
        let matrix = try #require(document.matrix)
        #expect(matrix.keys == ["seed", "steps.inner.deposit.amount", "l1.base_fee"])
        #expect(
            matrix.variants.map(\.values) == [
                ["1", "2 ETH", "7 wei"], ["1", "3 ETH", "7 wei"], ["2", "2 ETH", "7 wei"], ["2", "3 ETH", "7 wei"],
            ]
        )
        #expect(matrix.variants.map(\.document.seed) == [1, 1, 2, 2])
        #expect(matrix.variants.allSatisfy { $0.document.l1.baseFee?.wei == 7 && $0.document.matrix == nil })
        let group = try #require(matrix.variants[1].document.steps.last?.verb.substeps.first?.verb as? Deposit)
        #expect("\(group.amount.wei)" == "3000000000000000000")
        #expect(document.seed == 0 && document.l1.baseFee == nil)
    }

    @Test func keysOfARollupThatTheFileDoesNotHaveAreRefused() throws {
        let error = ScenarioSamples.refusal(
            of: ScenarioSamples.head + "  - l1_mine: 1blk\nmatrix:\n  keys: {rollups.nta.gas_rule: [v6, flat]}\n"
        )
        let refusal = try #require(error).rendered
        #expect(refusal.contains("`rollups.nta.gas_rule`: no `nta` stands under `rollups`"), "\(refusal)")
        #expect(refusal.contains("did you mean `nat`?"), "\(refusal)")
    }

    @Test func tableHasARowForEachCombinationAndAColumnForWhatIsShown() throws {
        let document = try Self.document(
            """
            matrix:
              keys: {steps.dep.deposit.amount: [1 ETH, 2 ETH, 100 ETH]}
              show: ["escrow(nat)", "gas(dep)"]
            """
        )
        let matrix = try #require(document.matrix)
        let results = matrix.variants.map { ScenarioRun.run($0.document) }
        let table = MatrixTable(matrix, of: "m.yaml", results: results)
        #expect(table.columns == ["steps.dep.deposit.amount", "result", "escrow(nat)", "gas(dep)"])
        #expect(
            table.rows.map { Array(table.cells(of: $0).prefix(3)) } == [
                ["1 ETH", "passed", "2 ETH"], ["2 ETH", "passed", "3 ETH"], ["100 ETH", "failed", "–"],
            ]
        )
        #expect(table.text(width: 80).split(separator: "\n").count == 4)
        #expect(
            table.text(width: 49) == """
                steps.dep.deposit.amount  result  [1]    [2]
                1 ETH                     passed  2 ETH  \(try #require(table.rows[0].shown[1]))
                2 ETH                     passed  3 ETH  \(try #require(table.rows[1].shown[1]))
                100 ETH                   failed  –      –
                  [1] escrow(nat)
                  [2] gas(dep)

                """
        )
        #expect(results[0].traceHash != results[1].traceHash)
    }

    @Test func tableIsPartOfEveryReport() throws {
        let document = try Self.document(
            """
            matrix:
              keys: {steps.dep.deposit.amount: [1 ETH, 100 ETH]}
              show: ["escrow(nat)"]
            """
        )
        let matrix = try #require(document.matrix)
        let runs = matrix.variants.map {
            (file: matrix.name(of: $0, in: "m.yaml"), result: ScenarioRun.run($0.document))
        }
        let table = MatrixTable(matrix, of: "m.yaml", results: runs.map(\.result))
        let records = runs.map { FileRecord(file: $0.file, $0.result) }
        let json = try ReportDocument(.run, records, matrices: [table]).text()
        let validator = SchemaValidator(try JSONTree(yaml: ReportSchema.text))
        #expect(try validator.problems(in: JSONTree(yaml: json)) == [])
        #expect(json.contains("\"matrices\"") && json.contains("\"expression\" : \"escrow(nat)\""))
        let line = try RunEvent.matrix(table).line()
        #expect(try validator.problems(in: JSONTree(yaml: line), definition: "event") == [])
        // A run that failed shows no value, and says so by leaving it out.
        #expect(line.contains(#"{"expression":"escrow(nat)"}],"status":"failed""#), "\(line)")
        let csv = try #require(TableFiles.tables(runs, matrices: [table]).first { $0.name == "matrices.csv" })
        #expect(csv.text.contains("m.yaml,m.yaml [steps.dep.deposit.amount: 1 ETH],shown,escrow(nat),2 ETH\r\n"))
        #expect(csv.text.contains("m.yaml,m.yaml [steps.dep.deposit.amount: 100 ETH],shown,escrow(nat),\r\n"))
        let page = HTMLReport.text(runs, matrices: [table])
        #expect(page.contains("<h2>Matrix</h2>") && page.contains("<a class=\"bad\" href=\"#run1\">failed</a>"))
        #expect(page.contains("id=\"run1\""))
    }

    @Test func limitsOfAMatrixAreTold() throws {
        let many = String(repeating: "  - l1_mine: 1blk\n", count: 2_000)
        let error = try #require(
            ScenarioSamples.refusal(
                of: ScenarioSamples.head + many + "matrix:\n  keys: {seed: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]}\n"
            )
        )
        #expect(error.rendered.contains("at most 20000 together are run"))
        let keys = (0..<9).map { "k\($0): [1]" }.joined(separator: ", ")
        let wide = try #require(
            ScenarioSamples.refusal(of: ScenarioSamples.head + "  - l1_mine: 1blk\nmatrix:\n  keys: {\(keys)}\n")
        )
        #expect(wide.rendered.contains("a matrix has at most 8 keys, found 9"))
    }
}
