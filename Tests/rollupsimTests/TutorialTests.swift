import Foundation
import Testing

/// The tutorial, done as it says.
@Suite struct TutorialTests {
    /// A block of the page between fences.
    private struct Block {
        var language: String
        /// The file that the block is to be saved as.
        var file: String?
        var lines: [String]
    }

    private static func blocks(of page: String) -> [Block] {
        var blocks: [Block] = []
        var isOpen = false
        for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                if !isOpen {
                    let words = line.dropFirst(3).split(separator: " ").map(String.init)
                    blocks.append(Block(language: words.first ?? "", file: words.dropFirst().first, lines: []))
                }
                isOpen.toggle()
            } else if isOpen {
                blocks[blocks.count - 1].lines.append(String(line))
            }
        }
        return blocks
    }

    /// Spaces and line breaks do not matter: a terminal may wrap, and columns may grow.
    private static func words(_ text: some StringProtocol) -> String {
        text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    }

    @Test func everyCommandDoesWhatThePageSays() throws {
        let page = try String(contentsOfFile: Program.documents + "/tutorial.md", encoding: .utf8)
        let folder = try TemporaryFolder()
        var lastExitCode: Int32 = 0
        var commandCount = 0
        for block in Self.blocks(of: page) {
            if let file = block.file {
                let text = block.lines.joined(separator: "\n") + "\n"
                try text.write(to: folder.url.appendingPathComponent(file), atomically: true, encoding: .utf8)
            }
            guard block.language == "console" else { continue }
            for command in block.lines.joined(separator: "\n").split(separator: "$ ") {
                let lines = command.split(separator: "\n", maxSplits: 1)
                let line = try #require(lines.first).split(separator: " ").map(String.init)
                let expected = String(lines.dropFirst().first ?? "")
                commandCount += 1
                if line == ["echo", "$?"] {
                    #expect(Self.words(expected) == "\(lastExitCode)")
                    continue
                }
                try #require(line.first == "rollupsim", "\(line)")
                let redirection = line.firstIndex(of: ">")
                let arguments = Array(line[1..<(redirection ?? line.count)])
                let outcome = try Program.run(arguments, in: folder.path)
                lastExitCode = outcome.exitCode
                if let redirection {
                    let file = folder.url.appendingPathComponent(line[redirection + 1])
                    try outcome.output.write(to: file, atomically: true, encoding: .utf8)
                }
                var rest = Self.words(outcome.output + outcome.errors)[...]
                for part in expected.split(separator: "...") where !Self.words(part).isEmpty {
                    let wanted = Self.words(part)
                    let place = rest.range(of: wanted)
                    #expect(place != nil, "\(line): `\(wanted)` is not in\n\(outcome.output)\(outcome.errors)")
                    rest = place.map { rest[$0.upperBound...] } ?? rest
                }
            }
        }
        #expect(commandCount >= 12)
    }

    /// What builds the program cannot be done by a test of the program; that it exists can.
    @Test func commandsOfTheShellExist() throws {
        let page = try String(contentsOfFile: Program.documents + "/tutorial.md", encoding: .utf8)
        let makefile = try String(contentsOfFile: Program.documents + "/../Makefile", encoding: .utf8)
        let commands = Self.blocks(of: page).filter { $0.language == "sh" }.flatMap(\.lines)
        #expect(!commands.isEmpty)
        for command in commands where command.hasPrefix("make ") {
            #expect(makefile.contains("\n\(command.dropFirst(5)): "))
        }
    }
}
