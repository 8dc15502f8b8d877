import Foundation
import ProofProver
import ProofVerifier
import RISCVMachine
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

    /// Columns, constraints, tuples and public fractions are not estimates.
    @Test func fullMachineOfTheReportIsTheOneThatIsProved() throws {
        let definition = try RISCVDefinition()
        let machine = definition.machine
        let program = try RISCVProgram(
            entry: MachineMap.text,
            textBase: MachineMap.text,
            textWords: [0],
            imageBase: MachineMap.image,
            imageBytes: []
        )
        let output = [UInt8](repeating: 0, count: MachineMap.outputByteCount)
        let fractions = try #require(definition.publicFractions(of: program, publicValues: output))
        let outcome = try Program.run("soundness", "--json")
        let machines = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
        let full = try #require(machines?.last)
        let printed = ["columns", "constraints", "maximumDegree", "publicFractions", "maximumTupleLength"]
            .map { full[$0] as? Int }
        let arity = machine.buses.map(\.arity).max()
        #expect(
            printed == [machine.columnCount, machine.constraintCount, machine.jointDegree, fractions.count, arity]
        )
    }

    /// The full machine's proof keeps within 300 KiB as proofs are on average, not when no two queries share a node.
    @Test func machinesMeetTheMilestonesThatTheyAreSaidToMeet() throws {
        let outcome = try Program.run("soundness", "--json")
        let machines = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
        )
        let met = [[true, true], [true, false]]
        #expect(machines.count == met.count)
        for (machine, isMet) in zip(machines, met) {
            #expect(machine["provableBits"] as? Double == 128)
            let milestones = try #require(machine["milestones"] as? [[String: Any]])
            #expect(milestones.map { $0["isMet"] as? Bool } == isMet)
            #expect(try #require(machine["expectedBytes"] as? Int) <= 300 * 1024)
            let rounds = try #require(machine["rounds"] as? [[String: Any]])
            #expect(rounds.compactMap { $0["bits"] as? Double }.min() == 128)
            #expect(rounds.filter { $0["bits"] == nil }.count == 1)
        }
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
