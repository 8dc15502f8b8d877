import ArgumentParser
import Scenario

/// Which reports a run writes.
struct ReportOptions: ParsableArguments {
    @Flag(help: "Print one JSON document instead of text; its schema is printed by --json-schema.")
    var json = false

    @Flag(help: "Print the JSON Schema of --json and --jsonl, and run nothing.")
    var jsonSchema = false

    @Option(help: ArgumentHelp("Write a JSON line for each event as it happens.", valueName: "file"))
    var jsonl: String?

    @Option(
        help: ArgumentHelp("Write a JUnit file: a suite for each scenario, a case for each step.", valueName: "file")
    )
    var junit: String?

    @Option(help: ArgumentHelp("Write every table as a CSV file into a folder, made if need be.", valueName: "dir"))
    var csv: String?

    @Option(help: ArgumentHelp("Write one page for a browser, which needs nothing else.", valueName: "file"))
    var html: String?

    @Option(
        name: .customLong("trace"),
        help: ArgumentHelp(
            "Print the calls of a step, by its id or the number of its line, also those of the L2 transactions in it. May be given several times.",
            valueName: "step"
        )
    )
    var traces: [String] = []

    @Flag(name: .shortAndLong, help: "Print verdicts and reasons alone.")
    var quiet = false

    @Flag(help: "Show one step at a time; Enter shows the next.")
    var slides = false

    @OptionGroup var output: OutputStyle

    func validate() throws {
        let forms = [("--json", json), ("--quiet", quiet), ("--slides", slides)].filter(\.1).map(\.0)
        guard forms.count <= 1 else { throw ValidationError("\(forms[0]) and \(forms[1]) exclude each other") }
        if json, !traces.isEmpty { throw ValidationError("--json and --trace exclude each other") }
    }

    /// How much of the world the reports need.
    var observation: ObservationDepth {
        if html != nil || !traces.isEmpty { return .calls }
        return json || jsonl != nil || csv != nil ? .state : .none
    }
}
