import Foundation
import Testing

/// Contracts and matrices, as the command finds their files and prints their runs.
@Suite struct ContractCommandTests {
    private static func scenario(_ contracts: String, _ steps: String = "[{l1_mine: 1blk}]") -> String {
        """
        format: rollupsim/1
        name: own
        actors: {alice: {l1: 5 ETH}}
        contracts: \(contracts)
        rollups: {}
        steps: \(steps)
        """
    }

    private static func folder(_ files: [String: String]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (name, text) in files {
            try text.write(to: folder.url.appendingPathComponent(name), atomically: true, encoding: .utf8)
        }
        return folder
    }

    private static let vault = Program.scenarios + "/contracts/Vault"

    @Test func artifactStandsBesideTheScenarioWhereverTheCommandIsCalled() throws {
        let folder = try Self.folder([
            "own.yaml": Self.scenario("{vault: {artifact: Vault.json}}"),
            "Vault.json": try String(contentsOfFile: Self.vault + ".json", encoding: .utf8),
        ])
        #expect(try Program.run(["check", "own.yaml"], in: folder.path).exitCode == 0)
        #expect(try Program.run(["check", folder.path + "/own.yaml"], in: "/").exitCode == 0)
    }

    @Test func fileThatIsAbsentIsNamedWithItsPlace() throws {
        let steps = "[{deploy: {contract: vault, on: l1}, by: alice}, {assert: vault.balanceOf(alice) == 0}]"
        let folder = try Self.folder(["own.yaml": Self.scenario("{vault: {artifact: Vault.json}}", steps)])
        let outcome = try Program.run(["check", "own.yaml"], in: folder.path)
        #expect(outcome.exitCode == 2)
        // One problem, though no step about the contract can be judged.
        #expect(outcome.errors.split(separator: "\n").count { $0.contains("error: ") } == 1)
        #expect(outcome.errors.contains("own.yaml:4:31: error: `Vault.json` cannot be used: no such file or folder\n"))
    }

    @Test func linkOutOfTheFolderIsNotFollowed() throws {
        let folder = try Self.folder(["own.yaml": Self.scenario("{vault: {artifact: link.json}}")])
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link.json",
            withDestinationPath: Self.vault + ".json"
        )
        let outcome = try Program.run(["check", "own.yaml"], in: folder.path)
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains("`link.json` leads out of the scenario's folder"))
    }

    @Test func sourceWithoutACompilerSaysWhatIsMissing() throws {
        let folder = try Self.folder([
            "own.yaml": Self.scenario("{vault: {vyper: Vault.vy}}"),
            "Vault.vy": try String(contentsOfFile: Self.vault + ".vy", encoding: .utf8),
        ])
        let outcome = try Program.run(
            ["check", "own.yaml"],
            in: folder.path,
            environment: ["PATH": "/nonexistent"]
        )
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains("`Vault.vy` needs Vyper 0.4.3+commit.bff19ea2, which is not installed here"))
    }

    @Test func compilerOfAnotherVersionIsNotUsed() throws {
        let folder = try Self.folder([
            "own.yaml": Self.scenario("{vault: {vyper: Vault.vy}}"), "Vault.vy": "# any source\n",
            "vyper": "#!/bin/sh\necho 0.3.10\n",
        ])
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + "/vyper")
        let outcome = try Program.run(
            ["check", "own.yaml"],
            in: folder.path,
            environment: ["PATH": folder.path + ":/bin:/usr/bin"]
        )
        #expect(outcome.errors.contains("needs Vyper 0.4.3+commit.bff19ea2, but `vyper` is 0.3.10"))
    }

    private static let compiler = URL(fileURLWithPath: Program.scenarios)
        .deletingLastPathComponent().appendingPathComponent(".venv/bin").path

    @Test(
        .enabled(
            if: FileManager.default.isExecutableFile(atPath: compiler + "/vyper"),
            "the pinned Vyper is not installed (make contracts)"
        )
    )
    func sourceAndArtifactAreTheSameContract() throws {
        let steps = "[{deploy: {contract: vault, on: l1}, by: alice}]"
        var hashes: Set<String> = []
        for contracts in ["{vault: {vyper: Vault.vy}}", "{vault: {artifact: Vault.json}}"] {
            let folder = try Self.folder([
                "own.yaml": Self.scenario(contracts, steps),
                "Vault.vy": try String(contentsOfFile: Self.vault + ".vy", encoding: .utf8),
                "Vault.json": try String(contentsOfFile: Self.vault + ".json", encoding: .utf8),
            ])
            let outcome = try Program.run(
                ["run", "own.yaml"],
                in: folder.path,
                environment: ["PATH": Self.compiler + ":/bin:/usr/bin"]
            )
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            hashes.formUnion(
                outcome.output.split(separator: "\n").filter { $0.hasPrefix("trace hash") }.map(String.init)
            )
        }
        #expect(hashes.count == 1)
        let broken = try Self.folder([
            "own.yaml": Self.scenario("{vault: {vyper: Vault.vy}}"), "Vault.vy": "def (\n",
        ])
        let outcome = try Program.run(
            ["check", "own.yaml"],
            in: broken.path,
            environment: ["PATH": Self.compiler + ":/bin:/usr/bin"]
        )
        #expect(outcome.exitCode == 2 && outcome.errors.contains("`Vault.vy` does not compile"))
    }

    @Test func matrixPrintsOneTableInPlaceOfItsReports() throws {
        let outcome = try Program.run("run", Program.scenarios + "/native-load.yaml")
        #expect(outcome.exitCode == 0)
        let lines = outcome.output.split(separator: "\n")
        let table = lines.filter { $0.contains("passed") && $0.contains("ETH") }
        #expect(table.count == 4)
        #expect(lines.contains { $0.hasPrefix("rollups.nat.gas_rule  steps.load.activity.rate  result") })
        #expect(!outcome.output.contains("invariants"))
    }
}
