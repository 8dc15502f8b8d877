import Foundation
import Testing

/// The tutorial, done as it says.
@Suite struct TutorialTests {
    @Test func everyCommandDoesWhatThePageSays() throws {
        let folder = try TemporaryFolder()
        let count = try DocumentedCommands(of: "tutorial.md").follow(in: folder.path, savingFilesIn: folder.url)
        #expect(count >= 12)
    }

    /// What builds the program cannot be done by a test of the program; that it exists can.
    @Test func commandsOfTheShellExist() throws {
        let page = try DocumentedCommands(of: "tutorial.md")
        let makefile = try String(contentsOfFile: Program.documents + "/../Makefile", encoding: .utf8)
        let commands = page.blocks.filter { $0.language == "sh" }.flatMap(\.lines)
        #expect(!commands.isEmpty)
        for command in commands where command.hasPrefix("make ") {
            #expect(makefile.contains("\n\(command.dropFirst(5)): "))
        }
    }
}
