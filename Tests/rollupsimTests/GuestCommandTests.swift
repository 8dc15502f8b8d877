import Foundation
import GuestExecutor
import MachineTestSupport
import TestSupport
import Testing

private let blockFile = "real-blocks/hoodi-1265656.json"

/// What `guest run` prints and tells scripts.
@Suite("Guest run", .requiresLoose(blockFile))
struct GuestCommandTests {
    private static func block() throws -> String { try #require(Fixtures.loose(blockFile)) }

    private static func elf(_ text: [UInt32], function: String? = nil) throws -> TemporaryFile {
        let file = try TemporaryFile(suffix: ".elf", text: "")
        var writer = ELFWriter(text: text)
        if let function { writer.symbols = [(function, ELFWriter.textBase, UInt64(4 * text.count))] }
        try Data(writer.bytes).write(to: file.url)
        return file
    }

    @Test func outputIsThatOfNativeExecution() throws {
        let outcome = try Program.run("guest", "run", "--json", "--functions", "3", try Self.block())
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty)
        let document = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let native = try Program.run("execute", "--json", try Self.block())
        let expected = try JSONSerialization.jsonObject(with: Data(native.output.utf8)) as? [String: Any]
        let output = try #require(document["output"] as? String)
        #expect(output == expected?["output"] as? String && output.count == 2 + 2 * 43)
        #expect(document["agrees"] as? Bool == true && document["nativeOutput"] as? String == output)
        let cycles = try #require(document["cycles"] as? Int)
        let families = try #require(document["cyclesByFamily"] as? [String: Int])
        let calls = try #require(document["cyclesByCall"] as? [String: Int])
        let sum = families.values.reduce(0, +) + calls.values.reduce(0, +)
        #expect(cycles > 100_000 && sum == cycles && families["halt"] == 1)
        #expect(calls["keccak_f"].map { $0 > 100 } == true && calls["sha256_block"].map { $0 > 100 } == true)
        #expect((document["functions"] as? [[String: Any]])?.count == 3)
        let predicted = try #require(document["predicted"] as? [String: Any])
        let tables = try #require(predicted["tables"] as? [[String: Any]])
        #expect(tables.compactMap { $0["cells"] as? Int }.reduce(0, +) == predicted["cells"] as? Int)
        // A block of a public network is more than one proof holds, or is sized as one.
        #expect((predicted["proofBytes"] is Int && predicted["peakBytes"] is Int) != (predicted["refusal"] is String))
        #expect(predicted["leaves"] is Int)
    }

    @Test func textNamesEverything() throws {
        let outcome = try Program.run("guest", "run", try Self.block())
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty)
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let heads = [
            "block    ", "program  0x", "input    ", "output   0x", "native   agrees", "cycles   ", "speed    ",
        ]
        #expect(lines.count > heads.count)
        for (line, head) in zip(lines, heads) { #expect(line.hasPrefix(head)) }
        for head in ["family ", "predicted ", "predicted proof: "] {
            #expect(lines.contains { $0.hasPrefix(head) }, "\(head)")
        }
        #expect(lines.contains { $0.hasSuffix("  function") && $0.contains("cycles") })
        // Names are the sources', not the linker's.
        #expect(!outcome.output.contains("$e") && !outcome.output.contains("specialization"))
    }

    /// The host names what stopped the program, and no output is printed.
    @Test(arguments: [
        (Assembly.exit(64 + 9), "the guest does not implement the precompile at 0x9, which the block calls"),
        (Assembly.exit(3), "the guest's heap is exhausted; no result after 2 cycles"),
        ([0xc000_1073], "the guest trapped in unnamed code; no result: illegal instruction 0xc0001073 at pc 0x400000"),
        ([Assembly.immediate(.ld, 10, 0, 0)], "load of 8 bytes from 0x0, outside data memory"),
        (Assembly.exit(), "the guest and native execution disagree"),
    ])
    func programsWithoutTheResultExitWithOne(_ text: [UInt32], _ reason: String) throws {
        let file = try Self.elf(text)
        let outcome = try Program.run("guest", "run", "--elf", file.path, try Self.block())
        #expect(outcome.exitCode == 1 && outcome.errors.contains(reason))
        let json = try Program.run("guest", "run", "--json", "--elf", file.path, try Self.block())
        let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect(json.exitCode == 1 && document?["agrees"] as? Bool == false)
        #expect((document?["failure"] as? String)?.contains(reason) == true)
    }

    /// Names come from the file: they can neither steer the terminal nor write lines of the report.
    @Test func functionNamesCannotForgeTheReport() throws {
        let name = "\u{1b}[31m\nnative   agrees\n" + String(repeating: "n", count: 5_000)
        for text in [Assembly.exit(), [0xc000_1073]] {
            let file = try Self.elf(text, function: name)
            let outcome = try Program.run("guest", "run", "--elf", file.path, try Self.block())
            #expect(outcome.exitCode == 1)
            let printed = outcome.output + outcome.errors
            #expect(!printed.contains("\u{1b}") && !printed.contains("\nnative   agrees"))
            #expect(printed.contains("native   agrees") && printed.split(separator: "\n").allSatisfy { $0.count < 300 })
        }
    }

    @Test func fileThatContradictsItsBlockIsBlamedAndNotTheBlock() throws {
        let text = try String(contentsOfFile: try Self.block(), encoding: .utf8)
        let changed = text.replacing(/"gasUsed": [0-9]+/, with: "\"gasUsed\": 1", maxReplacements: 1)
        try #require(changed != text)
        let file = try TemporaryFile(suffix: ".json", text: changed)
        let guest = try Program.run("guest", "run", file.path)
        #expect(guest.exitCode == 1)
        #expect(guest.errors.hasPrefix("rollupsim: \(file.path): the file states gasUsed 1, "), "\(guest.errors)")
        let native = try Program.run("execute", file.path)
        #expect(native.exitCode == 1 && native.output.contains("wrong file: the file states gasUsed 1, "))
        #expect(native.output.contains("parent not checked") && !native.output.contains("Mgas/s"))
        let output = try Program.run("execute", "--json", file.path).output
        let document = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
        #expect(document?["parentChecked"] as? Bool == false && document?["megagasPerSecond"] == nil, "\(output)")
    }

    @Test func wrongFilesAndUsageExitWithTwo() throws {
        let block = try Self.block()
        #expect(try Program.run("guest", "run").exitCode == 2)
        #expect(try Program.run("guest", "run", "/nowhere.json").exitCode == 2)
        #expect(try Program.run("guest", "run", "--functions", "-1", block).exitCode == 2)
        #expect(try Program.run("guest", "run", "--elf", "/nowhere.elf", block).exitCode == 2)
        let noProgram = try TemporaryFile(suffix: ".elf", text: "no program")
        let outcome = try Program.run("guest", "run", "--elf", noProgram.path, block)
        #expect(outcome.exitCode == 2 && outcome.errors.contains("the ELF file ends inside its header"))
    }
}
