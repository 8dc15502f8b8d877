package import TextOutput

/// What became of incidents when their scenarios were run, and whose losses they are.
package struct IncidentTable: Encodable, Sendable {
    /// One incident.
    package struct Row: Encodable, Sendable {
        /// What people call it.
        package let title: String
        /// The month.
        package let date: String
        /// Where the cause was.
        package let cause: String
        /// What was reported lost, in dollars; nil when nothing was.
        package let reportedLossInDollars: Int?
        /// The file in which it is re-enacted.
        package let file: String
        /// The step at which it happens.
        package let shownBy: String
        /// Whether the file's run passed, and with it every step.
        package let isReenacted: Bool
        /// What native verification changes.
        package let native: String
        /// The step of a native rollup that shows so; nil when it is argued alone.
        package let nativeShownBy: String?
        /// Why.
        package let reason: String

        fileprivate let tenthsOfMillions: Int
        fileprivate let layer: IncidentSection.Cause
        fileprivate let verdict: IncidentSection.NativeVerdict

        private enum CodingKeys: String, CodingKey {
            case title, date, cause, reportedLossInDollars, file, shownBy, isReenacted, native, nativeShownBy, reason
        }

        init(_ incident: IncidentSection, of file: String, isReenacted: Bool) {
            title = incident.title
            date = incident.date.text
            cause = incident.cause.rawValue
            reportedLossInDollars = incident.loss.map { $0.tenthsOfMillions * 100_000 }
            self.file = file
            shownBy = incident.shownBy
            self.isReenacted = isReenacted
            native = incident.native.rawValue
            nativeShownBy = incident.nativeShownBy
            reason = incident.reason
            tenthsOfMillions = incident.loss?.tenthsOfMillions ?? 0
            layer = incident.cause
            verdict = incident.native
        }
    }

    /// The incidents, oldest first.
    package private(set) var incidents: [Row] = []

    /// A table without incidents.
    package init() {}

    /// Adds the incidents of a file that was run, once for each combination of its matrix.
    package mutating func add(_ results: [ScenarioResult], of file: String) {
        guard let first = results.first else { return }
        let isReenacted = results.allSatisfy { $0.verdict == .passed }
        incidents += first.document.incidents.map { Row($0, of: file, isReenacted: isReenacted) }
        incidents.sort { ($0.date, $0.title) < ($1.date, $1.title) }
    }

    /// The table, the losses by cause and the verdicts, for people.
    package func text(_ style: TextStyle) -> String {
        var table = TextTable([
            ("when", .left), ("incident", .left), ("cause", .left), ("reported", .right), ("here", .left),
            ("native", .left),
        ])
        for row in incidents {
            let shown = row.nativeShownBy == nil ? row.native : "\(row.native)*"
            table.add([
                row.date, row.title.printable, row.cause, row.reportedLossInDollars.map { _ in row.loss } ?? "–",
                row.isReenacted ? "happens" : "NOT SHOWN", shown,
            ])
        }
        var text = style.paint("incidents", .heading) + "\n" + table.text()
        text += "  * a step of a native rollup in the same file shows it\n\n"
        text += style.paint("why", .heading) + "\n"
        for row in incidents {
            text += style.wrapped("\(row.title): \(row.reason)".printable, first: "  ", indent: "    ")
        }
        return text + "\n" + attribution(style)
    }

    private func attribution(_ style: TextStyle) -> String {
        var table = TextTable([
            ("cause", .left), ("incidents", .right), ("reported loss", .right), ("share", .right),
            ("of it prevented", .right),
        ])
        let total = incidents.reduce(0) { $0 + $1.tenthsOfMillions }
        for cause in IncidentSection.Cause.allCases {
            let own = incidents.filter { $0.layer == cause }
            let loss = own.reduce(0) { $0 + $1.tenthsOfMillions }
            let prevented = own.filter { $0.verdict == .prevented }.reduce(0) { $0 + $1.tenthsOfMillions }
            let share = total == 0 ? "–" : "\((loss * 100 + total / 2) / total) %"
            table.add([
                cause.rawValue, "\(own.count)", Row.millions(loss), share, Row.millions(prevented),
            ])
        }
        let prevented = incidents.filter { $0.verdict == .prevented }
        let preventedLoss = prevented.reduce(0) { $0 + $1.tenthsOfMillions }
        let sentence =
            "native verification leaves no place for \(prevented.count) of \(incidents.count) incidents, and for "
            + "\(Row.millions(preventedLoss)) of the \(Row.millions(total)) reported lost"
        return style.paint("losses by cause, as reported", .heading) + "\n" + table.text() + "\n"
            + style.wrapped(sentence, first: "", indent: "")
    }
}

extension IncidentTable.Row {
    fileprivate var loss: String { Self.millions(tenthsOfMillions) }

    fileprivate static func millions(_ tenths: Int) -> String {
        tenths % 10 == 0 ? "$\(tenths / 10)M" : "$\(tenths / 10).\(tenths % 10)M"
    }
}
