import Foundation
import Primitives
import Scenario
import Testing

/// The page for browsers: complete, harmless whatever a file says, and held to the same figures as the other reports.
@Suite struct HTMLReportTests {
    private static func page(_ name: String) throws -> String {
        HTMLReport.text([(name, try ReportDocumentTests.run(name))])
    }

    /// Elements that stand alone.
    private static let void: Set<String> = ["meta", "link"]

    /// The tags of a page in order, without what stands between; a page that is not well-formed has a nil among them.
    private static func tags(_ page: String) -> [String?] {
        var tags: [String?] = []
        var rest = page[...]
        while let start = rest.firstIndex(of: "<") {
            guard let end = rest[start...].firstIndex(of: ">") else { return tags + [nil] }
            tags.append(String(rest[rest.index(after: start)..<end]))
            rest = rest[rest.index(after: end)...]
        }
        return tags
    }

    @Test(arguments: ScenarioFolder.names)
    func everySectionIsThereAndEveryTagIsClosed(_ name: String) throws {
        let page = try Self.page(name)
        for section in HTMLReport.sections { #expect(page.contains("<h2>\(section)</h2>"), "\(section)") }
        var open: [String] = []
        for tag in Self.tags(page) {
            let tag = try #require(tag)
            let word = String(tag.prefix { $0 != " " && $0 != "/" && $0 != "\n" })
            if tag.hasPrefix("!") { continue }
            if tag.hasPrefix("/") {
                #expect(open.popLast() == String(tag.dropFirst()))
            } else if !tag.hasSuffix("/"), !Self.void.contains(word) {
                open.append(word)
            }
        }
        #expect(open.isEmpty)
    }

    @Test(arguments: ScenarioFolder.names)
    func pageAsksForNothingAndRunsNothing(_ name: String) throws {
        let page = try Self.page(name)
        #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"))
        for tag in Self.tags(page).compactMap({ $0 }) {
            #expect(!tag.hasPrefix("script") && !tag.hasPrefix("iframe") && !tag.hasPrefix("img"))
            #expect(
                !tag.contains(" src=") && !tag.contains(" onclick") && !tag.contains("http:") && !tag.contains("https:")
            )
        }
        #expect(!page.contains("url("))
    }

    @Test(arguments: ScenarioFolder.names)
    func everyLinkLeadsSomewhere(_ name: String) throws {
        let tags = Self.tags(try Self.page(name)).compactMap { $0 }
        func values(_ attribute: String) -> [String] {
            tags.compactMap { tag in
                tag.range(of: " \(attribute)=\"").map { tag[$0.upperBound...].prefix { $0 != "\"" } }.map(String.init)
            }
        }
        let ids = values("id")
        #expect(Set(ids).count == ids.count)
        for link in values("href") where link.hasPrefix("#") {
            #expect(ids.contains(String(link.dropFirst())), "\(link)")
        }
    }

    @Test(arguments: ScenarioFolder.names)
    func everyStepHasItsPlaceWithGasAndCalls(_ name: String) throws {
        let result = try ReportDocumentTests.run(name)
        let page = HTMLReport.text([(name, result)])
        let steps = result.timeline.enumerated().filter { !$0.element.isHeading }
        for (index, entry) in steps {
            let start = try #require(page.range(of: "id=\"run0-step\(index)\""))
            let body = page[start.upperBound...].prefix { _ in true }
            let end = try #require(body.range(of: "</details>"))
            let text = body[..<end.lowerBound]
            #expect(text.contains("<h4>Calls</h4>") == !entry.transactions.isEmpty)
            let changed = entry.changes.map { !$0.accounts.isEmpty || !$0.rollups.isEmpty } ?? false
            #expect(text.contains("<h4>Changes of state</h4>") == changed)
        }
        #expect(page.components(separatedBy: "<details class=\"step\"").count == steps.count + 1)
    }

    @Test func stepThatFailsIsOpenAndItsLineQuoted() throws {
        let document = try ScenarioFolder.document(
            "native-happy-path.yaml",
            replacing: "escrow(nat) == 2.5 ETH",
            with: "escrow(nat) == 2.4 ETH"
        )
        let result = ScenarioRun.run(document, options: SimulationOptions(observation: .calls))
        let page = HTMLReport.text([("a.yaml [seed: 1]", result)])
        #expect(page.components(separatedBy: "<details class=\"step\" open>").count == 2)
        #expect(page.contains("ok, and an assertion does not hold</span>"))
        let quoted = try #require(page.components(separatedBy: "<pre tabindex=\"0\">").dropFirst().first)
        #expect(quoted.hasPrefix("   47 | ") && quoted.contains("escrow(nat) == 2.4 ETH") && quoted.contains("^"))
        #expect(page.contains("<h1>native-happy-path [seed: 1]</h1>"))
        let passing = try Self.page("native-happy-path.yaml")
        #expect(passing.contains("{revert: AlreadyClaimed}, as expected</span>"))
        #expect(!passing.contains("<details class=\"step\" open>"))
    }

