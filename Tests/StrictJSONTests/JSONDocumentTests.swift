import Primitives
import StrictJSON
import Testing

@Suite("JSON documents")
struct JSONDocumentTests {
    static func read(_ text: String) throws(JSONError) -> JSONValue {
        try JSONDocument(Array(text.utf8)).root
    }

    @Test("Values of every kind are read where they stand")
    func values() throws {
        let root = try Self.read(
            #" {"a": [1, -2.5e3, true, false, null, "x"], "b": {}, "c": [], "\u0064": "q\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é"} "#
        )
        #expect(root.kind == .object && root.path.components.isEmpty)
        #expect(try root.members.map(\.key) == ["a", "b", "c", "d"])
        let elements = Array(try root["a"].elements)
        #expect(elements.map(\.kind) == [.number, .number, .bool, .bool, .null, .string])
        #expect(try elements[0].wholeNumber == 1)
        #expect(try elements[2].bool && !elements[3].bool)
        #expect(try elements[5].text == "x")
        #expect(try Array(root["b"].members).isEmpty && Array(root["c"].elements).isEmpty)
        #expect(try root["d"].text == "q\"\\/\u{08}\u{0c}\n\r\té😀é")
        #expect(root.has("a") && !root.has("e") && !elements[0].has("a"))
        #expect(try root.optional("e") == nil)
        #expect(elements.map(\.path.description) == (0..<6).map { "a[\($0)]" })
    }

    @Test("Hexadecimal is read with its type")
    func hexadecimal() throws {
        let word = String(repeating: "0a", count: 32)
        let root = try Self.read(
            """
            {"bytes": "0x00fF", "empty": "0x", "hash": "0x\(word)", "address": "0x\(word.prefix(40))",
             "odd": "0x0f0", "big": "0x\(word)", "zero": "0x0"}
            """
        )
        #expect(try root["bytes"].bytes == [0x00, 0xff] && root["empty"].bytes.isEmpty)
        #expect(try root["hash"].bytes32 == Bytes32(hex: word))
        #expect(try root["address"].address == Address(hex: String(word.prefix(40))))
        #expect(try root["odd"].uint256 == 0xf0 && root["odd"].uint64 == 0xf0 && root["zero"].uint64 == 0)
        #expect(try root["big"].uint256 == UInt256(hex: word))
    }

