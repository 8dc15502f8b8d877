import ArchivedBlocks
import StrictJSON
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
            (json(["block": nil]), #"missing "block""#),
            (json(["witness": #"{"state": [], "codes": []}"#]), #"witness: missing "headers""#),
            (json(["chainId": "\"one\""]), #"chainId: expected a whole number up to 2^64 - 1, found "one""#),
            (json(["gasUsed": "-1"]), "gasUsed: expected a whole number up to 2^64 - 1, found the number -1"),
            (json(["block": "5"]), "block: expected hex bytes behind 0x, found the number 5"),
            (json(["block": "\"c0\""]), #"block: expected hex bytes behind 0x, found "c0""#),
            (json(["block": "\"0xc\""]), #"block: expected an even number of hex digits, found "0xc""#),
            (
                json(["witness": #"{"state": ["0x80", "0xzz"], "codes": [], "headers": []}"#]),
                #"witness.state[1]: expected hex bytes behind 0x, found "0xzz""#
            ),
            (json(["blockHash": "\"0x00\""]), #"blockHash: expected 32 bytes of hex, found "0x00" (1 byte)"#),
            (json(["blockHashes": "[\"0x00\"]"]), #"blockHashes[0]: expected 32 bytes of hex, found "0x00" (1 byte)"#),
            (json(["chainId": "5"]), "`chainId` 5 is neither mainnet (1) nor Hoodi (560048)"),
        ]
    )
    func refusals(text: String, message: String) {
        let error = #expect(throws: BlockFileError.self) { try BlockFile(json: Array(text.utf8)) }
        #expect(error?.description == message)
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
        let problem = JSONError.Problem.tooManyBytes(limit: BlockFile.byteLimit, got: bytes.count)
        #expect(throws: BlockFileError.json(JSONError(at: JSONPath(), problem))) { try BlockFile(json: bytes) }
    }

    @Test("A block that is no block fails validation with its own reason")
    func undecodableBlock() throws {
        let validation = BlockValidation(try BlockFile(json: Array(Self.json().utf8)))
        guard case .undecodable? = validation.failure else {
            Issue.record("expected an undecodable block, got \(String(describing: validation.failure))")
            return
        }
        #expect(validation.output == nil && validation.failure?.isAboutFile == false)
    }

    @Test("A parent counts as checked only where a block was there to check it for")
    func parentOfUndecodableBlock() throws {
        let text = Self.json(["witness": #"{"state": ["0x80"], "codes": [], "headers": ["0xc0"]}"#])
        let validation = BlockValidation(try BlockFile(json: Array(text.utf8)))
        #expect(validation.failure != nil && !validation.isParentChecked)
    }
}
