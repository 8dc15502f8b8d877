import Foundation
import Testing

/// What `spectest` tells scripts.
@Suite struct SpectestExitCodeTests {
    private static func vectors(dog: String) throws -> TemporaryFile {
        try TemporaryFile(suffix: ".json", text: #"{"dog": {"in": "dog", "out": "\#(dog)"}}"#)
    }

    @Test func passedVectorsExitWithZero() throws {
        let file = try Self.vectors(dog: "0x83646f67")
        let outcome = try Program.run("spectest", file.path)
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.hasSuffix("1 ran: all passed\n"))
        let document = try Program.run("spectest", "--json", file.path)
        let json = try JSONSerialization.jsonObject(with: Data(document.output.utf8)) as? [String: Any]
        #expect(document.exitCode == 0 && json?["passed"] as? Bool == true)
    }

    @Test func vectorsOfWhichNoneIsJudgedExitWithTwo() throws {
        let exchange = try TemporaryFile(suffix: ".io", text: ">> {}")
        let outcome = try Program.run("spectest", exchange.path)
        #expect(outcome.exitCode == 2 && outcome.output.hasSuffix("0 ran; not covered: 1\n"))
        #expect(
            outcome.errors == "rollupsim: nothing could be judged: not covered, JSON-RPC exchanges are not run: 1\n"
        )
    }

    @Test func failedVectorsExitWithOne() throws {
        let file = try Self.vectors(dog: "0x83646f68")
        let outcome = try Program.run("spectest", file.path)
        #expect(outcome.exitCode == 1)
        #expect(outcome.output.hasPrefix("\(file.path): dog: expected 0x83646f68, got 0x83646f67\n"))
    }

    @Test func wrongFilesAndUsageExitWithTwo() throws {
        let good = try Self.vectors(dog: "0x83646f67")
        let bad = try TemporaryFile(suffix: ".json", text: #"{"dog": {"in": "dog", "out": 7}}"#)
        let outcome = try Program.run("spectest", good.path, bad.path)
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors == "rollupsim: \(bad.path): dog.out: expected hex bytes, found the number 7\n")
        #expect(outcome.output.contains("1 ran: all passed; files that cannot be run: 1"))
        #expect(try Program.run("spectest").exitCode == 2)
        #expect(try Program.run("spectest", "/nowhere").exitCode == 2)
        #expect(try Program.run("spectest", "--run", "(", good.path).exitCode == 2)
        #expect(try Program.run("spectest", "--run", "cat", good.path).exitCode == 2)
        #expect(try Program.run("spectest", "--run", "^d.g$", good.path).exitCode == 0)
    }
}
