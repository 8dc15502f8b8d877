import Conformance
import Foundation
import InputFiles
import Testing

@Suite("Files that are no vectors")
struct SpecTestFileErrorTests {
    private static let word = String(repeating: "0", count: 64)

    @Test(
        "A wrong file is refused with the field that is wrong, and runs nothing",
        arguments: [
            ("a.bin", "", "is of no known kind of vectors"),
            ("a.json", "{}", "expected at least one case, found an object"),
            ("a.json", "[]", "expected at least one case, found an array"),
            ("a.json", "7", "expected a list or map of cases, found the number 7"),
            ("a.json", "", "the file is empty"),
            ("a.json", " ", "not JSON: the document ends too early"),
            ("a.json", #"{"a": {"b": 1}}"#, "is of no known kind of vectors"),
            ("a.json", #"[{"b": 1}]"#, "is of no known kind of vectors"),
            ("a.json", #"[3]"#, "is of no known kind of vectors"),
            ("a.json", #"[{"input": 3}]"#, "is of no known kind of vectors"),
            ("rlp.json", #"{"a": {"in": 1, "out": "0x1"}}"#, #"a.out: expected hex bytes, found "0x1""#),
            ("rlp.json", #"{"a": {"in": 1, "out": "01"}, "b": {"in": 1}}"#, #"b: missing "out""#),
            (
                "rlp.json", #"{"a": {"in": -1, "out": "01"}}"#,
                "a.in: expected a whole number up to 2^64 - 1, found the number -1"
            ),
            (
                "rlp.json", ##"{"a": {"in": "#1x", "out": "01"}}"##,
                ##"a.in: expected decimal digits behind #, found "#1x""##
            ),
            (
                "rlp.json", #"{"a": {"in": {}, "out": "01"}}"#,
                "a.in: expected a text, a number or a list of such, found an object"
            ),
            (
                "trie.json", #"{"a": {"in": {}, "root": "0x00"}}"#,
                #"a.root: expected 32 bytes of hex, found "0x00" (1 byte)"#
            ),
            (
                "trie.json", #"{"a": {"in": [["k"]], "root": "0x\#(word)"}}"#,
                "a.in[0]: expected a key and a value, found an array"
            ),
            (
                "trie.json", #"{"a": {"in": {"0x1": "v"}, "root": "0x\#(word)"}}"#,
                #"a.in.0x1: expected a key of hex bytes behind 0x, found "v""#
            ),
            ("t.json", #"{"a": {"txbytes": "0x"}}"#, #"a: missing "result""#),
            (
                "t.json",
                #"{"a": {"txbytes": "0x", "result": {"Osaka": {"hash": "0x\#(word)", "intrinsicGas": "0x1"}}}}"#,
                #"a.result.Osaka: missing "sender""#
            ),
            ("testcases_foo.json", #"[{"X": "", "Y": ""}]"#, "no instruction has this file name"),
            ("testcases_add.json", #"[{"X": "00", "Y": ""}]"#, #"[0].X: expected 32 bytes of hex, found "00""#),
            ("foo.json", #"[{"Input": ""}]"#, "no precompile has this file name"),
            ("blake2F.json", #"[{"Name": "a", "Input": "0"}]"#, #"[0].Input: expected hex bytes, found "0""#),
            ("blake2F.json", #"[{"Name": "a", "Input": ""}]"#, #"[0]: missing "Expected""#),
            (
                "blake2F.json", #"[{"Name": "a", "Input": "", "Expected": "", "Gas": 1e3}]"#,
                "[0].Gas: expected a whole number up to 2^64 - 1, found the number 1e3"
            ),
            (
                "p.json", #"[{"name": "a", "input": {"commitment": "0x"}}]"#, #"[0].input: missing "z""#
            ),
            (
                "w.json", #"{"testGroups": [{"type": "RSA"}]}"#,
                #"testGroups[0].type: expected a way of writing ECDSA signatures, found "RSA""#
            ),
            (
                "verify_kzg_proof/a/b/data.yaml", "input: {}\noutput: true\n",
                "trusted setup: none is beside the cases; name one with --trusted-setup"
            ),
            ("verify_kzg_proof/a/b/data.yaml", "input: {}\n", "`output` is missing"),
            ("verify_kzg_proof/a/b/data.yaml", "[", nil),
            ("other/data.yaml", "input: {}\noutput: true\n", "is of no known kind of vectors"),
        ] as [(String, String, String?)]
    )
    func refusals(name: String, text: String, reason: String?) throws {
        let folder = try TemporaryFolder([name: text])
        let report = SpecTestRun()([folder.path])
        #expect(report.errors.count == 1)
        #expect(report.errors.first?.path == folder.path + "/" + name)
        if let reason { #expect(report.errors.first.map { "\($0.error)" } == reason) }
        #expect(report.cases.isEmpty)
        #expect(!report.document.passed)
    }

    @Test("Paths that lead nowhere, and empty folders, are named")
    func paths() throws {
        let folder = try TemporaryFolder([".hidden/x.json": "{}"])
        let report = SpecTestRun()(["/no/such/file", folder.path])
        #expect(report.errors.map(\.path) == ["/no/such/file", folder.path])
        #expect(report.errors.map(\.error) == [.file(.absent), .file(.noFile(wanted: "readable", passedOver: []))])
    }

    @Test("A file of a recorded chain is no vector where there are no exchanges")
    func chainAlone() throws {
        let folder = try TemporaryFolder(["genesis.json": "{}"])
        #expect(SpecTestRun()([folder.path]).errors.count == 1)
        let exchanges = try TemporaryFolder(["genesis.json": "{}", "chain.rlp": "", "eth/a.io": ">> {}"])
        let report = SpecTestRun()([exchanges.path])
        #expect(report.errors.isEmpty)
        #expect(report.tally(.jsonRPC).notCovered == 1)
    }

    @Test("Lists in one another far beyond what the vectors have are refused, not followed")
    func depth() throws {
        let lists = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        let folder = try TemporaryFolder([
            "a.json": #"{"a": {"in": \#(lists), "out": "c0"}}"#,
            "b.json": #"{"a": {"in": "INVALID", "out": "\#(nestedLists(depth: 5000))"}}"#,
        ])
        let report = SpecTestRun()([folder.path])
        #expect(report.errors.map(\.path) == [folder.path + "/a.json"])
        #expect(report.tally(.rlp).passed == 1)
    }

    /// Canonical RLP of empty lists in one another.
    private func nestedLists(depth: Int) -> String {
        var bytes: [UInt8] = []
        for _ in 0..<depth {
            let count = bytes.count
            if count < 56 {
                bytes.insert(0xc0 + UInt8(count), at: 0)
            } else {
                let length = [UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)].drop { $0 == 0 }
                bytes.insert(contentsOf: [0xf7 + UInt8(length.count)] + length, at: 0)
            }
        }
        return bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
