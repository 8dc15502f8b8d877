import Foundation
import GuestProofs
import HostAccelerators
import Testing

/// Whole proofs of blocks, which take minutes and gigabytes: `make prove-test`.
@Suite("Proving campaign", .enabled(if: isProving, "whole proofs of blocks: `make prove-test`"), .serialized)
struct ProvingCampaign {
    /// A block of a scenario, from the command to a file that verifies, and to files that do not.
    @Test func blockIsProvedAndVerified() throws {
        let folder = try TemporaryFolder()
        let path = folder.url.appendingPathComponent("b2.proof").path
        let outcome = try Program.run("prove", ProofCommandTests.happyPath, "--block", "b2", "-o", path, "--json")
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
        let report = try ProofCommandTests.document(outcome.output)
        let predicted = try #require(report["predicted"] as? [String: Any])
        for (name, tolerance) in [("proofBytes", 5), ("peakBytes", 15)] {
            let (expected, got) = (predicted[name] as? Int ?? 0, report[name] as? Int ?? 0)
            #expect(abs(expected - got) * 100 <= tolerance * got, "\(name): \(expected) predicted, \(got) measured")
        }
        let verified = try Program.run("verify", path, "--json")
        #expect(verified.exitCode == 0, "\(verified.errors)")
        let statement = try #require(ProofCommandTests.document(verified.output)["statement"] as? [String: Any])
        #expect(statement["isValid"] as? Bool == true && statement["chainId"] as? Int == 1_234_321)
        let proof = try GuestProof(decoding: [UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
        for place in stride(from: 0, to: proof.proof.count, by: proof.proof.count / 50) {
            var flipped = proof
            flipped.proof[place] ^= 1
            let file = try ProofCommandTests.file(flipped)
            #expect(try Program.run("verify", file.path).exitCode == 1, "byte \(place)")
        }
    }

    /// The scenarios of the proof mode pass from an empty cache and from a full one, with the same trace hash.
    @Test(arguments: ["native-proof-mode", "native-bad-proof", "native-two-modes", "native-vk-follow-pin"])
    func scenarioPassesWithAndWithoutKeptProofs(_ name: String) throws {
        let folder = try TemporaryFolder()
        let command = ["run", "\(Program.scenarios)/\(name).yaml", "--proof-cache", folder.url.path]
        let first = try Program.run(command)
        #expect(first.exitCode == 0, "\(first.output)\(first.errors)")
        #expect(first.output.contains("proved: release ") && first.errors.isEmpty)
        let second = try Program.run(command)
        #expect(second.exitCode == 0 && second.errors.isEmpty)
        #expect(second.output.contains("cached, verified: release ") && !second.output.contains("proved: release "))
        func hash(_ text: String) -> Substring? { text.split(separator: "\n").first { $0.contains("trace") } }
        #expect(hash(first.output) != nil && hash(first.output) == hash(second.output))
        // A file that is no proof any more is told, and replaced.
        let kept = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
        try Data([1, 2, 3]).write(to: folder.url.appendingPathComponent(try #require(kept.first)))
        let third = try Program.run(command)
        #expect(third.exitCode == 0 && third.errors.contains("the proof is not used, and made anew"))
        #expect(try Program.run(command).errors.isEmpty)
    }
}

private let isProving = ProcessInfo.processInfo.environment["ROLLUPSIM_PROVE"] == "1"
