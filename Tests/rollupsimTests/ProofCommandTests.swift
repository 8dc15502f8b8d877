import Foundation
import GuestProofs
import HostAccelerators
import Primitives
import Testing

/// What `prove`, `verify`, `proofs` and `run` with proofs print and tell scripts.
///
/// Scenarios that need proofs of larger blocks are `ProvingCampaign`'s.
@Suite("Proof commands")
struct ProofCommandTests {
    static let happyPath = Program.scenarios + "/native-happy-path.yaml"
    private static let proofMode = Program.scenarios + "/native-proof-mode.yaml"
    private static let oneTransfer = Program.scenarios + "/../Benchmarks/payloads/one-transfer.yaml"

    static func document(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    static func file(_ proof: GuestProof) throws -> TemporaryFile {
        let file = try TemporaryFile(suffix: ".proof", text: "")
        try Data(proof.encoded).write(to: file.url)
        return file
    }

    /// A block of one transfer, from the command to a file that verifies, and to files that do not: seconds, and two
    /// gigabytes.
    @Test func blockIsProvedAndVerified() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appendingPathComponent("b2.proof").path
        let outcome = try Program.run("prove", Self.oneTransfer, "--block", "b2", "-o", path, "--json")
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
        let report = try Self.document(outcome.output)
        let predicted = try #require(report["predicted"] as? [String: Any])
        for (name, tolerance) in [("proofBytes", 5), ("peakBytes", 15)] {
            let (expected, got) = (predicted[name] as? Int ?? 0, report[name] as? Int ?? 0)
            #expect(abs(expected - got) * 100 <= tolerance * got, "\(name): \(expected) predicted, \(got) measured")
        }
        let verified = try Program.run("verify", path, "--json")
        #expect(verified.exitCode == 0, "\(verified.errors)")
        let statement = try #require(Self.document(verified.output)["statement"] as? [String: Any])
        #expect(statement["isValid"] as? Bool == true && statement["chainId"] as? Int == 1_234_321)
        let proof = try GuestProof(decoding: [UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
        for place in stride(from: 0, to: proof.proof.count, by: proof.proof.count / 50) {
            var flipped = proof
            flipped.proof[place] ^= 1
            let file = try Self.file(flipped)
            #expect(try Program.run("verify", file.path).exitCode == 1, "byte \(place)")
        }
    }

    /// The prediction is there, and the reason; no file is.
    @Test func proofBeyondTheMemoryExitsWithFive() throws {
        let target = FileManager.default.temporaryDirectory.appendingPathComponent("rollupsim-\(UUID().uuidString)")
        let command = ["prove", Self.happyPath, "--block", "b2", "-o", target.path, "--memory", "1MiB"]
        let outcome = try Program.run(command)
        #expect(outcome.exitCode == 5 && outcome.errors.contains("by prediction, and may take 1 MiB"))
        for head in ["input      native-happy-path, b2, ", "run        ", "tables     ", "predicted  "] {
            #expect(outcome.output.contains("\n" + head) || outcome.output.hasPrefix(head), "\(head)")
        }
        let json = try Program.run(command + ["--json", "--threads", "3"])
        let document = try Self.document(json.output)
        let predicted = try #require(document["predicted"] as? [String: Any])
        for key in ["cycles", "cells", "leaves", "logArea", "peakBytes", "proofBytes"] {
            #expect((predicted[key] as? Int ?? 0) > 0, "\(key)")
        }
        #expect((predicted["seconds"] as? Double ?? 0) > 0 && document["threads"] as? Int == 3)
        #expect(json.exitCode == 5 && (document["failure"] as? String)?.contains("1 MiB") == true)
        #expect(!FileManager.default.fileExists(atPath: target.path))
    }

    @Test func scenarioWithProofsStopsAtTheMemory() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rollupsim-\(UUID().uuidString)")
        let path = Program.scenarios + "/native-proof-mode.yaml"
        let outcome = try Program.run("run", path, "--memory", "1MiB", "--proof-cache", folder.path)
        #expect(outcome.exitCode == 5 && outcome.words.contains("no proof: the proof takes "), "\(outcome.output)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        try FileManager.default.removeItem(at: folder)
    }

    /// A place that is free.
    private static let nowhere = FileManager.default.temporaryDirectory.appendingPathComponent("nowhere.proof").path

    @Test(arguments: [
        (["prove"], "Missing expected argument"),
        (["prove", "/nowhere.json", "-o", nowhere], "no such file"),
        (["prove", happyPath, "-o", nowhere, "--block", "w"], "the steps that seal blocks are b1, b2"),
        (["prove", happyPath, "-o", nowhere, "--release", "3"], "--release is 3, not 1 to 2"),
        (["prove", happyPath, "-o", nowhere, "--threads", "0"], "--threads is 0"),
        (["prove", happyPath, "-o", nowhere, "--memory", "4GB"], "--memory"),
        (["prove", proofMode, "-o", nowhere], "proves its blocks itself"),
        (["prove", happyPath, "-o", "/dev/null"], "/dev/null: is a device, not a file"),
        (["prove", happyPath, "-o", "/dev/full"], "/dev/full: is a device, not a file"),
        (["prove", happyPath, "-o", happyPath], "the proof would replace its block"),
        (["prove", happyPath, "-o", happyPath + "/proof"], "Not a directory"),
        (["prove", happyPath, "-o", Program.scenarios], "is a folder, not a file"),
        (["run", proofMode, "--proof-cache", happyPath], "is a file, not a folder"),
        (["run", proofMode, "--proof-cache", ""], "a folder has a name"),
        (["verify"], "Missing expected argument"),
        (["verify", "/nowhere.proof"], "no such file"),
        (["verify", happyPath], "not a proof file"),
        (["proofs", "clear", "--proof-cache", "/dev/null"], "/dev/null: is a device, not a folder"),
    ])
    func wrongUsageAndFilesExitWithTwo(_ command: [String], _ reason: String) throws {
        let outcome = try Program.run(command)
        #expect(outcome.exitCode == 2 && outcome.output.isEmpty, "\(outcome)")
        #expect(outcome.errors.contains(reason), "\(outcome.errors)")
    }

    @Test func payloadThatIsNoneExitsWithTwo() throws {
        let file = try TemporaryFile(suffix: ".ssz", text: "no payload")
        let outcome = try Program.run("prove", file.path, "-o", Self.nowhere)
        #expect(outcome.exitCode == 2 && outcome.errors.contains("no input of EXECUTE"), "\(outcome.errors)")
    }

    @Test func proofUnderAnUnknownKeyIsNotJudged() throws {
        let proof = GuestProof(keyHash: Keccak256.hash([1]), publicValues: Array(0..<43), proof: [1, 2, 3])
        let file = try Self.file(proof)
        let outcome = try Program.run("verify", file.path)
        #expect(outcome.exitCode == 2 && outcome.errors.contains("has the key \(proof.keyHash.hex)"))
    }

    /// Junk under a known key is refused, and what it claims is not repeated.
    @Test func proofThatIsRefusedExitsWithOne() throws {
        let target = FileManager.default.temporaryDirectory.appendingPathComponent("rollupsim-\(UUID().uuidString)")
        let command = ["prove", Self.happyPath, "-o", target.path, "--memory", "1MiB", "--json"]
        let hash = try #require(try Self.document(Program.run(command).output)["keyHash"] as? String)
        var values = [UInt8](repeating: 7, count: 43)
        values[32] = 1
        let key = try #require(Bytes32(hex: hash))
        let file = try Self.file(
            GuestProof(keyHash: key, publicValues: values, proof: [UInt8](repeating: 1, count: 999))
        )
        let outcome = try Program.run("verify", file.path)
        #expect(outcome.exitCode == 1 && outcome.output.hasPrefix("proof    refused\n"))
        #expect(outcome.errors.contains("the proof is refused: ") && !outcome.output.contains("block "))
        let json = try Self.document(Program.run("verify", "--json", file.path).output)
        #expect(json["isVerified"] as? Bool == false && json["statement"] == nil && json["release"] as? Int == 1)
    }

    /// The key is a real one, and so is the forged proof, which costs nobody a proving key.
    @Test func keyThatProvesAnythingIsExploited() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rollupsim-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = Program.scenarios + "/groth16-gamma-delta.yaml"
        let outcome = try Program.run("run", path, "--proof-cache", folder.path)
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty, "\(outcome)")
        #expect(outcome.words.contains("UNSAFE") && !outcome.words.contains("simulated proof"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test func batchesStopAtTheMemory() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rollupsim-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = Program.scenarios + "/groth16-payments.yaml"
        let outcome = try Program.run("run", path, "--memory", "1MiB", "--proof-cache", folder.path)
        #expect(outcome.exitCode == 5 && outcome.words.contains("the circuit of batches of 2 payments takes"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test func clearRemovesProofsAlone() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rollupsim-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let kept = [".proof", ".groth16-proof", ".groth16-insecure-key"].map { String(repeating: "a1", count: 32) + $0 }
        let names = kept + ["other.proof"]
        for name in names { try Data([1]).write(to: folder.appendingPathComponent(name)) }
        let outcome = try Program.run("proofs", "clear", "--proof-cache", folder.path)
        #expect(outcome.exitCode == 0 && outcome.output.hasSuffix(": proofs and keys removed: 3\n"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["other.proof"])
    }
}
