import Foundation
import TestSupport
import Testing

/// `rollupsim evm run`, in the convention of other clients.
@Suite struct EVMRunCommandTests {
    /// PUSH1 42, PUSH0, MSTORE, PUSH1 32, PUSH0, RETURN.
    private static let answer = "602a5f5260205ff3"
    private static let word42 = "0x" + String(repeating: "0", count: 62) + "2a"

    private static func run(_ arguments: String...) throws -> Program.Outcome {
        try Program.run(["evm", "run"] + arguments)
    }

    private static func document(_ outcome: Program.Outcome) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    }

    @Test func outputAndExecutionGasAlone() throws {
        let text = try Self.run("--code", "0x" + Self.answer)
        #expect(text.exitCode == 0 && text.errors.isEmpty)
        #expect(text.output == "output   \(Self.word42)\ngasUsed  16\n")
        let json = try Self.document(try Self.run("--code", Self.answer, "--json"))
        #expect(Set(json.keys) == ["output", "gasUsed", "error"])
        #expect(json["output"] as? String == Self.word42 && json["gasUsed"] as? Int == 16 && json["error"] is NSNull)
    }

    @Test func calldataFromOptionsFilesAndStandardInput() throws {
        // CALLDATASIZE, PUSH0, PUSH0, CALLDATACOPY, CALLDATASIZE, PUSH0, RETURN.
        let echo = "365f5f37365ff3"
        #expect(try Self.run("--code", echo, "--input", "0x0102").output.hasPrefix("output   0x0102\n"))
        #expect(try Self.run("--code", echo).output.hasPrefix("output   0x\n"))
        let code = try TemporaryFile(suffix: ".hex", text: " 0x\(echo)\r\n")
        let input = try TemporaryFile(suffix: ".hex", text: "\nBEef\n\n")
        let files = try Self.run("--code-file", code.path, "--input-file", input.path)
        #expect(files.exitCode == 0 && files.output.hasPrefix("output   0xbeef\n"))
        let piped = try Program.run(["evm", "run", "--code", echo, "--input-file", "-"], input: "0x07\n")
        #expect(piped.exitCode == 0 && piped.output.hasPrefix("output   0x07\n"))
    }

    @Test func revertsAndHaltsExitWith1AndSayWhy() throws {
        // PUSH1 7, PUSH0, MSTORE8, PUSH1 1, PUSH0, REVERT.
        let revert = try Self.run("--code", "60075f5360015ffd", "--json")
        #expect(revert.exitCode == 1 && revert.errors.isEmpty)
        let reverted = try Self.document(revert)
        #expect(reverted["error"] as? String == "execution reverted" && reverted["output"] as? String == "0x07")
        #expect(reverted["gasUsed"] as? Int == 16)
        // An exceptional halt takes all gas.
        let halt = try Self.run("--code", "fe", "--gas", "5000")
        #expect(
            halt.errors.isEmpty && halt.exitCode == 1
                && halt.output == "output   0x\ngasUsed  5000\nerror    invalid opcode\n"
        )
        let gasless = try Self.run("--code", Self.answer, "--gas", "15", "--json")
        #expect(gasless.exitCode == 1)
        #expect(try Self.document(gasless)["error"] as? String == "out of gas")
        for gas in ["16", "0x10"] { #expect(try Self.run("--code", Self.answer, "--gas", gas).exitCode == 0) }
        #expect(try Self.run("--code", Self.answer, "--gas", "0xf").exitCode == 1)
    }

    @Test func forksDecideWhatThereIs() throws {
        // CLZ came with Osaka, TLOAD with Cancun.
        #expect(try Self.run("--code", "5f1e").exitCode == 0)
        #expect(try Self.run("--code", "5f1e", "--fork", "prague").exitCode == 1)
        #expect(try Self.run("--code", "5f5c", "--fork", "Cancun").exitCode == 0)
        #expect(try Self.run("--code", "5f5c", "--fork", "shanghai").exitCode == 1)
        let unknown = try Self.run("--code", "00", "--fork", "petersburg")
        #expect(unknown.exitCode == 2)
        #expect(unknown.errors.contains("--fork: `petersburg`: expected one of shanghai, cancun, prague, osaka"))
    }

    @Test func accountsAreEmptyAndPrecompilesWarm() throws {
        // ADDRESS and CALLER, as the words in ASCII, or as given.
        func returned(_ opcode: String, _ arguments: String...) throws -> String {
            let run = try Program.run(["evm", "run", "--code", opcode + "5f5260205ff3"] + arguments)
            return String(run.output.dropFirst("output   0x".count).prefix(64).drop { $0 == "0" })
        }
        #expect(try returned("30") == "7265636569766572")
        #expect(try returned("33") == "73656e646572")
        let address = "0x00000000000000000000000000000000000000aa"
        #expect(try returned("30", "--receiver", address) == "aa")
        #expect(try returned("33", "--sender", address) == "aa")
        #expect(try returned("34", "--value", "255") == "ff")
        #expect(try returned("47", "--value", "0x10") == "10")
        // BALANCE of a precompile costs 100 gas, of another account 2,600.
        #expect(try Self.run("--code", "600631", "--gas", "103").exitCode == 0)
        #expect(try Self.run("--code", "61aaaa31", "--gas", "2602").exitCode == 1)
        #expect(try Self.run("--code", "61aaaa31", "--gas", "2603").exitCode == 0)
    }

    @Test func initCodeMakesAContract() throws {
        // Deposits the input: CODECOPY of all behind the 12 bytes of init code.
        let deposit = "600c380380600c5f395ff3"
        let made = try Self.run("--create", "--code", deposit + "00", "--input", "6001", "--json")
        #expect(made.exitCode == 0, "\(made.errors)")
        #expect(try Self.document(made)["output"] as? String == "0x6001")
        // Without the flag it is code like any other, whose output no deposit is paid for.
        let called = try Self.run("--code", deposit + "00" + "6001", "--json")
        let gas = [made, called].map { (try? Self.document($0)["gasUsed"] as? Int) ?? 0 }
        #expect(gas[0] - gas[1] == 2 * 200)
        let large = try TemporaryFile(suffix: ".hex", text: String(repeating: "00", count: 49_153))
        let refused = try Self.run("--create", "--code-file", large.path)
        #expect(refused.exitCode == 2)
        #expect(refused.errors.contains("init code of 49153 bytes: more than the 49152 of EIP-3860"))
    }

    @Test func traceIsALineAnInstructionAndASummary() throws {
        let traced = try Self.run("--code", Self.answer, "--trace", "--json")
        #expect(traced.exitCode == 0)
        #expect(try Self.document(traced)["gasUsed"] as? Int == 16)
        let lines = try traced.errors.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(lines.count == 7)
        let names = lines.dropLast().map { $0["opName"] as? String }
        #expect(names == ["PUSH1", "PUSH0", "MSTORE", "PUSH1", "PUSH0", "RETURN"])
        #expect(lines.last?["gasUsed"] as? String == "0x10" && lines.last?["pass"] as? Bool == true)
        // A long trace is written while the code runs: ten thousand rounds of JUMPDEST, PUSH0, JUMP take little memory.
        let loop = try Self.run("--code", "5b5f56", "--trace", "--gas", "110000")
        #expect(loop.exitCode == 1)
        #expect(loop.errors.split(separator: "\n").count > 29_000)
    }

    @Test func wrongOptionsAreTold() throws {
        for (arguments, message) in [
            (["--code", "0x123"], "--code: an odd number of hexadecimal digits: 3"),
            (["--code", "0x12zz"], "--code: digit 3 is not hexadecimal: `zz`"),
            (["--code", "00", "--input", "0x0"], "--input: an odd number of hexadecimal digits: 1"),
            (["--code", "00", "--gas", "18446744073709551616"], "--gas: at most 10000000000"),
            (["--code", "00", "--gas", "-1"], "--gas: expected a number below 2^256, found `-1`"),
            (["--code", "00", "--gas", "1e6"], "--gas: expected a number below 2^256, found `1e6`"),
            (["--code", "00", "--gas", ""], "--gas: expected a number below 2^256, found ``"),
            (["--code", "00", "--gas"], "Missing value for '--gas <gas>'"),
            (["--code", "00", "--value", "-1"], "--value: expected a number below 2^256, found `-1`"),
            (["--code", "-1"], "--code: digit 1 is not hexadecimal: `-1`"),
            (["--code", "00", "--input", "-0x1"], "--input: digit 1 is not hexadecimal: `-0x1`"),
            (["--code", "00", "--receiver", "-1"], "--receiver: expected 20 bytes of hexadecimal, found `-1`"),
            (["6001"], "`6001` stands alone: code is behind --code or --code-file"),
            (["--code", "00", "ff\u{1b}[2K"], #"`ff\u{1b}[2K` stands alone"#),
            (["--code", "00", "--sing"], "Unknown option '--sing'"),
            (["--code", "00", "--gas", "10000000001"], "--gas: at most 10000000000"),
            (["--code", "00", "--sender", "0x12"], "--sender: expected 20 bytes of hexadecimal, found `0x12`"),
            (["--code", "00", "--receiver", "x"], "--receiver: expected 20 bytes of hexadecimal, found `x`"),
            (["--code", "00", "--value", "1 ETH"], "--value: expected a number below 2^256, found `1 ETH`"),
            (["--code", "00", "--value", "0x1" + String(repeating: "0", count: 64)], "--value: expected a number"),
            ([], "one of --code and --code-file"),
            (["--code", "00", "--code-file", "x"], "one of --code and --code-file"),
            (["--code", "00", "--input", "00", "--input-file", "x"], "one of --input and --input-file"),
            (["--code-file", "-", "--input-file", "-"], "- names standard input once"),
            (["--code-file", "/nowhere/code.hex"], "/nowhere/code.hex: no such file or folder"),
        ] {
            let outcome = try Program.run(["evm", "run"] + arguments)
            #expect(outcome.exitCode == 2 && outcome.output.isEmpty, "\(arguments)")
            #expect(outcome.errors.hasPrefix("rollupsim: \(message)"), "\(arguments): \(outcome.errors)")
        }
    }

    @Test func hostileFilesAreTold() throws {
        let folder = try TemporaryFolder()
        #expect(try Self.run("--code-file", folder.path).errors.contains("is a folder, not a file"))
        let empty = try TemporaryFile(suffix: ".hex", text: "")
        #expect(try Self.run("--code-file", empty.path).errors.contains("the file is empty"))
        let binary = try TemporaryFile(suffix: ".hex", text: "60\u{1b}[2K\r\n9 ran: all passed")
        let outcome = try Self.run("--code-file", binary.path)
        #expect(outcome.exitCode == 2 && outcome.errors.contains(#"digit 3 is not hexadecimal: `\u{1b}[2K\r\n9 ran"#))
        let huge = folder.url.appendingPathComponent("huge.hex").path
        #expect(FileManager.default.createFile(atPath: huge, contents: Data(count: 1)))
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: huge))
        try handle.truncate(atOffset: 1 << 30)
        try handle.close()
        #expect(try Self.run("--code-file", huge).errors.contains("the file has more than 33554432 bytes"))
        // Memory that the most gas buys: up to some 2^26 bytes, which are there.
        #expect(try Self.run("--code", "5f6402000000005200", "--gas", "10000000000").exitCode == 1)
        #expect(try Self.run("--code", "5f63020000005200", "--gas", "10000000000").exitCode == 0)
    }

    @Test(.requiresLoose("snark-proofs")) func aForeignVerifierRunsWithItsRecordedGas() throws {
        let path = try #require(Fixtures.loose("snark-proofs/risc0-V5_0.json"))
        let file = try JSONSerialization.jsonObject(with: Data(try Fixtures.read(path))) as? [String: Any]
        let parts = try #require(file?["evm"] as? [String: Any])
        let code = try TemporaryFile(suffix: ".hex", text: try #require(parts["runtime_code"] as? String))
        let input = try #require(parts["calldata"] as? String)
        let run = try Self.run("--code-file", code.path, "--input", input, "--fork", "cancun", "--json")
        #expect(run.exitCode == 0)
        let document = try Self.document(run)
        #expect(document["gasUsed"] as? Int == parts["exec_gas"] as? Int)
        #expect((document["output"] as? String)?.hasSuffix("01") == true)
        let flipped = try Self.run(
            "--code-file",
            code.path,
            "--input",
            String(input.dropLast()) + "e",
            "--fork",
            "cancun"
        )
        #expect(flipped.exitCode == 1)
    }
}
