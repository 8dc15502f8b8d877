import Foundation
import Testing

/// Several files in one call, files of other names, and standard input.
@Suite struct ManyFilesTests {
    private static let head = """
        format: rollupsim/1
        name: small
        actors: {alice: {l1: 10 ETH, l2: {nat: 2 ETH}}, operator: {l1: 10 ETH}}
        rollups: {nat: {preset: native-reexec, advancer: operator, auto: off}}

        """

    private static func file(_ rest: String) throws -> TemporaryFile {
        try TemporaryFile(suffix: ".yaml", text: head + rest)
    }

    private static func passing() throws -> TemporaryFile { try file("steps: [{l1_mine: 1blk}]\n") }
    private static func failing() throws -> TemporaryFile { try file("steps: [{assert: \"1 == 2\"}]\n") }
    private static func limited() throws -> TemporaryFile {
        try file("limits: {steps: 1}\nsteps: [{l1_mine: 1blk}, {l1_mine: 1blk}]\n")
    }
    private static func refused() throws -> TemporaryFile { try file("stepz: []\n") }
    /// Somebody else settles a sibling of the announced block, which an invariant notices.
    private static func violating() throws -> TemporaryFile {
        try file(
            """
            steps:
              - {seal: {rollup: nat}, id: b}
              - {advance: {rollup: nat, block: b, tamper: {prev_randao: flip_bit}}}

            """
        )
    }

    @Test func theGravestResultDecidesAndAViolationIsNeverHidden() throws {
        let (passing, failing, limited) = (try Self.passing(), try Self.failing(), try Self.limited())
        let (refused, violating) = (try Self.refused(), try Self.violating())
        let missing = "/nowhere/at-all.yaml"
        #expect(try Program.run("run", violating.path).exitCode == 4)
        #expect(
            try Program.run("run", failing.path, violating.path, limited.path, refused.path, missing).exitCode == 4
        )
        #expect(try Program.run("run", refused.path, failing.path, limited.path).exitCode == 1)
        #expect(try Program.run("run", refused.path, limited.path, passing.path).exitCode == 5)
        #expect(try Program.run("run", passing.path, refused.path).exitCode == 2)
    }

    @Test func oneMissingPathStopsNoneOfTheOthers() throws {
        let passing = try Self.passing()
        let missing = "/nowhere/at-all.yaml"
        for command in ["run", "check", "list"] {
            let outcome = try Program.run(command, missing, passing.path)
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.contains("rollupsim: \(missing): no such file or folder\n"))
            #expect(outcome.output.contains(command == "list" ? "small" : passing.path))
        }
        let run = try Program.run("run", missing, passing.path)
        #expect(run.output.contains("result: passed\n") && run.output.contains("1 of 2 passed"))
    }

    @Test func foldersHoldBothSuffixes() throws {
        let folder = try TemporaryFolder()
        for name in ["b.yml", "a.yaml", "c.txt"] {
            let text = Self.head + "steps: []\n"
            try text.write(to: folder.url.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
        let outcome = try Program.run("check", folder.path)
        #expect(outcome.exitCode == 0)
        #expect(outcome.output == "\(folder.path)/a.yaml: ok\n\(folder.path)/b.yml: ok\n")
        let empty = try TemporaryFolder()
        #expect(try Program.run("check", empty.path).errors.contains("no *.yaml or *.yml file in the folder"))
    }

    @Test func standardInputIsADash() throws {
        let text = Self.head + "steps: [{l1_mine: 1blk}]\n"
        let run = try Program.run(["run", "-"], input: text)
        #expect(run.exitCode == 0 && run.output.hasSuffix("result: passed\n"))
        let refused = try Program.run(["check", "-"], input: "format: nothing\n")
        #expect(refused.exitCode == 2 && refused.errors.hasPrefix("standard input:1:9: error: the format `nothing`"))
        let empty = try Program.run(["check", "-"], input: "")
        #expect(empty.exitCode == 2 && empty.errors == "rollupsim: standard input: the file is empty\n")
        let large = try Program.run(["check", "-"], input: String(repeating: "#", count: 1 << 20 | 1))
        #expect(large.exitCode == 2 && large.errors.contains("standard input: the file has more than 1048576 bytes"))
    }

    @Test(.timeLimit(.minutes(1))) func aLimitOfWallTimeStopsALongStep() throws {
        let file = try Self.file("limits: {wall: 1s}\nsteps: [{l1_mine: 100000blk, repeat: 100}]\n")
        let start = ContinuousClock.now
        let outcome = try Program.run("run", file.path)
        #expect(outcome.exitCode == 5)
        #expect(outcome.output.contains("`l1_mine` is stopped: the limit of 1s of wall time is reached"))
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test func refusedScenariosOfOtherCommandsKeepTheirLines() throws {
        let refused = try Self.refused()
        let outcome = try Program.run("guest", "run", refused.path)
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains("error: unknown key `stepz` in the scenario\n    5 | stepz: []\n"))
    }
}
