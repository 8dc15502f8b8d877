import Foundation
import GuestProofs
import GuestProver
import HostAccelerators
import Testing

@Suite("Kept proofs")
struct ProofCacheTests {
    /// A folder that goes away with its last reference.
    private final class TemporaryFolder {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("rollupsim-\(UUID().uuidString)")

        deinit { try? FileManager.default.removeItem(at: url) }
    }

    private static func reason(_ finding: ProofCache.Finding) -> String? {
        if case .unusable(_, let reason) = finding { reason } else { nil }
    }

    @Test func onlyTheVeryProofIsFound() throws {
        let prover = try GuestProverTests.prover()
        let (verifier, output) = (prover.verifier, GuestProverTests.output)
        let key = try GuestProverTests.key(prover)
        let other = try GuestProverTests.key(prover, output: output.reversed())
        let folder = TemporaryFolder()
        let cache = ProofCache(folder: folder.url.path)
        func find(_ key: GuestKey, _ input: [UInt8], _ values: [UInt8] = output) -> ProofCache.Finding {
            cache.proof(key, input: input, publicValues: values, verifier: verifier)
        }
        guard case .nothing = find(key, [1]) else {
            Issue.record("a proof in no folder")
            return
        }
        #expect(try cache.clear() == 0)
        let proof = try prover.prove(key, input: [1], hints: [], observer: ProofStopwatch())
        try cache.store(proof, key, input: [1])
        guard case .proof(let found) = find(key, [1]), found == proof else {
            Issue.record("the proof is not found")
            return
        }
        guard case .nothing = find(key, [2]), case .nothing = find(other, [1]) else {
            Issue.record("a proof of another run is found")
            return
        }
        #expect(Self.reason(find(key, [1], output.reversed())) == "it is of another run")
        // Whatever the folder's owner puts there is judged.
        let file = URL(fileURLWithPath: cache.file(key, input: [1]))
        let bytes = proof.encoded
        var flipped = proof
        flipped.proof[flipped.proof.count / 2] ^= 1
        let forgeries: [(String, [UInt8])] = [
            ("the verifier refuses it", flipped.encoded), ("not a proof file", Array(bytes.dropLast())),
            ("not a proof file", [0]), ("the file is empty", []),
            ("another key", GuestProof(keyHash: other.hash, publicValues: output, proof: proof.proof).encoded),
        ]
        for (reason, forgery) in forgeries {
            try Data(forgery).write(to: file)
            #expect(Self.reason(find(key, [1]))?.contains(reason) == true, "\(reason)")
        }
        // What is bad is replaced, and nothing is left beside it.
        try cache.store(proof, key, input: [1])
        guard case .proof = find(key, [1]) else {
            Issue.record("the proof is not replaced")
            return
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [file.lastPathComponent])
        let foreign = folder.url.appendingPathComponent("notes.proof")
        try Data([1]).write(to: foreign)
        #expect(try cache.clear() == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["notes.proof"])
    }

    /// Names in the folder are public, so that somebody can put links there before the files come.
    @Test func linksLeadNowhere() throws {
        let folder = TemporaryFolder()
        let cache = ProofCache(folder: folder.url.path)
        try cache.prepare()
        let precious = folder.url.appendingPathComponent("precious.txt")
        try Data([7]).write(to: precious)
        let name = String(repeating: "0a", count: 32) + ".groth16-proof"
        try FileManager.default.createSymbolicLink(atPath: cache.path(of: name), withDestinationPath: precious.path)
        #expect(throws: (any Error).self) { try cache.bytes(named: name, upTo: 10) }
        try cache.store([1, 2], named: name)
        #expect(try cache.bytes(named: name, upTo: 10) == [1, 2])
        #expect(try Data(contentsOf: precious) == Data([7]))
        #expect(try cache.clear() == 1)
    }

    @Test func leftoversOfKilledRunsAreCleared() throws {
        let folder = TemporaryFolder()
        let cache = ProofCache(folder: folder.url.path)
        try cache.prepare()
        let digits = String(repeating: "0a", count: 32)
        let leftovers = ["proof", "groth16-proof", "groth16-insecure-key"].map { "\(digits).\($0).Vvp0yf" }
        let others = ["\(digits).proof.Vvp0yfx", "\(digits.dropLast()).proof.Vvp0yf", "\(digits).Vvp0yf"]
        for name in leftovers + others { try Data([1]).write(to: folder.url.appendingPathComponent(name)) }
        #expect(try cache.clear() == leftovers.count)
        #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder.url.path)) == Set(others))
    }

    @Test func folderIsTheUsersOwn() {
        func path(_ environment: [String: String]) -> String? { ProofCache.defaultFolder(environment) }
        #expect(path(["XDG_CACHE_HOME": "/c", "HOME": "/h"]) == "/c/rollupsim/proofs")
        #expect(path(["XDG_CACHE_HOME": "relative", "HOME": "/h"]) == "/h/.cache/rollupsim/proofs")
        #expect(path([:]) == nil)
    }
}
