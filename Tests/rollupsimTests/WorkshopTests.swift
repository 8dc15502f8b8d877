import Foundation
import Testing

/// The exercises for a room, done as the page says: every answer that it gives is what the program prints.
@Suite struct WorkshopTests {
    private static let page = "workshop.md"

    @Test func everyAnswerIsWhatTheProgramPrints() throws {
        let package = URL(fileURLWithPath: Program.scenarios).deletingLastPathComponent().path
        let count = try DocumentedCommands(of: Self.page).follow(in: package)
        // Each exercise runs its scenario as it stands and with its knob turned.
        #expect(count >= 8 * 3)
    }

    @Test func thereIsAnExerciseForEachLevelWithAScenarioOfThatLevel() throws {
        let text = try String(contentsOfFile: "\(Program.documents)/\(Self.page)", encoding: .utf8)
        let exercises = text.components(separatedBy: "\n## Level ").dropFirst()
        #expect(exercises.compactMap { $0.first.flatMap { Int(String($0)) } } == Array(1...8))
        for (level, exercise) in zip(1..., exercises) {
            for part in ["**Predict.**", "**Turn one knob.**", "**Check.**"] {
                #expect(exercise.contains(part), "level \(level) lacks \(part)")
            }
            let link = try #require(exercise.firstMatch(of: /\]\(\.\.\/scenarios\/([a-z0-9-]+)\.yaml\)/))
            let scenario = try String(contentsOfFile: "\(Program.scenarios)/\(link.1).yaml", encoding: .utf8)
            #expect(scenario.contains("\nlevel: \(level)\n"), "\(link.1) is not of level \(level)")
        }
    }
}
