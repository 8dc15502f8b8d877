import Conformance
import TestSupport
import Testing

/// The public collections, each as a whole: every case passes, and none is lost.
@Suite("Public vectors")
struct PublicVectorTests {
    private func check(_ report: SpecTestReport, _ expected: [SpecTestKind: Int]) {
        for kind in SpecTestKind.allCases {
            let tally = report.tally(kind)
            #expect(tally.passed == expected[kind] ?? 0, "\(kind)")
            #expect(tally.failed == 0 && tally.notCovered == 0, "\(kind): \(report.text)")
        }
        for (path, error) in report.errors { Issue.record("\(path): \(error)") }
    }

    @Test(
        "Every case passes",
        .requires(.smallVectors),
        arguments: [
            ("rlp_tests", [.rlp: 46]),
            ("trie_tests", [.trie: 21]),
            ("transaction_tests", [.transaction: 145]),
            ("evm_opcode_vectors", [.opcode: 1052]),
            ("precompile_vectors", [.precompile: 1992, .wycheproof: 1013]),
        ] as [(String, [SpecTestKind: Int])]
    )
    func smallVectors(folder: String, expected: [SpecTestKind: Int]) throws {
        check(SpecTestRun()([try Fixtures.path(.smallVectors) + "/" + folder]), expected)
    }

    @Test("JSON-RPC exchanges are counted, and not their chain", .requires(.smallVectors))
    func exchanges() throws {
        let report = SpecTestRun()([try Fixtures.path(.smallVectors) + "/rpc_tests"])
        #expect(report.tally(.jsonRPC).notCovered == 166)
        #expect(report.total.ran == 0)
        #expect(report.errors.isEmpty)
        // Where nothing was judged, nothing passed.
        #expect(report.text.hasSuffix("0 ran; not covered: 166\n"))
        #expect(!report.document.passed)
    }

    @Test("The trusted setup is found beside KZG cases, or named", .requires(.kzgVectors))
    func trustedSetup() throws {
        let vectors = try Fixtures.path(.kzgVectors)
        let cases = vectors + "/verify_kzg_proof"
        check(SpecTestRun()([cases]), [.kzg: 90])
        let one = SpecTestRun(
            trustedSetup: vectors + "/trusted_setup.txt",
            selecting: { $0.contains("case_correct_proof_0_0") }
        )
        check(one([vectors + "/verify_kzg_proof"]), [.kzg: 1])
        let absent = SpecTestRun(trustedSetup: "/nowhere", selecting: { $0.contains("case_correct_proof_0_0") })([cases]
        )
        #expect(absent.errors.count == 90)
        #expect(absent.errors.first?.error == .trustedSetup("/nowhere: no such file or folder"))
    }
}
