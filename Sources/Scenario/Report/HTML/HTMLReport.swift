import Primitives
import TextOutput

/// Runs as one page for a browser: complete in itself, without scripts, for a keyboard as well as for a mouse.
///
/// Its policy lets a browser load and run nothing, so that not even a text that slipped through unescaped could act.
package enum HTMLReport {
    /// Titles of the sections that every page with a run has, as its test looks for them.
    package static let sections = [
        "Timeline", "Steps", "Gas", "Balances and escrow", "Invariants", "Mode log", "Figures and their sources",
        "Glossary",
    ]

    /// The page of some runs, in order, and of the matrices among them; files that could not be run are none of them.
    package static func text(
        _ runs: [(file: String, result: ScenarioResult)],
        matrices: [MatrixTable] = []
    ) -> String {
        let pages = runs.enumerated().map { RunPage($0.element.file, $0.element.result, index: $0.offset) }
        let anchors = Dictionary(zip(runs.map(\.file), pages.map(\.anchor)), uniquingKeysWith: { first, _ in first })
        let tables = matrices.map { Self.matrix($0, anchors: anchors) }.joined()
        let body = tables + pages.map(\.markup).joined()
        let title = runs.count == 1 ? runs[0].result.document.name : "\(runs.count) scenarios"
        let contents = pages.map { page in
            """
            <li><a href="#\(page.anchor)">\(page.title)</a> \
            <span class="\(page.verdictClass)">\(page.verdictWord)</span></li>

            """ as Markup
        }
        return PageFrame.text(
            title: title,
            contentsLabel: "Scenarios",
            contents: contents.joined()
                + "<li><a href=\"#figures\">figures</a></li><li><a href=\"#glossary\">glossary</a></li>",
            main: "\(body)\(FigureSources.markup)\(Glossary.markup(of: body))"
        )
    }

    /// The table of a matrix, whose rows lead to their runs.
    private static func matrix(_ table: MatrixTable, anchors: [String: String]) -> Markup {
        let columns = table.columns.map { ($0, false) }
        let rows = table.rows.map { row -> [Markup] in
            table.cells(of: row).enumerated().map { index, cell in
                guard index == table.keys.count, let anchor = anchors[row.run] else { return "\(cell)" }
                let look = row.verdict == .passed ? "good" : "bad"
                return "<a class=\"\(look)\" href=\"#\(anchor)\">\(cell)</a>"
            }
        }
        return """
            <section><h2>Matrix</h2><p class="quiet">file \(table.file): one run for each combination of values</p>
            \(Markup.table("Runs of the matrix", columns, rows))</section>

            """
    }
}

/// The part of a page that is about one run.
struct RunPage {
    let result: ScenarioResult
    private let file: String
    private let index: Int

    init(_ file: String, _ result: ScenarioResult, index: Int) {
        self.file = file
        self.result = result
        self.index = index
    }

    /// Where the part begins.
    var anchor: String { "run\(index)" }

    /// The scenario's name, and of a run of a matrix its combination.
    var title: String {
        guard file.hasSuffix("]"), let start = file.firstRange(of: " [") else { return result.document.name }
        return result.document.name + file[start.lowerBound...]
    }

    /// The verdict in words.
    var verdictWord: String {
        switch result.verdict {
        case .passed: "passed"
        case .failed: "failed"
        case .invariantViolated: "invariant violated"
        case .limitExceeded: "limit exceeded"
        case .impossible: "impossible"
        case .fault: "internal error"
        }
    }

    /// How the verdict looks.
    var verdictClass: String { result.verdict == .passed ? "good" : "bad" }

    /// The part.
    var markup: Markup {
        """
        <article id="\(anchor)">
        \(heading)
        \(TimelineLanes(result, anchor: anchor).markup)
        \(StepSection(result, anchor: anchor).markup)
        \(GasSection(result).markup)
        \(HoldingsSection(result).markup)
        \(invariants)
        \(alerts)
        \(modeLog)
        </article>

        """
    }

    private var heading: Markup {
        let document = result.document
        var facts = ["file \(file)", "seed \(document.seed)", "L1 \(document.l1.preset.rawValue)"]
        if let level = document.level { facts.append("level \(level)") }
        if !document.layers.isEmpty { facts.append(document.layers.map(\.rawValue).joined(separator: ", ")) }
        let lesson = document.lesson.map { "<p class=\"lesson\">\($0)</p>" as Markup } ?? ""
        let reasons = result.problems.map { "<li>\("\($0)")</li>" as Markup }
        let lines = result.problems.compactMap(\.location).map { document.source.excerpt(at: $0) }.joined()
        let excerpt: Markup = lines.isEmpty ? "" : "<pre tabindex=\"0\">\(lines)</pre>"
        let why: Markup = reasons.isEmpty ? "" : "<ul class=\"bad\">\(reasons.joined())</ul>\(excerpt)"
        let hash = result.traceHash.map { "<p class=\"quiet\">trace hash <code>\($0.hex)</code></p>" as Markup } ?? ""
        return """
            <h1>\(title)</h1>
            \(lesson)<p class="quiet">\(facts.joined(separator: " · "))</p>
            <p>result: <strong class="\(verdictClass)">\(verdictWord)</strong></p>\(why)\(hash)
            """
    }

