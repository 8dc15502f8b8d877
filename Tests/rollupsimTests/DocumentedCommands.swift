import Foundation
import Testing

/// The commands of a page under `docs`, and what the page says that they print.
struct DocumentedCommands {
    /// A block of the page between fences.
    struct Block {
        var language: String
        /// The file that the block is to be saved as.
        var file: String?
        var lines: [String]
    }

    let blocks: [Block]

    /// Reads a page.
    init(of page: String) throws {
        let text = try String(contentsOfFile: "\(Program.documents)/\(page)", encoding: .utf8)
        var blocks: [Block] = []
        var isOpen = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
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
        self.blocks = blocks
    }

    /// Spaces and line breaks do not matter: a terminal may wrap, and columns may grow.
    private static func words(_ text: some StringProtocol) -> String {
        text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    }

    /// A line as a shell splits it: words between single quotes stay together.
    private static func arguments(_ line: some StringProtocol) -> [String] {
        line.components(separatedBy: "'").enumerated().flatMap { index, part in
            index.isMultiple(of: 2) ? part.split(separator: " ").map(String.init) : [String(part)]
        }
    }

    /// Saves the page's files, does its commands and compares what they print; `...` stands for what is left out.
    ///
    /// - Parameters:
    ///   - folder: Where the page is followed.
    ///   - place: Where files are saved; nil for a page that has none.
    /// - Returns: How many commands there are.
    /// - Throws: What running a command or saving a file throws.
    func follow(in folder: String, savingFilesIn place: URL? = nil) throws -> Int {
        var lastExitCode: Int32 = 0
        var count = 0
        for block in blocks {
            if let file = block.file {
                let text = block.lines.joined(separator: "\n") + "\n"
                let place = try #require(place).appendingPathComponent(file)
                try text.write(to: place, atomically: true, encoding: .utf8)
            }
            guard block.language == "console" else { continue }
            for command in block.lines.joined(separator: "\n").split(separator: "$ ") {
                let lines = command.split(separator: "\n", maxSplits: 1)
                let line = Self.arguments(try #require(lines.first))
                let expected = String(lines.dropFirst().first ?? "")
                count += 1
                if line == ["echo", "$?"] {
                    #expect(Self.words(expected) == "\(lastExitCode)")
                    continue
                }
                try #require(line.first == "rollupsim", "\(line)")
                let redirection = line.firstIndex(of: ">")
                let outcome = try Program.run(Array(line[1..<(redirection ?? line.count)]), in: folder)
                lastExitCode = outcome.exitCode
                if let redirection {
                    let file = try #require(place).appendingPathComponent(line[redirection + 1])
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
        return count
    }
}
