import Primitives
import Scenario
import ScenarioTestSupport
import Testing
import TextOutput

/// What has really happened, as scenarios tell it.
@Suite struct IncidentTests {
    private static let keys: [(key: String, value: String)] = [
        ("title", "A lie"), ("date", "2022-08"), ("cause", "proof"), ("loss", "2.3M USD"), ("shown_by", "lie"),
        ("native", "prevented"), ("native_shown_by", "lie"), ("because", "Everybody computes it."),
    ]

    /// A scenario with an incident, of which some keys are others.
    private static func text(_ changes: [String: String?] = [:]) -> String {
        let lines = keys.compactMap { key, value in
            (changes[key] ?? value).map { "    \(key): \($0)\n" }
        }
        return """
            format: rollupsim/1
            name: x
            actors: {alice: {l1: 9 ETH}}
            rollups:
              nat: {preset: native-reexec, advancer: alice, auto: off}
              opt: {preset: optimistic, advancer: alice, challenge_window: 1h, auto: off}
            defaults: {by: alice}
            steps:
              - seal: {rollup: nat}
                id: b1
              - advance: {rollup: nat, block: b1, tamper: {state_root: flip_bit}}
                id: lie
                expect: {halt: any, revert: any}
              - deposit: {to: opt, amount: 1 ETH}
                id: elsewhere
              - advance_time: 1s
                id: nowhere
            incidents:
              lie_2022:

            """ + lines.joined()
    }

    private static func document(_ changes: [String: String?] = [:]) throws -> ScenarioDocument {
        try ScenarioDocument(name: "x.yaml", bytes: Array(text(changes).utf8))
    }

    @Test func everyKeyIsRead() throws {
        let incident = try #require(try Self.document().incidents.first)
        #expect(
            incident.title == "A lie" && incident.date.text == "2022-08" && incident.reason == "Everybody computes it."
        )
        #expect(incident.cause == .proof && incident.native == .prevented)
        #expect(incident.shownBy == "lie" && incident.nativeShownBy == "lie")
        #expect(incident.loss?.tenthsOfMillions == 23)
        let short = try #require(try Self.document(["loss": nil, "native_shown_by": nil]).incidents.first)
        #expect(short.loss == nil && short.nativeShownBy == nil)
    }

    @Test(
        "An incident that says nothing, or too much, is refused",
        arguments: [
            (["date": "2022"], "`date` expects a month such as `2022-08`, found `2022`"),
            (["date": "2022-13"], "expects a month"),
            (["date": "1999-01"], "expects a month"),
            (["cause": "luck"], "`cause` expects one of `bridge`, `proof`, `operations`, `governance`"),
            (["native": "perhaps"], "`native` expects one of `prevented`, `limited`, `same`"),
            (["loss": "190"], "`loss` expects a loss such as `190M USD`"),
            (["loss": "123456M USD"], "`loss` expects a loss"),
            (["loss": "-1M USD"], "`loss` expects a loss"),
            (["shown_by": "lies"], "no step is called `lies`"),
            (["native_shown_by": "nobody"], "no step is called `nobody`"),
            (["native_shown_by": "elsewhere"], "`elsewhere` is about `opt`, whose preset is optimistic"),
            (["native_shown_by": "nowhere"], "`nowhere` is about no rollup"),
            (["title": nil], "lacks the key `title`"),
            (["because": nil], "lacks the key `because`"),
            (["shown_by": nil], "lacks the key `shown_by`"),
            (["native": nil], "lacks the key `native`"),
            (["cause": nil], "lacks the key `cause`"),
            (["date": nil], "lacks the key `date`"),
        ] as [([String: String?], String)]
    )
    func refusals(changes: [String: String?], message: String) throws {
        let error = #expect(throws: ScenarioError.self) { try Self.document(changes) }
        let rendered = error?.rendered ?? ""
        #expect(rendered.contains(message), "\(rendered)")
    }

    @Test func lossesAreAddedByCauseAndBySayingWhatIsPrevented() throws {
        var table = IncidentTable()
        let document = try Self.document()
        table.add([ScenarioRun.run(document)], of: "x.yaml")
        let other = try Self.document(["cause": "bridge", "loss": "1M USD", "native": "same", "date": "2021-01"])
        let failing = try Self.document(["title": "Not shown", "loss": nil])
        table.add([ScenarioRun.run(other)], of: "y.yaml")
        let failed = try ScenarioDocument(
            name: "x.yaml",
            bytes: Array(Self.text().replacing("expect: {halt: any, revert: any}", with: "note: none").utf8)
        )
        table.add([ScenarioRun.run(failing), ScenarioRun.run(failed)], of: "z.yaml")
        #expect(table.incidents.map(\.date) == ["2021-01", "2022-08", "2022-08"])
        #expect(table.incidents.map(\.isReenacted) == [true, true, false])
        let lines = table.text(TextStyle()).split(separator: "\n").map { line in
            line.split(separator: " ").joined(separator: " ")
        }
        for line in [
            "2022-08 Not shown proof – NOT SHOWN prevented*", "2021-01 A lie bridge $1M happens same*",
            "bridge 1 $1M 30 % $0M", "proof 2 $2.3M 70 % $2.3M", "operations 0 $0M 0 % $0M",
            "native verification leaves no place for 2 of 3 incidents, and for $2.3M of the",
        ] {
            #expect(lines.contains(line), "\(line) is not in\n\(lines.joined(separator: "\n"))")
        }
    }
}