    private var invariants: Markup {
        let rows = result.invariants.map { record -> [Markup] in
            let state: Markup
            if let violation = record.violation {
                let place = violation.line == 0 ? "after the deployment" : "at line \(violation.line)"
                let look = record.setting.treatment == .expectViolation ? "failure" : "bad"
                state = "<span class=\"\(look)\">violated \(place): \(violation.reason)</span>"
            } else {
                state = "<span class=\"good\">holds</span>"
            }
            return [
                "<code>\(record.setting.invariant.rawValue)</code>", "\(record.setting.treatment.rawValue)",
                "\(record.checkCount)", state,
            ]
        }
        let table = Markup.table(
            "What was checked after every step",
            [("invariant", false), ("treatment", false), ("checks", true), ("state", false)],
            rows
        )
        return "<section><h2>Invariants</h2>\(table)</section>"
    }

    /// What monitors have raised; nothing where nobody watches.
    private var alerts: Markup {
        guard !result.document.monitors.isEmpty else { return "" }
        let rows = result.alerts.map { alert -> [Markup] in
            [
                "\(alert.elapsed.clockTime)", "\(alert.monitor)", "<code>\(alert.rule.rawValue)</code>",
                "\(alert.rollup)", "\(alert.line)", "\(alert.saw)",
            ]
        }
        let table = Markup.table(
            "What monitors have raised",
            [
                ("time", true), ("monitor", false), ("rule", false), ("rollup", false), ("line", true), ("saw", false),
            ],
            rows
        )
        return "<section><h2>Alerts</h2>\(table)</section>"
    }

    /// How each rollup's blocks are enforced, and what EXECUTE did with each that it was given.
    private var modeLog: Markup {
        let rollups = result.rollups.map { rollup -> [Markup] in
            let key = rollup.verificationKey.map { "\($0.rawValue)" } ?? "-"
            let bits = rollup.securityBits.map { "\($0) (docs/trust.md)" } ?? "-"
            return [
                "\(rollup.name)", "<code>\(rollup.preset.rawValue)</code>",
                rollup.gasRule.map { "<code>\($0)</code>" } ?? "-",
                rollup.chainID.map { "\($0)" } ?? "-", rollup.gasLimit.map { "\($0.grouped)" } ?? "-",
                rollup.requestsPolicy.map { "\($0.rawValue)" } ?? "-", "\(key)", "\(bits)",
            ]
        }
        var runs: [[Markup]] = []
        for entry in result.timeline {
            for item in entry.transactions {
                for run in item.executions.map({ StepRecord.Execution($0) }) {
                    let look = run.outcome == "valid" ? "good" : "failure"
                    runs.append([
                        "\(entry.line)", "\(entry.elapsed.clockTime)",
                        "\(item.recipient.map { result.names.on(item.chain).label(of: $0) } ?? "-")",
                        "<span class=\"\(look)\">\(run.outcome.replacing("_", with: " "))</span>",
                        "\(run.inputByteCount.grouped)", "\(run.gasCharge?.grouped ?? "-")",
                        "\(run.workGas.grouped)", "\(run.failure ?? "")",
                    ])
                }
            }
        }
        let modes = Markup.table(
            "How blocks are enforced",
            [
                ("rollup", false), ("preset", false), ("gas rule", false), ("chain id", true), ("L2 gas limit", true),
                ("requests", false), ("verification key", false), ("proof bits", true),
            ],
            rollups
        )
        let log = Markup.table(
            "What EXECUTE did",
            [
                ("line", true), ("time", true), ("called by", false), ("outcome", false), ("input bytes", true),
                ("charge", true), ("L2 gas executed", true), ("reason", false),
            ],
            runs
        )
        let trusts = result.rollups.compactMap { rollup in
            rollup.trust.map { trust -> Markup in
                let window = rollup.challengeWindow.map { ", challenge window \($0.clockTime)" } ?? ""
                return "<p>\(rollup.name)\(window): \(trust) (docs/rollup-designs.md).</p>"
            }
        }
        return "<section><h2>Mode log</h2>\(modes)\(trusts.joined())\(log)</section>"
    }
}