    @Test func slotsThatAStepChangedAreShownByTheirNames() throws {
        let result = try ReportDocumentTests.run("native-erc20.yaml")
        let sealed = try #require(result.timeline.first { $0.id == "b1" })
        let page = HTMLReport.text([("a.yaml", result)])
        #expect(sealed.storage.allSatisfy { $0.chain == .l2("nat") && $0.before != $0.after })
        // The token's constructor and a transfer: words of both, as the layout of its artifact has them.
        for row in [
            "balanceOf[alice]</span></td><td class=\"number\">0</td><td class=\"number\">750,000,000,000,000,000,000</td>",
            "balanceOf[bob]</span></td><td class=\"number\">0</td><td class=\"number\">250,000,000,000,000,000,000</td>",
            "totalSupply</span></td><td class=\"number\">0</td><td class=\"number\">1,000,000,000,000,000,000,000</td>",
            "allowance[bob][alice]</span></td><td class=\"number\">0</td><td class=\"number\">40,000,000,000,000,000,000</td>",
            "<td>nat on l1</td><td><span title=\"slot 0x0\">headNumber</span></td><td class=\"number\">0</td><td class=\"number\">1</td>",
            "stateRootHistory[1]</span>",
        ] { #expect(page.contains(row), "\(row)") }
        // What is told is what the chain holds.
        let settled = try #require(result.timeline.first { $0.id == "settled" })
        #expect(
            settled.storage.contains { $0.chain == .l1 && $0.slot == .zero && $0.before == .zero && $0.after == .one }
        )
        let plain = try ReportDocumentTests.run("native-erc20.yaml", .state)
        #expect(plain.timeline.allSatisfy { $0.storage.isEmpty })
    }

    @Test func whatIsNotRealIsMarked() throws {
        let page = try Self.page("native-proof-mode.yaml")
        #expect(page.contains("<code>proof/dependency</code> <a class=\"mark\" href=\"#figures\">[SIM]</a>"))
        #expect(page.contains("<code>proof/simulated_time</code> <a class=\"mark\" href=\"#figures\">simulated</a>"))
        #expect(page.contains("<code>reexec/v6</code></td>"))
    }

    @Test func everyNameOfTheLanguageThatThePageUsesIsExplained() throws {
        let page = try Self.page("native-proof-mode.yaml")
        let words =
            Invariant.allCases.map(\.rawValue) + ["escrow", "EXECUTE", "reexec/v6", "proof/sidecar", "revert", "wei"]
        for word in words { #expect(page.contains("<dt>\(word)</dt>"), "\(word)") }
        // A term that the page does not use is not explained.
        #expect(!page.contains("<dt>timeout</dt>"))
    }

    @Test func textOfAFileStaysText() throws {
        let attack = "<script>alert(1)</script><img src=x onerror=alert(2)>\\\" onmouseover=\\\"alert(3)' &amp;"
        let text = """
            format: rollupsim/1
            name: injection
            teaches: "\(attack)"
            actors: {alice: {l1: 1 ETH}}
            rollups: {nat: {preset: native-reexec, advancer: alice, auto: off}}
            steps:
              - group: "\(attack)"
                steps:
                  - note: "\(attack)"
                    l2_tx: {rollup: nat, to: alice, value: 1 ETH}
                    by: alice
                    expect: {reject: any}
                  - assert: 'tx(x).status == success'
              - advance_time: 1d
                id: x
            """.replacingOccurrences(of: "  - assert: 'tx(x).status == success'\n", with: "  - advance_time: 1s\n")
        let document = try ScenarioDocument(name: "<b>\"file\"</b>.yaml", bytes: Array(text.utf8))
        let result = ScenarioRun.run(document, options: SimulationOptions(observation: .calls))
        let page = HTMLReport.text([(document.source.name, result)])
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && page.contains("&lt;b&gt;&quot;file&quot;"))
        for tag in Self.tags(page).compactMap({ $0 }) {
            #expect(!tag.hasPrefix("script") && !tag.hasPrefix("img") && !tag.hasPrefix("b>") && tag != "b")
            #expect(!tag.contains("onmouseover=\""))
        }
        #expect(page.contains("&amp;amp;"))
    }

