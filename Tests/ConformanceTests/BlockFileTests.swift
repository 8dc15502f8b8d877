import Conformance
import Testing

@Suite("Block files")
struct BlockFileTests {
    static let hash = "0x" + String(repeating: "00", count: 32)

    /// A file of the right shape whose block is no block.
    static func json(_ changes: [String: String?] = [:]) -> String {
        var fields: [String: String] = [
            "name": "\"sample\"", "chainId": "1", "blockNumber": "7", "blockHash": "\"\(hash)\"", "gasUsed": "0",
            "transactionCount": "0", "block": "\"0xc0\"", "preStateRoot": "\"\(hash)\"",
            "witness": #"{"state": ["0x80"], "codes": [], "headers": []}"#,
        ]
        for (key, value) in changes { fields[key] = value }
        let text = fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
        return "{\(text)}"
    }

    @Test(
        "A wrong file is refused by naming the field",
        arguments: [
            (json(["block": nil]), BlockFileError.missingField("block")),
            (json(["witness": #"{"state": [], "codes": []}"#]), .missingField("witness.headers")),
            (json(["chainId": "\"one\""]), .wrongType(field: "chainId", expected: "a whole number")),
            (json(["gasUsed": "-1"]), .wrongType(field: "gasUsed", expected: "a number in range")),
            (json(["block": "5"]), .wrongType(field: "block", expected: "text")),
            (json(["block": "\"c0\""]), .notHexadecimal(field: "block")),
            (json(["block": "\"0xc\""]), .notHexadecimal(field: "block")),
            (
                json(["witness": #"{"state": ["0x80", "0xzz"], "codes": [], "headers": []}"#]),
                .notHexadecimal(field: "witness.state[1]")
            ),
            (json(["blockHash": "\"0x00\""]), .wrongLength(field: "blockHash", expected: 32, got: 1)),
            (json(["blockHashes": "[\"0x00\"]"]), .wrongLength(field: "blockHashes[0]", expected: 32, got: 1)),
            (json(["chainId": "5"]), .unknownChain(5)),
        ]
    )
    func refusals(text: String, expected: BlockFileError) {
        #expect(throws: expected) { try BlockFile(json: Array(text.utf8)) }
    }

    @Test("Truncated and deeply nested JSON is refused")
    func notJSON() {
        let whole = Array(Self.json().utf8)
        for length in stride(from: 0, to: whole.count, by: 7) {
            #expect(throws: BlockFileError.self) { try BlockFile(json: Array(whole.prefix(length))) }
        }
        let nested = [UInt8](repeating: 0x5b, count: 100_000)
        #expect(throws: BlockFileError.self) { try BlockFile(json: nested) }
    }

    @Test("An oversized file is refused before it is read as JSON")
    func oversized() {
        let bytes = [UInt8](repeating: 0x20, count: BlockFile.byteLimit + 1)
        #expect(throws: BlockFileError.tooLarge(limit: BlockFile.byteLimit, got: bytes.count)) {
            try BlockFile(json: bytes)
        }
    }

    @Test("A block that is no block fails validation with its own reason")
    func undecodableBlock() throws {
        let validation = BlockValidation(try BlockFile(json: Array(Self.json().utf8)))
        guard case .undecodable? = validation.failure else {
            Issue.record("expected an undecodable block, got \(String(describing: validation.failure))")
            return
        }
        #expect(validation.output == nil)
    }
}
