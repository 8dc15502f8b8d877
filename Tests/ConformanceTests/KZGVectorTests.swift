import Conformance
import Cryptography
import Foundation
import HostAccelerators
import TestSupport
import Testing

@Suite("KZG vectors of c-kzg-4844", .requires(.kzgVectors))
struct KZGVectorTests {
    /// The functions and how many cases each has.
    static let functions = [
        ("blob_to_kzg_commitment", 7), ("compute_kzg_proof", 33), ("verify_kzg_proof", 90), ("compute_challenge", 6),
        ("compute_blob_kzg_proof", 11), ("verify_blob_kzg_proof", 20), ("verify_blob_kzg_proof_batch", 14),
        ("compute_cells", 9), ("compute_cells_and_kzg_proofs", 7), ("verify_cell_kzg_proof_batch", 23),
        ("compute_verify_cell_kzg_proof_batch_challenge", 7), ("recover_cells_and_kzg_proofs", 13),
    ]

    /// The ceremony's setup, read once for all cases.
    static let setup = Result {
        try KZGTrustedSetup(text: try text(Fixtures.path(.kzgVectors) + "/trusted_setup.txt"))
    }

    static func text(_ path: String) throws -> String {
        String(decoding: try Fixtures.read(path), as: UTF8.self)
    }

    @Test("Every case of a function gives the expected result or rejection", arguments: functions)
    func cases(function: String, count: Int) throws {
        let setup = try Self.setup.get()
        let paths = Fixtures.files(in: try Fixtures.path(.kzgVectors) + "/" + function, suffix: "data.yaml")
        #expect(paths.count == count)
        for path in paths {
            let verdict = KZGVectorCase.run(function: function, yaml: try Self.text(path), setup: setup)
            #expect(verdict == .passed, "\(path)")
        }
    }

    @Test("No case passes with another result than its own")
    func wrongExpectations() throws {
        let setup = try Self.setup.get()
        func verdict(_ function: String, _ name: String, _ output: String) throws -> VectorVerdict {
            let folder = try Fixtures.path(.kzgVectors) + "/\(function)/kzg-mainnet/\(function)_case_\(name)"
            let text = try Self.text(folder + "/data.yaml")
            let end = try #require(text.range(of: "output:"))
            return KZGVectorCase.run(
                function: function,
                yaml: text[..<end.lowerBound] + "output: " + output,
                setup: setup
            )
        }
        for output in ["false", "null", "'0x01'", "[]"] {
            guard case .failed = try verdict("verify_kzg_proof", "correct_proof_0_0", output) else {
                Issue.record("passed with \(output)")
                continue
            }
        }
        guard case .failed(let text) = try verdict("blob_to_kzg_commitment", "invalid_blob_0", "'0x01'") else {
            Issue.record("a rejection passed for a commitment")
            return
        }
        #expect(text.hasSuffix("field element 0 of blob is not below the modulus"), "\(text)")
    }

    @Test("An unknown function is not covered, and an unreadable case fails")
    func unreadable() throws {
        let setup = try Self.setup.get()
        func verdict(_ function: String, _ yaml: String) -> VectorVerdict {
            KZGVectorCase.run(function: function, yaml: yaml, setup: setup)
        }
        #expect(
            verdict("compute_everything", "input: {}\noutput: null") == .notCovered("no function compute_everything")
        )
        let unreadable = [
            ("input: {}", "`output` is missing"), ("output: null", "`input` is missing"),
            ("input: {}\noutput: null", "`blob` is missing"),
            ("input: {blob: 5}\noutput: null", "`blob` has a wrong type"),
            ("input: 5\noutput: null", "`input` has a wrong type"), ("[]", "the case is no mapping"),
            ("input: {blob: '0x'}\noutput: maybe", "`output` has a wrong type"),
        ]
        for (yaml, reason) in unreadable {
            #expect(verdict("blob_to_kzg_commitment", yaml) == .failed("unreadable case: \(reason)"))
        }
        guard case .failed = verdict("blob_to_kzg_commitment", "input: [") else {
            Issue.record("broken YAML passed")
            return
        }
    }
}