    @Test func runsThatNeverBeganHaveTheirPageToo() throws {
        // Nobody is there who could prove.
        let result = ScenarioRun.run(try ScenarioFolder.document("native-two-modes.yaml"))
        #expect(result.verdict.exitCode == 2 && result.timeline.isEmpty)
        let page = HTMLReport.text([("i.yaml", result)])
        for section in HTMLReport.sections { #expect(page.contains("<h2>\(section)</h2>")) }
        #expect(HTMLReport.text([]).contains("<h2>Glossary</h2>"))
    }
}

/// The page in a real browser.
@Suite struct BrowserTests {
    private static let browser: String? = ["chromium", "chromium-browser", "google-chrome"]
        .map { "/usr/bin/\($0)" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    /// What a browser makes of a page at a width: the document as it then is, and what it told its console.
    private static func open(
        _ page: String,
        width: Int,
        fragment: String = ""
    ) throws -> (dom: String, console: [String]) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rollupsim-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("page.html")
        try page.write(to: file, atomically: true, encoding: .utf8)
        let log = folder.appendingPathComponent("log")
        try Data().write(to: log)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(browser))
        process.arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
            "--enable-logging=stderr", "--user-data-dir=\(folder.path)/profile", "--window-size=\(width),2000",
            "--virtual-time-budget=2000", "--dump-dom", file.absoluteString + fragment,
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
        let dom = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map(String.init)
        return (dom, lines.filter { $0.contains("CONSOLE") })
    }

    /// The page in a frame of a width, for no window of a browser is as narrow as a telephone; a script in it measures
    /// it, without the policy that would stop the script.
    private static func measured(_ page: String, width: Int) -> String {
        let script = """
            <script>
            const own = document.documentElement, told = parent.document.documentElement.dataset;
            const stops = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')];
            told.focusable = stops.filter(e => e.tabIndex >= 0).length;
            for (const e of document.querySelectorAll('details')) e.open = true;
            told.overflow = own.scrollWidth - own.clientWidth;
            told.inner = window.innerWidth;
            told.steps = document.querySelectorAll('details.step > summary').length;
            </script></body>
            """
        let inner = page.replacing(/<meta http-equiv="Content-Security-Policy"[^>]*>/, with: "")
            .replacing("</body>", with: script)
            .replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
        return
            "<!DOCTYPE html><link rel=icon href='data:,'><iframe width=\(width) height=4000 srcdoc=\"\(inner)\"></iframe>"
    }

    @Test(.enabled(if: browser != nil, "no Chromium is installed"), arguments: [1_280, 390])
    func pageFitsItsWindowAndTellsNoError(_ width: Int) throws {
        let names = ["native-happy-path.yaml", "native-proof-mode.yaml"]
        let runs = try names.map { ($0, try ReportDocumentTests.run($0)) }
        let page = HTMLReport.text(runs)
        let shown = try Self.open(page, width: width)
        #expect(shown.console == [])
        for section in HTMLReport.sections { #expect(shown.dom.contains("<h2>\(section)</h2>")) }
        let measured = try Self.open(Self.measured(page, width: width), width: 1_400)
        #expect(measured.console == [])
        // Tables and drawings scroll within their own frames.
        #expect(measured.dom.contains("data-overflow=\"0\""))
        #expect(measured.dom.contains("data-inner=\"\(width)\""))
        let stepCount = runs.map { $0.1.timeline.count { !$0.isHeading } }.reduce(0, +)
        #expect(measured.dom.contains("data-steps=\"\(stepCount)\""))
        let focusable = measured.dom.firstMatch(of: /data-focusable="([0-9]+)"/).flatMap { Int($0.1) } ?? 0
        #expect(focusable > 2 * stepCount)
    }

    /// What a mark of the timeline leads to.
    @Test(.enabled(if: browser != nil, "no Chromium is installed"))
    func linkIntoAStepOpensIt() throws {
        let page = HTMLReport.text([("a.yaml", try ReportDocumentTests.run("native-happy-path.yaml"))])
        let closed = try Self.open(page, width: 1_280)
        #expect(!closed.dom.contains("<details class=\"step\" open"))
        let opened = try Self.open(page, width: 1_280, fragment: "#run0-step2")
        #expect(opened.dom.components(separatedBy: "<details class=\"step\" open").count == 2)
    }

    @Test(.enabled(if: browser != nil, "no Chromium is installed"))
    func consoleTellsWhatThePolicyStops() throws {
        let page = HTMLReport.text([]).replacing("</body>", with: "<script>alert(1)</script></body>")
        let console = try Self.open(page, width: 800).console
        #expect(console.contains { $0.contains("Content Security Policy") })
    }
}
