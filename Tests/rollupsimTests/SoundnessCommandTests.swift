import Foundation
import ProofProver
import ProofVerifier
import RISCVMachine
import TestSupport
import Testing
import ToyMachine

/// `rollupsim soundness`.
@Suite struct SoundnessCommandTests {
    /// Every term of our own system, its bits, its formula and the sizes: without one of them the text is another.
    @Test func reportOfOurOwnSystemIsTheGoldenText() throws {
        let golden = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("Golden/soundness.txt")
        let outcome = try Program.run("soundness")
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty)
        let expected = try String(contentsOf: golden, encoding: .utf8)
        #expect(outcome.output == expected)
        let terms = [
            "WHIR OOD(i=0)", "LogUp alpha, beta", "public values, program", "LogUp-GKR", "zerocheck point",
            "constraint batching", "joint sumcheck", "column batching", "WHIR combination(i=0)", "WHIR fold(i=0,s=1)",
            "WHIR Shift(i=1)",
            "WHIR final sumcheck", "WHIR fin", "Keccak-256",
        ]
        for term in terms {
            let lines = expected.split(separator: "\n", omittingEmptySubsequences: false)
            let others = lines.filter { !$0.hasPrefix("  \(term) ") }
            // Once for each of the two machines.
            #expect(lines.count - others.count >= 2, "\(term)")
        }
    }

    /// The shape printed is the one that the toy machine's proof of a run of 65,492 instructions has.
    @Test func toyMachineOfTheReportIsTheOneThatIsProved() throws {
        let air = try ToyAIR()
        let program = try ToyPrograms.increments(words: 818, passes: 16)
        let (output, trace) = try air.run(program, input: [])
        let statement = try #require(air.statement(program: program, publicValues: output))
        let proved = try ProofShape(
            statement: statement,
            usedRowCounts: trace.usedRowCounts,
            parameters: ProofParameters(securityBits: 128)
        ).soundness
        let outcome = try Program.run("soundness", "--json")
        let machines = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
        let toy = try #require(machines?.first)
        let printed = [
            "logArea", "columns", "maximumLogHeight", "constraints", "maximumDegree", "logFractions", "publicFractions",
            "maximumTupleLength", "worstBytes",
        ].map { toy[$0] as? Int }
        #expect(
            printed == [
                proved.whir.logSize, proved.shape.columnCount, proved.shape.maximumLogHeight,
                proved.shape.constraintCount, proved.shape.maximumDegree, proved.shape.fractionVariableCount,
                proved.shape.publicFractionCount, proved.shape.maximumTupleLength,
                proved.proofSizeInBytes(sharing: .worst),
            ]
        )
    }

    /// The RV64IM machine of the report is the declared one, and its sizes are those that the guest's run on the block
    /// of one transfer predicts for the proof.
    @Test func machineOfTheReportIsTheOneThatProvesABlock() throws {
        let definition = try RISCVDefinition()
        let machine = definition.machine
        let program = try RISCVProgram(
            entry: MachineMap.text,
            textBase: MachineMap.text,
            textWords: [0x13],
            imageBase: MachineMap.image,
            imageBytes: []
        )
        let values = [UInt8](repeating: 0, count: MachineMap.outputByteCount)
        let publicFractions = try #require(definition.publicFractions(of: program, publicValues: values))
        let report = try #require(try Self.machines().last)
        let declared = [
            "columns": machine.columnCount, "constraints": machine.constraintCount,
            "maximumDegree": machine.jointDegree, "publicFractions": publicFractions.count,
            "maximumTupleLength": machine.buses.map(\.arity).max(),
        ]
        for (name, value) in declared { #expect(report[name] as? Int == value, "\(name)") }

        let block = Fixtures.packageRoot.appending(path: "Benchmarks/payloads/one-transfer.yaml").path
        let run = try Program.run("guest", "run", block, "--block", "b2", "--json")
        let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        let predicted = try #require(document?["predicted"] as? [String: Any])
        let tables = try #require(predicted["tables"] as? [[String: Any]])
        let tallest = tables.compactMap { $0["rows"] as? Int }.max() ?? 0
        let leaves = try #require(predicted["leaves"] as? Int)
        #expect(report["logArea"] as? Int == predicted["logArea"] as? Int)
        #expect(report["maximumLogHeight"] as? Int == logCeiling(tallest))
        #expect(report["logFractions"] as? Int == logCeiling(leaves))
        // Beside the parts, a proof has its header: the version and the used rows of each chip.
        let header = 4 * (1 + machine.chips.count)
        #expect((report["expectedBytes"] as? Int).map { $0 + header } == predicted["proofBytes"] as? Int)
    }

    /// The size of the RV64IM machine's proofs meets the stricter milestone as it is expected, not as the worst it can
    /// be.
    @Test func everyMachineIsWorthTheLevel() throws {
        let machines = try Self.machines()
        #expect(machines.count == 2)
        for machine in machines {
            #expect(machine["provableBits"] as? Double == 128)
            let union = try #require(machine["unionBits"] as? Double)
            #expect(union < 128 && union > 120)
            let rounds = try #require(machine["rounds"] as? [[String: Any]])
            #expect(rounds.compactMap { $0["bits"] as? Double }.min() == 128)
            #expect(rounds.filter { $0["bits"] == nil }.count == 1)
            let milestones = try #require(machine["milestones"] as? [[String: Any]])
            #expect(milestones.map { $0["isMetByExpectedSize"] as? Bool } == [true, true])
            for milestone in milestones {
                let bytes = try #require(milestone["proofBytes"] as? Int)
                let worst = try #require(machine["worstBytes"] as? Int)
                #expect(milestone["isMet"] as? Bool == (worst <= bytes))
            }
        }
    }

    private static func machines() throws -> [[String: Any]] {
        let outcome = try Program.run("soundness", "--json")
        return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    }

    @Test func weakerParametersAreSmallerAndMissAMilestone() throws {
        func machine(_ level: String) throws -> [String: Any] {
            let outcome = try Program.run("soundness", "--json", "--log-area", "24", "--security", level)
            let list = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
            return try #require(list?.first)
        }
        let (weak, strong) = (try machine("100"), try machine("128"))
        #expect(try #require(weak["worstBytes"] as? Int) < #require(strong["worstBytes"] as? Int))
        let milestones = try #require(weak["milestones"] as? [[String: Any]])
        #expect(milestones.map { $0["isMet"] as? Bool } == [true, false])
    }

    @Test(arguments: [
        ("airbender", 1, "67.13"), ("dummy_whir", 4, "128.79"), ("openvm", 3, "100.01"), ("openvm2", 4, "100.01"),
        ("pico", 5, "53.78"), ("sp1", 3, "100.02"), ("venus", 44, "128.00"), ("zisk", 44, "128.00"),
        ("zkdtvm", 2, "100.01"),
    ])
    func publishedSystemsAreKnownByName(name: String, circuits: Int, bits: String) throws {
        let outcome = try Program.run("soundness", "--system", name)
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.hasPrefix("\(name): "))
        #expect(outcome.output.contains("provable bits: \(bits) "))
        let json = try Program.run("soundness", "--json", "--system", name)
        let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        let analyses = try #require(document?["analyses"] as? [[String: Any]])
        #expect(Set(analyses.compactMap { $0["circuit"] as? String }).count == circuits)
    }

    @Test func wrongUseExitsWithTwoAndSaysWhy() throws {
        let unknown = try Program.run("soundness", "--system", "nobody")
        #expect(unknown.exitCode == 2 && unknown.output.isEmpty)
        #expect(unknown.errors.contains("airbender, dummy_whir, openvm, openvm2, pico, sp1, venus, zisk, zkdtvm"))
        for arguments in [
            ["--system", "sp1", "--security", "100"], ["--system", "sp1", "--log-area", "20"], ["--log-area", "9"],
            ["--log-area", "31"], ["--security", "129"], ["--security", "0"], ["--security", "-1"], ["sp1"],
        ] {
            let outcome = try Program.run(["soundness"] + arguments)
            #expect(outcome.exitCode == 2 && outcome.output.isEmpty, "\(arguments)")
        }
        #expect(try Program.run("soundness", "--security", "129").errors.contains("--security is 129, not 1 to 128"))
    }
}
