import Foundation
import Testing

/// Reports on a terminal: its width, its height and its colours.
@Suite struct TerminalTests {
    private static let scenario = Program.scenarios + "/native-erc20.yaml"

    @Test("Text fits the terminal and is coloured there", arguments: [80, 120])
    func textFitsTheTerminal(_ width: UInt16) throws {
        let outcome = try Program.runOnTerminal(["run", Self.scenario], width: width, height: 24)
        #expect(outcome.exitCode == 0 && outcome.output.contains("\u{1B}["))
        let lines = Self.plain(outcome.output).split(separator: "\n")
        #expect(lines.count > 40 && lines.allSatisfy { $0.count <= Int(width) })
        // Room is used where there is some.
        #expect(lines.contains { $0.count > Int(width) - 12 })
        let dull = try Program.runOnTerminal(
            ["run", Self.scenario],
            width: width,
            height: 24,
            environment: ["NO_COLOR": "1"]
        )
        #expect(!dull.output.contains("\u{1B}[3") && Self.plain(outcome.output) == Self.plain(dull.output))
    }

    @Test("Slides come one at a time, and a long one in parts that fit")
    func slidesComeOneAtATime() throws {
        let enough = String(repeating: "\n", count: 40)
        let outcome = try Program.runOnTerminal(
            ["run", "--slides", Self.scenario],
            width: 80,
            height: 20,
            input: enough
        )
        #expect(outcome.exitCode == 0)
        let screens = outcome.output.components(separatedBy: "\u{1B}[2J\u{1B}[H").dropFirst().map(Self.plain)
        #expect(screens.count > 11)
        #expect(screens.contains { $0.contains("of 11, part 1 of 2, Enter for the next, q to stop") })
        // The prompt takes the last line, and Enter is echoed behind it.
        for screen in screens { #expect(screen.split(separator: "\n", omittingEmptySubsequences: false).count <= 21) }
        let stopped = try Program.runOnTerminal(
            ["run", "--slides", Self.scenario],
            width: 80,
            height: 20,
            input: "\nq\n"
        )
        #expect(stopped.output.components(separatedBy: "\u{1B}[2J").count == 3)
    }

    /// Text without colours and progress, and with the line breaks of a file.
    private static func plain(_ text: String) -> String {
        text.replacing(/\r[^\r\n]*\u{1B}\[K/, with: "")
            .replacing(/\u{1B}\[[0-9;]*[mKJH]/, with: "").replacingOccurrences(of: "\r\n", with: "\n")
    }
}