    @Test("Spellings of other tools are read where they are asked for, and refused elsewhere")
    func spellings() throws {
        let word = String(repeating: "0A", count: 32)
        let text = #"""
            {"zero": "0x", "capital": "0XfF", "number": 255, "bare": "00ff", "nothing": "", "hash": "\#(word)",
             "address": "\#(word.prefix(40))", "digits": "10", "odd": "fff", "huge": 1e3}
            """#
        let legacy = try JSONDocument(Array(text.utf8), spelling: .legacy).root
        #expect(try legacy["zero"].uint256 == 0 && legacy["zero"].uint64 == 0 && legacy["zero"].bytes.isEmpty)
        #expect(try legacy["capital"].uint64 == 255 && legacy["number"].uint256 == 255)
        #expect(try legacy["bare"].bytes == [0x00, 0xff] && legacy["nothing"].bytes.isEmpty)
        #expect(try legacy["hash"].bytes32 == Bytes32(hex: word))
        #expect(try legacy["address"].address == Address(hex: String(word.prefix(40))))
        for key in ["digits", "nothing", "huge", "bare"] {
            #expect(throws: JSONError.self) { try legacy[key].uint256 }
        }
        for key in ["odd", "number"] { #expect(throws: JSONError.self) { try legacy[key].bytes } }
        let exact = try Self.read(text)
        for key in ["zero", "capital", "number"] { #expect(throws: JSONError.self) { try exact[key].uint256 } }
        for key in ["capital", "bare", "nothing"] { #expect(throws: JSONError.self) { try exact[key].bytes } }
        #expect(throws: JSONError.self) { try exact["hash"].bytes32 }
        #expect(throws: JSONError.self) { try exact["address"].address }
    }

    @Test("Keys and values are quoted on one line, whatever they hold")
    func hostileText() throws {
        let root = try Self.read(#"{"a\u001b[2K\n": {"b": "x\r\n9 passed\u202e"}}"#)
        let value = try #require(try root.members.first { _ in true }?.value["b"])
        let error = #expect(throws: JSONError.self) { try value.bytes }
        #expect(
            error?.description == #"["a\u{1b}[2K\n"].b: expected hex bytes behind 0x, found "x\r\n9 passed\u{202e}""#
        )
    }

    @Test(
        "A wrong value is named with its path",
        arguments: [
            ("hash", #"post.Osaka[1].hash: expected 32 bytes of hex, found "0x00" (1 byte)"#),
            ("missing", #"post.Osaka[1]: missing "missing""#),
            ("odd", #"post.Osaka[1].odd: expected 32 bytes of hex, found "0x000""#),
            ("number", "post.Osaka[1].number: expected 32 bytes of hex, found the number 5"),
            ("a b", #"post.Osaka[1]["a b"]: expected 32 bytes of hex, found null"#),
            ("list", "post.Osaka[1].list: expected 32 bytes of hex, found an array"),
        ]
    )
    func mismatches(key: String, message: String) throws {
        let root = try Self.read(
            #"{"post": {"Osaka": [0, {"hash": "0x00", "odd": "0x000", "number": 5, "a b": null, "list": []}]}}"#
        )
        let entry = Array(try root["post"]["Osaka"].elements)[1]
        let error = #expect(throws: JSONError.self) { try entry[key].bytes32 }
        #expect(error?.description == message)
        #expect(error?.below(depth: 2).description.hasPrefix("[1]") == true)
    }

    @Test("Every typed reading refuses the other kinds")
    func typedReadings() throws {
        let root = try Self.read(
            #"{"text": "abc", "gx": "0xgg", "wide": "0x\#(String(repeating: "1", count: 65))", "fraction": 1.5, "huge": 18446744073709551616}"#
        )
        func message(_ body: () throws -> some Any) -> String? {
            #expect(throws: JSONError.self) { _ = try body() }?.description
        }
        #expect(message { try root["text"].bytes } == #"text: expected hex bytes behind 0x, found "abc""#)
        #expect(message { try root["gx"].bytes } == #"gx: expected hex bytes behind 0x, found "0xgg""#)
        #expect(message { try root["wide"].bytes }?.contains("an even number of hex digits") == true)
        #expect(message { try root["wide"].uint256 }?.contains("at most 32 bytes") == true)
        #expect(message { try root["wide"].uint64 }?.contains("at most 8 bytes") == true)
        #expect(message { try root["wide"].address }?.contains("20 bytes of hex") == true)
        #expect(message { try root["fraction"].wholeNumber }?.hasSuffix("found the number 1.5") == true)
        #expect(message { try root["huge"].wholeNumber }?.contains("up to 2^64 - 1") == true)
        #expect(message { try root["text"].wholeNumber } != nil)
        #expect(message { try root["text"].bool } == #"text: expected true or false, found "abc""#)
        #expect(message { try root["huge"].text } == "huge: expected a string, found the number 18446744073709551616")
        #expect(message { try root["text"].members } == #"text: expected an object, found "abc""#)
        #expect(message { try root.elements } == "expected an array, found an object")
        #expect(message { try root["text"].optional("a") } == #"text: expected an object, found "abc""#)
    }

    @Test(
        "What is not JSON is refused where it goes wrong",
        arguments: [
            ("", "not JSON: the document ends too early"),
            ("  ", "not JSON: the document ends too early"),
            ("{", "not JSON: the document ends too early"),
            (#"{"a""#, "a: not JSON: the document ends too early"),
            (#"{"a":"#, "a: not JSON: the document ends too early"),
            (#"{"a":["x"#, "a[0]: not JSON: the document ends too early"),
            (#"{"a":1,}"#, "not JSON: unexpected '}' at byte 7"),
            (#"{"a":[1,]}"#, "a[1]: not JSON: unexpected ']' at byte 8"),
            (#"{"a":[1}}"#, "a[1]: not JSON: unexpected '}' at byte 7"),
            (#"{"a" 1}"#, "a: not JSON: unexpected '1' at byte 5"),
            (#"{a:1}"#, "not JSON: unexpected 'a' at byte 1"),
            ("1 2", "not JSON: unexpected '2' at byte 2"),
            ("[tru]", "[0]: not JSON: unexpected ']' at byte 4"),
            ("nul", "not JSON: the document ends too early"),
            ("[01]", "[0]: not JSON: invalid number at byte 1"),
            ("-", "not JSON: invalid number at byte 0"),
            ("1.", "not JSON: invalid number at byte 0"),
            ("1e+", "not JSON: invalid number at byte 0"),
            (#"{"x":{"a":1,"a":2}}"#, #"x: duplicate key "a""#),
            (#"{"a":1,"\u0061":2}"#, #"duplicate key "a""#),
            (#"["\x"]"#, "[0]: not JSON: invalid escape at byte 2"),
            (#"["\u12g4"]"#, "[0]: not JSON: invalid escape at byte 2"),
            (#"["\ud800"]"#, "[0]: not JSON: invalid escape at byte 2"),
            (#"["\ud800\u0041"]"#, "[0]: not JSON: invalid escape at byte 2"),
            (#"["\u00"#, "[0]: not JSON: the document ends too early"),
            ("[\"a\u{01}\"]", "[0]: not JSON: unexpected 0x01 at byte 3"),
        ]
    )
    func syntax(text: String, message: String) {
        let error = #expect(throws: JSONError.self) { try Self.read(text) }
        #expect(error?.description == message, "\(text)")
    }

    @Test("Strings that are not UTF-8 are refused")
    func invalidUTF8() {
        for prefix in ["", #"\n"#] {
            let bytes = Array("{\"a\":\"\(prefix)".utf8) + [0xc3, 0x28] + Array("\"}".utf8)
            let error = #expect(throws: JSONError.self) { try JSONDocument(bytes) }
            #expect(error?.description == "a: not JSON: the string at byte 6 is not UTF-8")
        }
    }

    @Test("Depth and size are bounded")
    func limits() throws {
        let nested = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        let error = #expect(throws: JSONError.self) { try JSONDocument(nested) }
        #expect(error?.problem == .tooDeep(limit: 64, offset: 64))
        #expect(throws: JSONError(at: JSONPath(), .tooManyBytes(limit: 3, got: 4))) {
            try JSONDocument(Array("1234".utf8), limits: JSONDocument.Limits(byteCount: 3))
        }
        let fits = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(try Self.read(fits).kind == .array)
    }

    @Test("Duplicate keys are found in large objects too")
    func duplicatesInLargeObjects() throws {
        let keys = (0..<500).map { "\"0x\($0 * 7919 % 1009)\": 0" }
        #expect(try Array(Self.read("{\(keys.joined(separator: ","))}").members).count == 500)
        let error = #expect(throws: JSONError.self) {
            try Self.read("{\((keys + [keys[250]]).joined(separator: ","))}")
        }
        guard case .duplicateKey? = error?.problem else {
            Issue.record("expected a duplicate key, got \(String(describing: error))")
            return
        }
    }
}
